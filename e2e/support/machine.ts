/**
 * An empty machine for one test: folders of its own for the program's data and the user's documents, so that nothing
 * of the real ones is read or changed.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/** A built program, as `npm start` and `galley` run it. */
export const built = (name: "local" | "cli") => join(root, `.vite/build/${name}.js`);

export interface Machine {
  folder: string;
  documents: string;
  /** What the program is started with. */
  env: Record<string, string>;
  remove(): void;
}

export function emptyMachine(language = "zh_CN.UTF-8"): Machine {
  const folder = mkdtempSync(join(tmpdir(), "galley-e2e-"));
  const documents = join(folder, "Documents");
  return {
    folder,
    documents,
    env: {
      ...(process.env as Record<string, string>),
      HOME: folder,
      GALLEY_USER_DATA: join(folder, "data"),
      GALLEY_DOCUMENTS: documents,
      LANG: language,
      LC_ALL: language,
      NODE_COMPILE_CACHE: join(root, ".vite/compile-cache"),
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Every document file of a corpus, parsed, by source name. */
// biome-ignore lint/suspicious/noExplicitAny: files are read here as a stranger would read them
export function readDocuments(corpus: string): Map<string, any> {
  const folder = join(corpus, "documents");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
  return new Map(
    files.map((file) => {
      const document = JSON.parse(readFileSync(join(folder, file), "utf8"));
      return [document.source.name, document];
    }),
  );
}
