import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test, vi } from "vitest";
import { temporaryFolder } from "../corpus/testing.ts";
import { reportDefect } from "./report.ts";

/** What is told of an error whose stack has this line. */
function told(line: string): string {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const error = new TypeError("a page's text");
  error.stack = `TypeError: a page's text\n${line}`;
  reportDefect(error);
  const [text] = said.mock.calls[0] ?? [];
  said.mockRestore();
  return String(text);
}

test("a defect is told by its kind and where it is, never by what it was about", () => {
  expect(told("    at work (node:internal/x:1:2)")).toBe("Defect: TypeError\n    at work (node:internal/x:1:2)");
});

test("a built program's defect is told by its place in the sources", () => {
  const folder = temporaryFolder();
  const url = pathToFileURL(join(folder, "built.js"));
  // The second line's fifth column stands for the first source's third line.
  const map = { version: 3, sources: ["../electron/some.ts"], names: [], mappings: ";IAEA" };
  writeFileSync(join(folder, "built.js.map"), JSON.stringify(map));
  const source = new URL("../electron/some.ts", url);
  expect(told(`    at work (${url}:2:5)`)).toBe(`Defect: TypeError\n    at work (${source}:3:1)`);
  expect(told(`    at ${url}.other:2:5`)).toBe(`Defect: TypeError\n    at ${url}.other:2:5`);
});
