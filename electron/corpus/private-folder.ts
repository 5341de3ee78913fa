/** `.galley/`: what this machine derives from a corpus or needs while it works. Never worth a commit, and says so to git. */
import { join } from "node:path";
import { type DurableFs, realFs } from "./disk.ts";
import { privateName } from "./layout.ts";

/**
 * Makes the folder unless it is there. Not recursive: a corpus that has vanished must not come back as an empty folder.
 * @throws the system's error; whoever calls can do without the folder
 */
export function makePrivateFolder(dir: string, fs: DurableFs = realFs): void {
  const folder = join(dir, privateName);
  if (!fs.exists(folder)) fs.makeFolder(folder);
  const ignore = join(folder, ".gitignore");
  if (!fs.exists(ignore)) fs.note(ignore, "*\n");
}
