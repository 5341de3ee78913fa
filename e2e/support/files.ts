/** What a corpus has on the disk, to compare byte for byte. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** SHA-256 of each document file, by its path in the corpus. */
export function documentHashes(corpus: string): Map<string, string> {
  const folder = join(corpus, "documents");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
  return new Map(
    files.sort().map((file) => [
      file,
      createHash("sha256")
        .update(readFileSync(join(folder, file)))
        .digest("hex"),
    ]),
  );
}

/** The drafts that a machine keeps, as text. */
export function draftTexts(machine: { folder: string }): string[] {
  const folder = join(machine.folder, "data", "drafts");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
}
