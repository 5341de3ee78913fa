/**
 * Checks the architecture of the whole tree: who imports whom, no cycles, no door from text to code, no file that has grown too long, and that
 * every path named in ARCHITECTURE.md exists. Exits 1 with a sentence for each problem.
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brokenRules, cycles, importsOf, type SourceFile, tooLong } from "./rooms.ts";
import { openDoors } from "./sinks.ts";

const root = join(import.meta.dirname, "../..");
const paths = globSync("{shared,electron,renderer,e2e,scripts}/**/*.{ts,tsx}", { cwd: root });
const files: SourceFile[] = paths
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !path.endsWith(".d.ts"))
  .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

const imports = files.flatMap(importsOf);
const problems = [
  ...brokenRules(imports),
  ...cycles(imports).map((cycle) => `import cycle: ${cycle.join(" → ")}`),
  ...files.flatMap(openDoors),
  ...files.map(tooLong).filter((problem) => problem !== null),
  ...deadPaths(),
];

for (const problem of problems) console.error(problem);
console.log(`rooms: ${files.length} files, ${imports.length} imports, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);

/** Paths that the architecture page names (in backticks, with a slash) and that are not there. */
function deadPaths(): string[] {
  const page = join(root, "ARCHITECTURE.md");
  if (!existsSync(page)) return ["ARCHITECTURE.md is missing"];
  const named = readFileSync(page, "utf8").matchAll(
    /`((?:shared|electron|renderer|e2e|scripts|seeds|docs)\/[\w./-]*)`/g,
  );
  return [...named]
    .map(([, path = ""]) => path)
    .filter((path) => !existsSync(join(root, path)))
    .map((path) => `ARCHITECTURE.md names ${path}, which does not exist`);
}
