import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { documentBytes } from "../corpus/operations/testing.ts";
import { temporaryFolder } from "../corpus/testing.ts";
import { galley } from "./testing.ts";

async function corpusOf(...texts: string[]): Promise<{ folder: string; dir: string; ids: string[] }> {
  const folder = temporaryFolder();
  const dir = join(folder, "c");
  await galley("new", dir);
  const paths = texts.map((text, i) => {
    const path = join(folder, `${i}.txt`);
    writeFileSync(path, text);
    return path;
  });
  return { folder, dir, ids: (await galley("import", dir, ...paths, "--json")).lines().map(({ id }) => id) };
}
const entitiesOf = async (dir: string, id: string): Promise<{ text: string; type: string; ref: string | null }[]> =>
  JSON.parse((await galley("show", dir, id)).stdout).articles.flatMap((article: { blocks: { entities: [] }[] }) =>
    article.blocks.flatMap(({ entities }) => entities),
  );
const listOf = async (dir: string) => (await galley("registry", dir, "list", "--json")).lines();
const stateOf = (dir: string) => [documentBytes(dir), readFileSync(join(dir, "entities.json"), "utf8")];

test("tagging remembers a name, and links what one entry is called; a date is nobody's name", async () => {
  const { dir, ids } = await corpusOf("王建国来了，王建国。5月9日。");
  await galley("tag", dir, "王建国", "PER");
  await galley("tag", dir, "5月9日", "DATE");
  const [entry, ...others] = await listOf(dir);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ name: "王建国", type: "PER", entities: 2 });
  expect((await entitiesOf(dir, ids[0] ?? "")).map(({ ref }) => ref)).toEqual([entry.id, entry.id, null]);
});

test("two people of one name are two entries: neither is linked by guess", async () => {
  const { dir, ids } = await corpusOf("王建国来了。");
  await galley("registry", dir, "add", "王建国", "--type", "PER", "--note", "记者");
  await galley("registry", dir, "add", "王建国", "--type", "PER", "--note", "教师");
  await galley("tag", dir, "王建国", "PER");
  expect(await entitiesOf(dir, ids[0] ?? "")).toMatchObject([{ text: "王建国", ref: null }]);
  expect(await galley("registry", dir, "rename", "王建国", "王建国甲")).toMatchObject({ status: 2 });
});

test("merge, rename, retag, split and remove: refs follow, and each is undone byte for byte", async () => {
  const { dir, ids } = await corpusOf("离石区与离石。", "离石区。");
  const [first = "", second = ""] = ids;
  await galley("tag", dir, "离石区", "LOC");
  await galley("tag", dir, "离石", "LOC");
  const [whole, short] = await listOf(dir);
  const refs = async () =>
    [...(await entitiesOf(dir, first)), ...(await entitiesOf(dir, second))].map(({ ref }) => ref);
  expect(await refs()).toEqual([whole.id, short.id, whole.id]);
  const undone = async (run: () => Promise<void>) => {
    const before = stateOf(dir);
    await run();
    expect(stateOf(dir)).not.toEqual(before);
    expect(await galley("verify", dir, "--json")).toMatchObject({ status: 0, stdout: "" });
    expect((await galley("undo", dir)).status).toBe(0);
    expect(stateOf(dir)).toEqual(before);
  };
  await undone(async () => {
    await galley("registry", dir, "merge", whole.id, "离石");
    expect(await refs()).toEqual([whole.id, whole.id, whole.id]);
    expect(await listOf(dir)).toMatchObject([{ name: "离石区", aliases: ["离石"], entities: 3 }]);
  });
  await undone(async () => {
    await galley("registry", dir, "rename", "离石", "离石县");
    expect((await listOf(dir))[1]).toMatchObject({ id: short.id, name: "离石县", aliases: ["离石"] });
  });
  await undone(async () => {
    await galley("registry", dir, "change", whole.id, "--type", "ORG");
    expect((await listOf(dir))[0]).toMatchObject({ type: "ORG" });
    expect((await entitiesOf(dir, second))[0]).toMatchObject({ type: "ORG", ref: whole.id });
  });
  await undone(async () => {
    await galley("registry", dir, "split", whole.id, "另一离石区", "--document", second);
    const other = (await listOf(dir)).find(({ name }) => name === "另一离石区");
    expect(await refs()).toEqual([whole.id, short.id, other.id]);
  });
  await undone(async () => {
    await galley("registry", dir, "remove", whole.id);
    expect(await refs()).toEqual([null, short.id, null]);
    expect(await listOf(dir)).toHaveLength(1);
  });
});

test("untag takes one type's tags off, or all, and is undone", async () => {
  const { dir, ids } = await corpusOf("离石区，离石区。");
  await galley("tag", dir, "离石区", "LOC");
  const before = stateOf(dir);
  expect((await galley("untag", dir, "离石区", "PER", "--json")).stdout).toBe("");
  const dry = await galley("untag", dir, "离石区", "--dry-run", "--json");
  expect(dry.lines()).toEqual([
    { document: ids[0], block: "b1", start: 0, end: 3, type: "LOC" },
    { document: ids[0], block: "b1", start: 4, end: 7, type: "LOC" },
  ]);
  expect(stateOf(dir)).toEqual(before);
  expect((await galley("untag", dir, "离石区", "--json")).stdout).toBe(dry.stdout);
  expect(await entitiesOf(dir, ids[0] ?? "")).toEqual([]);
  await galley("undo", dir);
  expect(stateOf(dir)).toEqual(before);
});

test("a gazetteer comes in by one operation, in any encoding that pages have, and goes out again", async () => {
  const { folder, dir } = await corpusOf();
  const path = join(folder, "地名.csv");
  // 名称,类型 / 离石区,地名 / 方山县,龙 in GB 18030.
  const bytes = "c3fbb3c62cc0e0d0cd0ac0ebcaafc7f82cb5d8c3fb0ab7bdc9bdcfd82cc1fa0a";
  writeFileSync(path, Buffer.from(bytes, "hex"));
  const imported = await galley("registry", dir, "import", path, "--json");
  expect(imported).toMatchObject({ status: 1 });
  expect(imported.stderr).toContain("line 3: the tagset has no type “龙”");
  expect(imported.lines()).toMatchObject([{ status: "added", name: "离石区", type: "LOC" }]);
  for (const name of ["out.csv", "out.tsv", "out.json"]) {
    const out = join(folder, name);
    await galley("registry", dir, "export", out);
    const again = await galley("registry", dir, "import", out);
    expect(again.stderr).toContain("0 new, 0 completed, 1 known");
  }
  await galley("undo", dir);
  expect(await listOf(dir)).toEqual([]);
});

test("what makes no sense is wrong usage", async () => {
  const { dir } = await corpusOf();
  for (const args of [
    ["dance"],
    ["__proto__"],
    ["add"],
    ["add", "甲"],
    ["add", "甲", "--type", "龙"],
    ["merge", "甲"],
    ["export", "x.pdf"],
  ])
    expect(await galley("registry", dir, ...args)).toMatchObject({ status: 2 });
  expect(await galley("registry", dir, "remove", "甲")).toMatchObject({ status: 1 });
});
