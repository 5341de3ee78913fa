/**
 * Files that belong to nothing: temporary files of saves that ended half-way, and sources that no document was made
 * from (an import that was cut off between the two).
 */
import { basename, join } from "node:path";
import { type DurableFs, realFs } from "../disk.ts";
import { listDocumentFiles } from "../document-files.ts";
import { processOfTemporary, sourcesName } from "../layout.ts";
import { listSourceFiles } from "../source-files.ts";

export interface Leftover {
  path: string;
  problem: string;
  /** Whether it may be moved aside, and as what. */
  movable: "temporary" | "orphan" | null;
}

/** No save takes this long; an older temporary file is a leftover even when some process has its number again. */
const LONGEST_SAVE_MS = 60 * 60 * 1000;

/** @param usedSources checksums that documents name */
export async function findLeftovers(
  dir: string,
  usedSources: ReadonlySet<string>,
  fs: DurableFs = realFs,
): Promise<Leftover[]> {
  const sources = listSourceFiles(dir, fs);
  const { temporary } = await listDocumentFiles(dir, fs);
  const candidates = [
    ...fs
      .list(dir)
      .map(({ name }) => name)
      .filter((name) => processOfTemporary(name) !== null)
      .map((name) => join(dir, name)),
    ...temporary,
    ...sources.temporary.map((name) => join(dir, sourcesName, name)),
  ];
  return [
    ...candidates
      .filter((path) => isAbandoned(path, fs))
      .map((path): Leftover => {
        return { path, problem: "the temporary file of a save that did not end", movable: "temporary" };
      }),
    ...[...sources.files].flatMap(([checksum, name]): Leftover[] => {
      if (usedSources.has(checksum)) return [];
      return [{ path: join(dir, sourcesName, name), problem: "no document has this source", movable: "orphan" }];
    }),
    ...sources.strange.map((name): Leftover => {
      return { path: join(dir, sourcesName, name), problem: "its name is not a source's", movable: null };
    }),
  ];
}

function isAbandoned(path: string, fs: DurableFs): boolean {
  const stats = fs.stat(path);
  if (!stats) return false;
  const maker = processOfTemporary(basename(path));
  return Date.now() - stats.mtimeMs > LONGEST_SAVE_MS || maker === null || !isRunning(maker);
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it runs and belongs to someone else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
