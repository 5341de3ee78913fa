/** `check` and `fix` on the seed pages, as a stranger would use them. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rules } from "../../shared/proofing/rules/index.ts";
import { Corpus } from "../corpus/corpus.ts";
import { documentPath } from "../corpus/layout.ts";
import { documentBytes } from "../corpus/operations/testing.ts";
import { temporaryFolder } from "../corpus/testing.ts";
import { runCli } from "./program.ts";

interface Ended {
  status: number;
  stdout: string;
  stderr: string;
  // biome-ignore lint/suspicious/noExplicitAny: lines are read here as a stranger would read them
  lines: any[];
}

/** @param onInterrupt is given what Ctrl-C does */
async function galley(argv: readonly string[], onInterrupt: (stop: () => void) => void = () => {}): Promise<Ended> {
  const [out, err]: [string[], string[]] = [[], []];
  const stdout = { write: (text: string) => out.push(text) };
  const stderr = { write: (text: string) => err.push(text) };
  const status = await runCli(argv, { stdout, stderr, onInterrupt });
  const lines = argv.includes("--json") ? out.join("").split("\n").filter(Boolean) : [];
  return { status, stdout: out.join(""), stderr: err.join(""), lines: lines.map((line) => JSON.parse(line)) };
}

async function seedCorpus(): Promise<string> {
  const dir = join(temporaryFolder(), "corpus");
  await galley(["new", dir]);
  expect(await galley(["import", dir, "seeds"])).toMatchObject({ status: 0 });
  return dir;
}

const sum = (lines: { applied: number }[]) => lines.reduce((total, { applied }) => total + applied, 0);

test("check gives the contract's lines, the list knows their number afterwards, and nothing is written", async () => {
  const dir = await seedCorpus();
  const before = documentBytes(dir);
  const { status, lines } = await galley(["check", dir, "--json"]);
  expect(status).toBe(0);
  expect(Object.keys(lines[0]).slice(0, 11)).toEqual([
    "document",
    "article",
    "block",
    "rule",
    "severity",
    "safe",
    "start",
    "end",
    "quote",
    "message",
    "fix",
  ]);
  expect(lines.every(({ message }) => typeof message === "string")).toBe(true);
  const listed = (await galley(["list", dir, "--json"])).lines;
  for (const { id, findings } of listed) expect(findings).toBe(lines.filter(({ document }) => document === id).length);
  expect(documentBytes(dir)).toEqual(before);
  expect((await galley(["check", dir, "--json"])).lines).toEqual(lines);

  const id: string = listed.find(({ findings }) => findings)?.id;
  const some = await galley(["check", dir, id.toLowerCase(), "--rules", "safe", "--json"]);
  expect(some.lines).toEqual(lines.filter(({ document, safe }) => document === id && safe));
  const { stdout } = await galley(["check", dir, id]);
  expect(stdout).toMatch(/^ID +RULE +FINDINGS +SAFE/);
});

test.each(["safe", "all"])(
  "fix --rules %s: tried out, done, done again without effect, verified and undone to the byte",
  async (choice) => {
    const dir = await seedCorpus();
    const before = documentBytes(dir);
    const tried = await galley(["fix", dir, "--rules", choice, "--dry-run", "--json"]);
    expect(documentBytes(dir)).toEqual(before);
    const fixed = await galley(["fix", dir, "--rules", choice, "--json"]);
    expect(fixed).toMatchObject({ status: 0 });
    const order = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
    expect(fixed.lines.sort(order)).toEqual(tried.lines.sort(order));
    expect(Object.keys(fixed.lines[0])).toEqual(["document", "rule", "applied", "skipped"]);
    expect(sum(fixed.lines)).toBeGreaterThan(100);
    expect(await galley(["verify", dir])).toMatchObject({ status: 0 });

    const once = documentBytes(dir);
    expect(sum((await galley(["fix", dir, "--rules", choice, "--json"])).lines)).toBe(0);
    expect(documentBytes(dir)).toEqual(once);
    // Not for what is derived, either.
    rmSync(join(dir, ".galley", "index.sqlite"));
    rmSync(join(dir, ".galley", "statistics.txt"));
    expect(sum((await galley(["fix", dir, "--rules", choice, "--json"])).lines)).toBe(0);

    expect(await galley(["undo", dir])).toMatchObject({ status: 0 });
    expect(documentBytes(dir)).toEqual(before);
    expect(await galley(["verify", dir])).toMatchObject({ status: 0 });
  },
);

test("named rules only; documents without a change are not written", async () => {
  const dir = await seedCorpus();
  const before = documentBytes(dir);
  const { lines } = await galley(["fix", dir, "--rules", "punct.halfwidth,punct.dash", "--json"]);
  const changed = lines.filter(({ applied }) => applied).map(({ document }) => document);
  expect(new Set(lines.map(({ rule }) => rule))).toEqual(new Set(["punct.halfwidth", "punct.dash"]));
  const after = documentBytes(dir);
  for (const [path, bytes] of Object.entries(before))
    expect(after[path] === bytes).toBe(!changed.some((id) => path.endsWith(`${id}.json`)));
});

test("an unknown rule is wrong usage, and all that there are are named", async () => {
  const dir = await seedCorpus();
  for (const command of ["check", "fix"]) {
    const { status, stderr } = await galley([command, dir, "--rules", "safe.not,punct.dash"]);
    expect(status).toBe(2);
    expect(stderr).toContain("There is no rule safe.not.");
    for (const { id } of rules) expect(stderr).toContain(id);
  }
});

test("a rule of the user's own can be named like any other", async () => {
  const dir = await seedCorpus();
  const corpus = await Corpus.open(dir);
  const rule = { id: "wo", find: "妇女", replace: "女性", regex: false, message: "", safe: false, enabled: false };
  await corpus.setProofing({ rules: {}, userRules: [rule] });
  await corpus.close();
  const { status, lines } = await galley(["fix", dir, "--rules", "user.wo", "--json"]);
  expect(status).toBe(0);
  expect(new Set(lines.map((line) => line.rule))).toEqual(new Set(["user.wo"]));
  expect(sum(lines)).toBeGreaterThan(5);
  expect((await galley(["check", dir, "--rules", "user.wo", "--json"])).lines).toEqual([]);
});

test("a damaged document is named and the others are mended; status 1", async () => {
  const dir = await seedCorpus();
  const [first] = (await galley(["list", dir, "--json"])).lines;
  writeFileSync(documentPath(dir, first.id), "{");
  const checked = await galley(["check", dir, "--json"]);
  expect(checked.status).toBe(1);
  expect(checked.stderr).toContain(first.id);
  const fixed = await galley(["fix", dir, "--json"]);
  expect(fixed.status).toBe(1);
  expect(fixed.stderr).toContain(first.id);
  expect(new Set(fixed.lines.map(({ document }) => document)).size).toBeGreaterThan(2);
});

test("Ctrl-C before the first page leaves everything as it is; status 1", async () => {
  const dir = await seedCorpus();
  const before = documentBytes(dir);
  for (const args of [
    ["check", dir],
    ["fix", dir],
    ["fix", dir, "--dry-run"],
  ])
    expect((await galley(args, (stop) => stop())).status).toBe(1);
  expect(documentBytes(dir)).toEqual(before);
  const corpus = await Corpus.open(dir);
  expect(await corpus.lastOperation()).toBeNull();
  await corpus.close();
});
