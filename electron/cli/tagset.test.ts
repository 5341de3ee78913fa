import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../corpus/testing.ts";
import { galley } from "./testing.ts";

const settings = (dir: string) => JSON.parse(readFileSync(join(dir, "galley.json"), "utf8"));
const ids = (dir: string) => settings(dir).entityTypes.map(({ id }: { id: string }) => id);

/** A corpus of one page on which 离石区 is a place and 张三 a person. */
async function newCorpus(...options: string[]): Promise<string> {
  const folder = temporaryFolder();
  const dir = join(folder, "c");
  await galley("new", dir, ...options);
  writeFileSync(join(folder, "页.txt"), "张三到访离石区");
  await galley("import", dir, join(folder, "页.txt"));
  await galley("tag", dir, "离石区", "LOC");
  await galley("tag", dir, "张三", "PER");
  return dir;
}
async function entities(dir: string): Promise<string[]> {
  const [{ id }] = (await galley("list", dir, "--json")).lines();
  const { articles } = JSON.parse((await galley("show", dir, id)).stdout);
  return articles[0].blocks[0].entities.map(({ type, text }: { type: string; text: string }) => `${type} ${text}`);
}

test("types are listed with their entities, also those that only documents have", async () => {
  const dir = await newCorpus();
  const lines = (await galley("tagset", dir, "--json")).lines();
  expect(lines.find(({ type }) => type === "LOC")).toEqual({
    type: "LOC",
    zh: "地名",
    en: "Place",
    color: "#1b7a3d",
    key: "l",
    attributes: [],
    entities: 1,
    known: true,
  });
  expect(lines.at(-1)).toEqual({ overlap: "any" });
  const file = settings(dir);
  file.entityTypes = file.entityTypes.filter(({ id }: { id: string }) => id !== "PER");
  writeFileSync(join(dir, "galley.json"), JSON.stringify(file));
  expect((await galley("tagset", dir, "--json")).lines().find(({ type }) => type === "PER")).toMatchObject({
    entities: 1,
    known: false,
  });
  // Such a name can be given to a type.
  await galley("tagset", dir, "--merge", "PER=ORG");
  expect(await entities(dir)).toEqual(["ORG 张三", "LOC 离石区"]);
});

test("a rename, a merge and a deletion change what was tagged; --dry-run only says so; undo takes it back", async () => {
  const dir = await newCorpus();
  const dry = await galley("tagset", dir, "--rename", "PER=PERSON", "--dry-run", "--json");
  expect(dry.lines()).toEqual([{ change: "PER → PERSON", places: 1, documents: 1 }]);
  expect(await entities(dir)).toEqual(["PER 张三", "LOC 离石区"]);
  await galley("tagset", dir, "--rename", "PER=PERSON", "--merge", "LOC=ORG");
  expect(await entities(dir)).toEqual(["PERSON 张三", "ORG 离石区"]);
  await galley("tagset", dir, "--delete", "ORG");
  expect(await entities(dir)).toEqual(["PERSON 张三"]);
  expect((await galley("undo", dir)).stderr).toContain("changing the tagset ORG → ∅");
  await galley("undo", dir);
  expect(await entities(dir)).toEqual(["PER 张三", "LOC 离石区"]);
  expect(ids(dir).slice(0, 3)).toEqual(["PER", "ORG", "LOC"]);
  expect((await galley("verify", dir)).status).toBe(0);
});

test("types are added, coloured and keyed", async () => {
  const dir = await newCorpus();
  const options = ["--add", "LAW=法规/Law", "--color", "PER=#006d77", "--key", "PER=", "LAW=w", "--overlap", "nested"];
  expect((await galley("tagset", dir, ...options)).status).toBe(0);
  const { entityTypes, overlap } = settings(dir);
  expect(entityTypes.at(-1)).toMatchObject({ id: "LAW", label: { zh: "法规", en: "Law" }, key: "w" });
  expect(entityTypes[0]).toMatchObject({ id: "PER", color: "#006d77", key: "" });
  expect(overlap).toBe("nested");
});

test("a corpus begins with a preset, and takes another with a mapping", async () => {
  const dir = await newCorpus("--preset", "msra");
  expect(ids(dir)).toEqual(["PER", "LOC", "ORG"]);
  await galley("tagset", dir, "--preset", "cluener", "--map", "ORG=");
  expect(await entities(dir)).toEqual(["name 张三", "address 离石区"]);
  expect(ids(dir)).toHaveLength(10);
  await galley("tagset", dir, "--preset", "empty");
  expect(await entities(dir)).toEqual(["name 张三", "address 离石区"]);
});

test("a tagset goes out as a file and into another corpus", async () => {
  const [from, to] = [await newCorpus(), await newCorpus("--preset", "empty")];
  const file = join(from, "..", "tagset.json");
  expect((await galley("tagset", from, "--export", file, "--json")).lines()).toEqual([{ path: file, types: 8 }]);
  expect((await galley("tagset", to, "--import", file)).status).toBe(0);
  expect(settings(to).entityTypes).toEqual(settings(from).entityTypes);
  expect(settings(to).relationTypes).toEqual(settings(from).relationTypes);
});

test.each<[string, string[], RegExp, number]>([
  ["a type that is not there", ["--delete", "NONE"], /no entity type “NONE”/, 2],
  ["a name that is taken", ["--rename", "PER=LOC"], /--merge PER=LOC joins/, 2],
  ["half a pair", ["--rename", "PER"], /take OLD=NEW/, 2],
  ["a colour that can't be read", ["--color", "PER=#ffff00"], /contrast of 1\.\d.*the nearest/, 1],
  ["a key that is taken", ["--key", "PER=o"], /taken by Person/, 1],
  ["a mapping of nothing", ["--map", "PER=LOC"], /belongs to --preset/, 2],
])("%s is refused and changes nothing", async (_name, options, message, status) => {
  const folder = temporaryFolder();
  const dir = join(folder, "c");
  await galley("new", dir);
  const before = readFileSync(join(dir, "galley.json"), "utf8");
  const result = await galley("tagset", dir, ...options);
  expect(result.stderr).toMatch(message);
  expect(result.status).toBe(status);
  expect(readFileSync(join(dir, "galley.json"), "utf8")).toBe(before);
});
