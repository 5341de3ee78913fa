/** Before all tests: the page and the programs are what their sources say, as `npm start` makes sure. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./machine.ts";

export default function build(): void {
  const { status } = spawnSync(process.execPath, [join(root, "scripts/setup.mjs"), "lexicon", "page", "program"], {
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("the program can't be built");
}
