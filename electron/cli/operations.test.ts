import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { documentPath } from "../corpus/layout.ts";
import { documentBytes } from "../corpus/operations/testing.ts";
import { temporaryFolder } from "../corpus/testing.ts";
import { galley } from "./testing.ts";

/** A corpus of two pages; their ids by name. */
async function twoPages(): Promise<{ dir: string; ids: string[] }> {
  const folder = temporaryFolder();
  const dir = join(folder, "c");
  writeFileSync(join(folder, "1.txt"), "# 𠮷田访京\n\n2020年5月，𠮷田巳经抵京。");
  writeFileSync(join(folder, "2.txt"), "巳经，巳经。");
  await galley("new", dir, "--name", "试");
  const { lines } = await galley("import", dir, join(folder, "1.txt"), join(folder, "2.txt"), "--json");
  return { dir, ids: lines().map(({ id }) => id) };
}

test("search gives the contract's lines in the order of pages, and --limit ends them", async () => {
  const {
    dir,
    ids: [first, second],
  } = await twoPages();
  const found = await galley("search", dir, "巳经", "--json");
  expect(found.status).toBe(0);
  expect(found.stdout.split("\n")[0]).toBe(
    JSON.stringify({
      document: first,
      block: "b2",
      start: 10,
      end: 12,
      before: "2020年5月，𠮷田",
      match: "巳经",
      after: "抵京。",
    }),
  );
  expect(found.lines().map(({ document, start }) => [document, start])).toEqual([
    [first, 10],
    [second, 0],
    [second, 3],
  ]);
  expect((await galley("search", dir, "巳经", "--limit", "2", "--json")).lines()).toHaveLength(2);
  expect((await galley("search", dir, "\\d+年", "--regex", "--json")).lines()).toMatchObject([{ match: "2020年" }]);
  expect((await galley("search", dir, "𠮷田", "--role", "title", "--json")).lines()).toMatchObject([{ block: "b1" }]);
  for (const filter of [
    ["--type", "PER"],
    ["--status", "done"],
  ])
    expect(await galley("search", dir, "𠮷田", ...filter, "--json")).toMatchObject({ status: 0, stdout: "" });
});

test("for a person the matches stand under each other", async () => {
  const { dir } = await twoPages();
  const { stdout, stderr } = await galley("search", dir, "京");
  const columns = stdout
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.slice(0, line.indexOf("京")));
  // Full-width characters count twice.
  const width = (text: string) =>
    Array.from(text).reduce((sum, one) => sum + ((one.codePointAt(0) ?? 0) > 0x2000 ? 2 : 1), 0);
  expect(new Set(columns.map(width)).size).toBe(1);
  expect(stderr).toContain("2 places in 1 documents");
});

test("replace --dry-run says the same as replace and changes nothing; undo gives back the very bytes", async () => {
  const { dir, ids } = await twoPages();
  const before = documentBytes(dir);
  const planned = await galley("replace", dir, "巳经", "已经", "--dry-run", "--json");
  expect(planned.lines()[0]).toEqual({
    document: ids[0],
    block: "b2",
    start: 10,
    end: 12,
    before: "巳经",
    after: "已经",
  });
  expect(documentBytes(dir)).toEqual(before);
  const done = await galley("replace", dir, "巳经", "已经", "--json");
  expect(done).toMatchObject({ status: 0, stdout: planned.stdout });
  expect((await galley("search", dir, "巳经", "--json")).stdout).toBe("");
  expect(await galley("verify", dir, "--json")).toMatchObject({ status: 0, stdout: "" });

  const undone = await galley("undo", dir, "--json");
  expect(undone.lines()).toEqual(ids.map((document) => ({ document, restored: true })));
  expect(undone).toMatchObject({ status: 0, stderr: expect.stringContaining("巳经 → 已经") });
  expect(documentBytes(dir)).toEqual(before);
  expect(await galley("verify", dir, "--json")).toMatchObject({ status: 0, stdout: "" });
  expect(await galley("undo", dir, "--json")).toMatchObject({ status: 0, stdout: "" });
});

test("groups are filled in, an empty text deletes, a literal dollar stays", async () => {
  const { dir, ids } = await twoPages();
  await galley("replace", dir, "(\\d+)年(\\d+)月", "$2/$1", "--regex");
  await galley("replace", dir, "巳经", "");
  await galley("replace", dir, "，", "$&");
  expect(JSON.parse((await galley("show", dir, ids[0] ?? "")).stdout).articles[0].blocks[1].text).toBe(
    "5/2020$&𠮷田抵京。",
  );
  expect(JSON.parse((await galley("show", dir, ids[1] ?? "")).stdout).articles[0].blocks[0].text).toBe("$&。");
});

test("undo names what was changed since, and its status is 1", async () => {
  const { dir, ids } = await twoPages();
  await galley("replace", dir, "巳经", "已经");
  const path = documentPath(dir, ids[0] ?? "");
  writeFileSync(path, readFileSync(path, "utf8").replace("抵京", "离京"));
  const undone = await galley("undo", dir, "--json");
  expect(undone.status).toBe(1);
  expect(undone.lines()).toMatchObject([
    { document: ids[1], restored: true },
    { document: ids[0], restored: false },
  ]);
  expect(undone.stderr).toContain(ids[0]);
  expect(readFileSync(path, "utf8")).toContain("已经离京");
});

test.each([
  ["an expression that is none", ["search", "(", "--regex"]],
  ["nothing to look for", ["replace", "", "x"]],
  ["a limit that is none", ["search", "x", "--limit", "0"]],
])("%s is wrong usage", async (_, [command = "", ...rest]) => {
  const { dir } = await twoPages();
  const { status, stdout, stderr } = await galley(command, dir, ...rest);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).not.toBe("");
});

test("search finds entities by what is said of them, and refuses what makes no sense", async () => {
  const { dir, ids } = await twoPages();
  await galley("tag", dir, "𠮷田", "PER");
  const found = await galley("search", dir, "", "--entity", "--type", "PER", "--json");
  expect(found.lines()).toMatchObject([
    { document: ids[0], block: "b1", start: 0, end: 2, match: "𠮷田", type: "PER", by: "tag" },
    { document: ids[0], block: "b2", match: "𠮷田" },
  ]);
  expect((await galley("search", dir, "", "--by", "editor", "--json")).stdout).toBe("");
  for (const wrong of [[""], ["", "--untagged", "--by", "x"], ["", "--untagged", "--untag"]])
    expect((await galley("search", dir, ...wrong)).status).toBe(2);
});

test("what search finds is retyped, untagged and tagged as it is registered", async () => {
  const { dir, ids } = await twoPages();
  await galley("registry", dir, "add", "𠮷田", "--type", "LOC");
  await galley("tag", dir, "𠮷田", "PER");
  expect((await galley("search", dir, "𠮷", "--entity", "--retype", "LOC", "--json")).lines()).toMatchObject([
    { document: ids[0], block: "b1", type: "PER", to: "LOC" },
    { document: ids[0], block: "b2", type: "PER", to: "LOC" },
  ]);
  await galley("search", dir, "", "--type", "LOC", "--entity", "--untag");
  // A name that was entered by hand stays when its tags go: now it stands there untagged.
  expect((await galley("search", dir, "", "--untagged", "--tag", "--json")).lines()).toHaveLength(2);
  await galley("undo", dir);
  expect((await galley("search", dir, "", "--entity", "--json")).stdout).toBe("");
});
