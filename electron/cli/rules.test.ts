import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../corpus/testing.ts";
import { runCli } from "./program.ts";

async function galley(...argv: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const status = await runCli(argv, {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    onInterrupt: () => {},
  });
  const lines = out
    .join("")
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
  return { status, stdout: out.join(""), stderr: err.join(""), lines };
}

async function newCorpus(): Promise<string> {
  const dir = join(temporaryFolder(), "c");
  await galley("new", dir);
  return dir;
}
const own = { id: "a", find: "己经", replace: "已经", regex: false, message: "形近", safe: true, enabled: true };
const proofing = (dir: string) => JSON.parse(readFileSync(join(dir, "galley.json"), "utf8")).proofing;

test("rules are listed, switched by hand, and follow their default again", async () => {
  const dir = await newCorpus();
  const { lines } = await galley("rules", dir, "--json");
  const [first] = lines;
  expect(Object.keys(first)).toEqual(["rule", "on", "switched", "accepted", "dismissed", "precision", "title"]);
  const of = async (...options: string[]) =>
    (await galley("rules", dir, ...options, "--json")).lines.find(({ rule }) => rule === first.rule);
  expect(await of("--off", first.rule)).toMatchObject({ on: false, switched: false });
  expect(proofing(dir).rules).toEqual({ [first.rule]: false });
  expect(await of("--on", first.rule)).toMatchObject({ on: true, switched: true });
  expect(await of("--default", first.rule)).toMatchObject({ on: first.on, switched: null });
  expect((await galley("rules", dir)).stdout).toMatch(/^RULE +ON/);
});

test("a corpus's rules are exported and imported into another", async () => {
  const [from, to] = [await newCorpus(), await newCorpus()];
  const file = join(from, "..", "rules.json");
  writeFileSync(file, JSON.stringify({ format: "galley/rules", version: 1, rules: {}, userRules: [own] }));
  const imported = await galley("rules", from, "--import", file, "--off", "user.a", "--json");
  expect(imported.stderr).toContain("1 new");
  expect(imported.lines.at(-1)).toMatchObject({ rule: "user.a", on: false, title: "形近" });
  const out = join(from, "..", "out.json");
  expect((await galley("rules", from, "--export", out, "--json")).lines).toEqual([{ path: out, rules: 1 }]);
  expect((await galley("rules", to, "--import", out)).status).toBe(0);
  expect(proofing(to)).toEqual(proofing(from));
  expect((await galley("rules", to, "--import", out)).stderr).toContain("0 new, 0 updated, 1 equal; 0 switches");
});

test("what makes no sense is refused and changes nothing", async () => {
  const dir = await newCorpus();
  const file = join(dir, "..", "bad.json");
  writeFileSync(
    file,
    JSON.stringify({ format: "galley/rules", version: 1, rules: {}, userRules: [{ ...own, find: 3 }] }),
  );
  const bad = await galley("rules", dir, "--import", file);
  expect(bad).toMatchObject({ status: 1, stderr: expect.stringContaining("userRules.0.find") });
  expect(await galley("rules", dir, "--on", "no.such")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("There is no rule no.such"),
  });
  expect((await galley("rules", dir, "--import", join(dir, "missing.json"))).status).toBe(1);
  expect(proofing(dir)).toBeUndefined();
});
