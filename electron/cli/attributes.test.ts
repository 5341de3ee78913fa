/** Attributes, relations and other names on the command line. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { documentBytes } from "../corpus/operations/testing.ts";
import { temporaryFolder } from "../corpus/testing.ts";
import { galley } from "./testing.ts";

async function corpusOf(...texts: string[]): Promise<{ dir: string; ids: string[] }> {
  const folder = temporaryFolder();
  const dir = join(folder, "c");
  await galley("new", dir);
  const paths = texts.map((text, i) => {
    const path = join(folder, `${i}.txt`);
    writeFileSync(path, text);
    return path;
  });
  return { dir, ids: (await galley("import", dir, ...paths, "--json")).lines().map(({ id }) => id) };
}
const entitiesOf = async (dir: string, id = ""): Promise<Record<string, unknown>[]> =>
  JSON.parse((await galley("show", dir, id)).stdout).articles.flatMap((article: { blocks: { entities: [] }[] }) =>
    article.blocks.flatMap(({ entities }) => entities),
  );
const sound = async (dir: string) =>
  expect(await galley("verify", dir, "--json")).toMatchObject({ status: 0, stdout: "" });

test("attributes: defined, said while tagging and of what is tagged, taken off, and undone byte for byte", async () => {
  const { dir, ids } = await corpusOf("𠮷田茂来了，𠮷田茂。北京。");
  const defined = await galley(
    "tagset",
    dir,
    "--attribute",
    "PER.sex=男|女",
    "PER.born=date",
    "--attribute-name",
    "PER.sex=性别/Sex",
  );
  expect(defined.status).toBe(0);
  await galley("tag", dir, "北京", "LOC");
  expect(await galley("tag", dir, "𠮷田茂", "PER", "--attribute", "sex=龙")).toMatchObject({ status: 2 });
  expect(await galley("tag", dir, "𠮷田茂", "PER", "--attribute", "colour=红")).toMatchObject({ status: 2 });
  await galley("tag", dir, "𠮷田茂", "PER", "--attribute", "sex=男");
  const attributes = async () => (await entitiesOf(dir, ids[0])).map((one) => one.attributes);
  expect(await attributes()).toEqual([{ sex: "男" }, { sex: "男" }, undefined]);
  const before = documentBytes(dir);
  const set = await galley("search", dir, "", "--entity", "--set", "born=1878年9月22日", "--set", "sex=", "--json");
  expect(set).toMatchObject({ status: 0 });
  expect(set.lines()).toHaveLength(2);
  expect(await attributes()).toEqual([{ born: "1878-09-22" }, { born: "1878-09-22" }, undefined]);
  await sound(dir);
  await galley("undo", dir);
  expect(documentBytes(dir)).toEqual(before);
});

test("attributes and kinds of relations are renamed, merged and deleted with what was said by them", async () => {
  const { dir, ids } = await corpusOf("𠮷田茂在北京。");
  await galley(
    "tagset",
    dir,
    "--attribute",
    "PER.sex=男|女",
    "--relation",
    "lives_in=PER:LOC",
    "--relation-name",
    "lives_in=住在/Lives in",
  );
  await galley("tag", dir, "𠮷田茂", "PER", "--attribute", "sex=男");
  await galley("tag", dir, "北京", "LOC");
  expect((await galley("relations", dir, "add", ids[0] ?? "", "𠮷田茂", "北京", "--type", "lives_in")).status).toBe(0);
  const state = documentBytes(dir);
  await galley("tagset", dir, "--rename-attribute", "PER.sex=gender", "--rename-relation", "lives_in=home");
  expect((await entitiesOf(dir, ids[0]))[0]).toMatchObject({ attributes: { gender: "男" } });
  expect((await galley("relations", dir, "list", "--json")).lines()).toMatchObject([{ type: "home" }]);
  await sound(dir);
  await galley("tagset", dir, "--delete-attribute", "PER.gender", "--merge-relation", "home=same_as");
  expect((await entitiesOf(dir, ids[0]))[0]).not.toHaveProperty("attributes");
  expect((await galley("relations", dir, "list", "--json")).lines()).toMatchObject([{ type: "same_as" }]);
  await galley("undo", dir);
  await galley("undo", dir);
  expect(documentBytes(dir)).toEqual(state);
  for (const args of [
    ["--attribute", "PER.=text"],
    ["--attribute", "DRAGON.a=text"],
    ["--relation", "x=PER"],
    ["--delete-relation", "x"],
    ["--rename-attribute", "PER.x=y"],
  ])
    expect(await galley("tagset", dir, ...args)).toMatchObject({ status: 2 });
});

test("relations: made between entities by id or text, listed, removed, undone; what can't be is said", async () => {
  const { dir, ids } = await corpusOf("市长𠮷田茂，副市长李四。𠮷田茂。");
  const [id = ""] = ids;
  await galley("tag", dir, "副市长", "TITLE");
  await galley("tag", dir, "市长", "TITLE");
  await galley("tag", dir, "李四", "PER");
  await galley("tag", dir, "𠮷田茂", "PER");
  const several = await galley("relations", dir, "add", id, "𠮷田茂", "市长", "--type", "holds");
  expect([several.status, several.stderr]).toEqual([
    2,
    expect.stringContaining("Several entities are called “𠮷田茂”"),
  ]);
  const person = (await entitiesOf(dir, id)).find(({ text }) => text === "𠮷田茂");
  const state = documentBytes(dir);
  const made = await galley(
    "relations",
    dir,
    "add",
    id,
    String(person?.id),
    "市长",
    "--type",
    "holds",
    "--note",
    "现任",
    "--json",
  );
  const [line] = made.lines();
  expect(line).toMatchObject({ document: id, type: "holds", fromText: "𠮷田茂", toText: "市长", note: "现任" });
  expect((await galley("relations", dir, "list", "--type", "holds", "--json")).lines()).toEqual([line]);
  expect((await galley("relations", dir, "list", "--type", "member_of", "--json")).lines()).toEqual([]);
  // Once is enough.
  await galley("relations", dir, "add", id, String(person?.id), "市长", "--type", "holds");
  expect((await galley("relations", dir, "list", "--json")).lines()).toHaveLength(1);
  await sound(dir);
  expect(await galley("relations", dir, "add", id, "市长", "李四", "--type", "holds")).toMatchObject({ status: 2 });
  expect(await galley("relations", dir, "add", id, "李四", "龙", "--type", "same_as")).toMatchObject({ status: 1 });
  expect(await galley("relations", dir, "remove", id, "r-none")).toMatchObject({ status: 1 });
  await galley("relations", dir, "remove", id, line.relation);
  expect((await galley("relations", dir, "list", "--json")).lines()).toEqual([]);
  await galley("undo", dir);
  await galley("undo", dir);
  expect(documentBytes(dir)).toEqual(state);
});

test("tag --also takes an entry's other names and the other script along, linked to the same entry", async () => {
  const { dir, ids } = await corpusOf("鹤壁市，又名鹤城。鶴壁市與鹤城区，鹤壁市。");
  await galley("registry", dir, "add", "鹤壁市", "--type", "LOC", "--alias", "鹤城");
  await galley("registry", dir, "add", "鹤城区", "--type", "LOC");
  expect((await galley("tag", dir, "鹤壁市", "LOC", "--dry-run", "--json")).lines()).toHaveLength(2);
  const tagged = await galley("tag", dir, "鹤壁市", "LOC", "--also", "--json");
  expect(tagged.lines().map(({ start, text }) => [start, text])).toEqual([
    [0, undefined],
    [6, "鹤城"],
    [9, "鶴壁市"],
    [17, undefined],
  ]);
  // Part of a longer registered name it is not.
  expect(tagged.stderr).toContain("鹤城区");
  expect(new Set((await entitiesOf(dir, ids[0])).map(({ ref }) => ref)).size).toBe(1);
  expect((await galley("tag", dir, "鹤壁市", "LOC", "--also", "--json")).stdout).toBe("");
  await sound(dir);
  // The other script's spelling finds the entry by itself, too.
  await galley("untag", dir, "鶴壁市");
  await galley("tag", dir, "鶴壁市", "LOC");
  expect((await galley("registry", dir, "list", "--json")).lines()).toHaveLength(2);
});
