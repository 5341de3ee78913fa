import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { documentPath } from "../corpus/layout.ts";
import { temporaryFolder } from "../corpus/testing.ts";
import { galley } from "./testing.ts";

async function sampleCorpus(): Promise<{ dir: string; ids: string[] }> {
  const dir = join(temporaryFolder(), "c");
  await galley("new", dir, "--name", "试");
  const { lines } = await galley("import", dir, "seeds", "--json");
  return { dir, ids: lines().map(({ id }) => id) };
}

test("new, import, list, set, stats, export, verify: the contract's lines, and nothing else on standard output", async () => {
  const dir = join(temporaryFolder(), "c");
  expect((await galley("new", dir, "--name", "试", "--json")).lines()).toEqual([{ corpus: dir, name: "试" }]);
  const imported = await galley("import", dir, "seeds", "--json");
  expect(imported.status).toBe(0);
  expect(imported.lines()).toHaveLength(5);
  expect(Object.keys(imported.lines()[0])).toEqual(["path", "id", "status", "error", "format", "notices"]);
  const listed = (await galley("list", dir, "--json")).lines();
  expect(Object.keys(listed[0])).toEqual([
    "id",
    "name",
    "title",
    "status",
    "characters",
    "articles",
    "blocks",
    "entities",
    "findings",
    "updatedAt",
  ]);
  const id: string = listed[0].id;
  expect((await galley("set", dir, id, "--status", "done", "--json")).lines()).toEqual([
    { document: id, status: "done" },
  ]);
  expect((await galley("list", dir, "--status", "done", "--json")).lines()).toMatchObject([{ id, status: "done" }]);
  expect(JSON.parse((await galley("show", dir, id)).stdout)).toMatchObject({ format: "galley/document", id });
  const stats = (await galley("stats", dir, "--json")).lines();
  expect(stats).toHaveLength(6);
  expect(stats.at(-1).total).toMatchObject({ documents: 5, byStatus: { done: 1, new: 4 }, entities: 0 });
  expect(stats[0].cer).toBeLessThan(0.02);
  const out = join(dir, "..", "out.json");
  expect((await galley("export", dir, "--format", "json", "--out", out, "--status", "done", "--json")).lines()).toEqual(
    [{ document: id, path: out }],
  );
  expect(JSON.parse(readFileSync(out, "utf8"))).toMatchObject([{ id }]);
  expect(await galley("verify", dir, "--json")).toMatchObject({ status: 0, stdout: "" });
});

test("without --json a person gets tables", async () => {
  const { dir } = await sampleCorpus();
  const { stdout, stderr } = await galley("list", dir);
  expect(stdout.split("\n")[0]).toMatch(/^ID +STATUS +CHARACTERS/);
  expect(stderr).toContain("0 of 5 done");
  expect((await galley("formats")).stdout).toContain("conll");
  expect((await galley("stats", dir)).stdout).toContain("5 documents, 0 done");
});

test.each([
  ["no command", []],
  ["an unknown command", ["frobnicate"]],
  ["an unknown option", ["list", "x", "--frob"]],
  ["a missing argument", ["import"]],
  ["an unknown status", ["list", "x", "--status", "finished"]],
  ["a status not given", ["set", "x", "ABCD"]],
  ["an unknown encoding", ["import", "x", "y", "--encoding", "latin-9"]],
  ["a port that is none", ["serve", "x", "--port", "70000"]],
  ["too many arguments", ["list", "x", "y"]],
])("%s is wrong usage: status 2 and a message", async (_, argv) => {
  const { status, stdout, stderr } = await galley(...argv);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).not.toBe("");
});

test("an unknown format is wrong usage", async () => {
  const { dir } = await sampleCorpus();
  expect(await galley("export", dir, "--format", "nope", "--out", "x")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("nope"),
  });
});

test("help and version are no errors", async () => {
  expect(await galley("--help")).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("import [options] <dir> <path...>"),
  });
  expect(await galley("--version")).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test("what fails is named on standard error with status 1, and the rest is carried out", async () => {
  const { dir, ids } = await sampleCorpus();
  const imported = await galley("import", dir, "/no/such", "seeds", "--json");
  expect(imported.status).toBe(1);
  expect(imported.stderr).toContain("/no/such");
  expect(imported.lines().map(({ status }) => status)).toEqual(["failed", ...Array(5).fill("duplicate")]);
  const set = await galley("set", dir, "NOSUCHID", ids[0] ?? "", "--status", "review", "--json");
  expect(set.status).toBe(1);
  expect(set.stderr).toContain("NOSUCHID");
  expect(set.lines()).toEqual([{ document: ids[0], status: "review" }]);
  expect(await galley("list", "/no/such")).toMatchObject({ status: 1, stderr: expect.stringContaining("/no/such") });
  expect(await galley("new", dir)).toMatchObject({ status: 1, stderr: expect.stringContaining("not empty") });
});

test("a damaged document is named, and the others are listed, exported and counted", async () => {
  const { dir, ids } = await sampleCorpus();
  const [bad = ""] = ids;
  writeFileSync(documentPath(dir, bad), "{");
  const listed = await galley("list", dir, "--json");
  expect([listed.status, listed.lines().length]).toEqual([1, 5]);
  expect(listed.stderr).toContain(bad);
  const out = join(dir, "..", "out.jsonl");
  const exported = await galley("export", dir, "--format", "jsonl", "--out", out, "--json");
  expect([exported.status, exported.lines().length]).toEqual([1, 4]);
  expect(exported.stderr).toContain(bad);
  expect((await galley("stats", dir, "--json")).lines()).toHaveLength(5);
  expect(await galley("verify", dir, "--json")).toMatchObject({ status: 1, stdout: expect.stringContaining(bad) });
  expect((await galley("verify", dir, "--repair", "--json")).stdout).toContain("quarantine");
});

test("an unambiguous beginning of an id is enough, an ambiguous one is refused", async () => {
  const { dir, ids } = await sampleCorpus();
  const [id = ""] = ids;
  // Ids made in one millisecond differ in their last characters only.
  const lengths = Array.from(id, (_, index) => index + 1);
  const length = lengths.find((n) => ids.filter((other) => other.startsWith(id.slice(0, n))).length === 1);
  const beginning = id.slice(0, length);
  expect((await galley("set", dir, beginning, "--status", "done", "--json")).lines()).toEqual([
    { document: id, status: "done" },
  ]);
  expect((await galley("show", dir, beginning.toLowerCase())).status).toBe(0);
  expect(await galley("show", dir, id.slice(0, 4))).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("Several"),
  });
});

test("a control character in a title does not reach the terminal", async () => {
  const dir = join(temporaryFolder(), "c");
  const page = join(dir, "..", "a.txt");
  writeFileSync(page, "# 题\u001b[31m目\n");
  await galley("new", dir);
  await galley("import", dir, page);
  expect((await galley("list", dir)).stdout).not.toContain("\u001b");
});

const cli = (...argv: string[]) => spawnSync(process.execPath, ["electron/cli.ts", ...argv], { encoding: "utf8" });

test("the process ends with the same statuses", () => {
  const dir = join(temporaryFolder(), "c");
  expect(cli("new", dir).status).toBe(0);
  expect(cli("list", dir, "--json")).toMatchObject({ status: 0, stdout: "" });
  expect(cli("import", dir, "/no/such").status).toBe(1);
  expect(cli("frobnicate").status).toBe(2);
});

test("a reader that has enough (head) is no failure", () => {
  const dir = join(temporaryFolder(), "c");
  cli("new", dir);
  cli("import", dir, "seeds");
  const { status, stderr } = spawnSync(
    "bash",
    [
      "-c",
      `set -o pipefail; "$0" electron/cli.ts show "$1" "$2" | head -c 10 >/dev/null`,
      process.execPath,
      dir,
      JSON.parse(cli("list", dir, "--json").stdout.split("\n")[0] ?? "").id,
    ],
    { encoding: "utf8" },
  );
  expect([status, stderr]).toEqual([0, ""]);
});
