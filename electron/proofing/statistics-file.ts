/**
 * The corpus's character statistics in .galley/statistics.txt: one line that says what they were counted from, then the
 * counts. Derived: a missing, stale or damaged file is the same as none.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { StatisticsText } from "../../shared/proofing/statistics.ts";
import { writeFileDurably } from "../corpus/durable-file.ts";
import { privateName } from "../corpus/layout.ts";
import { makePrivateFolder } from "../corpus/private-folder.ts";
import { sha256 } from "../corpus/read-regular-file.ts";

const statisticsName = "statistics.txt";

/** @param counted names what was counted. @returns null unless the file holds just that, whole */
export async function readStatistics(dir: string, counted: string): Promise<StatisticsText | null> {
  try {
    const text = await readFile(join(dir, privateName, statisticsName), "utf8");
    const end = text.indexOf("\n");
    const head: unknown = JSON.parse(text.slice(0, end));
    const counts = text.slice(end + 1);
    const wanted = { counted, sum: sha256(Buffer.from(counts)) };
    if (!head || typeof head !== "object" || !("size" in head) || typeof head.size !== "number") return null;
    return JSON.stringify(head) === JSON.stringify({ ...wanted, size: head.size }) ? { size: head.size, counts } : null;
  } catch {
    return null;
  }
}

/** A folder that can't be written is no reason not to work: the statistics are then counted at every start. */
export async function writeStatistics(dir: string, counted: string, { size, counts }: StatisticsText): Promise<void> {
  try {
    makePrivateFolder(dir);
    const head = JSON.stringify({ counted, sum: sha256(Buffer.from(counts)), size });
    await writeFileDurably(join(dir, privateName, statisticsName), `${head}\n${counts}`);
  } catch {
    // See above.
  }
}
