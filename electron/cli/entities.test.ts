import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../corpus/testing.ts";
import { galley } from "./testing.ts";

const page = `绍兴市教育局召开会议
本报讯（记者 周丽娟）5月9日下午，绍兴市教育局局长吴晓东出席会议。周丽娟提问。`;

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

test("suggest shows what the text names, changes nothing, and says the same again", async () => {
  const { dir, ids } = await corpusOf(page);
  const { status, stdout, lines } = await galley("suggest", dir, "--json");
  expect(status).toBe(0);
  expect(Object.keys(lines()[0])).toEqual([
    "document",
    "block",
    "type",
    "start",
    "end",
    "text",
    "score",
    "source",
    "accepted",
  ]);
  expect(lines()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ document: ids[0], type: "PER", text: "周丽娟", accepted: false }),
      expect.objectContaining({ type: "DATE", text: "5月9日下午" }),
      expect.objectContaining({ type: "ORG", text: "绍兴市教育局" }),
      expect.objectContaining({ type: "TITLE", text: "局长" }),
    ]),
  );
  expect((await galley("suggest", dir, "--json")).stdout).toBe(stdout);
  expect((await galley("stats", dir, "--json")).lines().at(-1).total.entities).toBe(0);
  expect((await galley("suggest", dir)).stdout).toContain("a name after a post");
});

test("suggest --accept makes entities that verify, once, and as one operation", async () => {
  const { dir, ids } = await corpusOf(page, `${page}再。`);
  const accepted = (await galley("suggest", dir, "--accept", "0.9", "--json")).lines();
  expect(accepted.filter((line) => line.accepted).every((line) => line.score >= 0.9)).toBe(true);
  const taken = accepted.filter((line) => line.accepted).length;
  expect((await galley("stats", dir, "--json")).lines().at(-1).total.entities).toBe(taken);
  const document = JSON.parse((await galley("show", dir, ids[0] ?? "")).stdout);
  const blocks: { entities: { by: string; text: string }[] }[] = document.articles[0].blocks;
  expect(blocks.flatMap(({ entities }) => entities).map(({ by }) => by)).toContain("person/post-before");
  expect(await galley("verify", dir, "--json")).toMatchObject({ status: 0, stdout: "" });
  expect((await galley("suggest", dir, "--accept", "0.9", "--json")).lines().filter((line) => line.accepted)).toEqual(
    [],
  );
});

test("undo takes the acceptance back", async () => {
  const { dir } = await corpusOf(page);
  await galley("suggest", dir, "--accept", "0.9");
  expect((await galley("undo", dir)).stderr).toContain("accepting suggestions ≥ 0.9");
  expect((await galley("stats", dir, "--json")).lines().at(-1).total.entities).toBe(0);
});

test("tag tags every untagged occurrence and names what it left alone", async () => {
  const { dir, ids } = await corpusOf(page, "与此无关。");
  const dry = await galley("tag", dir, "周丽娟", "PER", "--dry-run", "--json");
  expect(dry.lines()).toHaveLength(2);
  expect(dry.lines()[0]).toEqual({ document: ids[0], block: "b1", start: 18, end: 21 });
  const { stdout } = await galley("tag", dir, "周丽娟", "PER", "--json");
  expect(stdout).toBe(dry.stdout);
  expect((await galley("tag", dir, "周丽娟", "PER", "--json")).stdout).toBe("");
  const other = await galley("tag", dir, "周丽", "LOC");
  expect(other.stdout).toBe("");
  expect(other.stderr).toContain("it lies inside PER 周丽娟");
  expect(await galley("verify", dir, "--json")).toMatchObject({ status: 0, stdout: "" });
});

test("learns from a corpus in which enough is tagged, keeps that, and learns anew when it is stale", async () => {
  const names = ["甲风轮", "乙风轮", "丙风轮"];
  const ships = Array.from({ length: 20 }, (_, i) => `货轮${names[i % names.length]}驶出外海。`);
  const { dir, ids } = await corpusOf(
    ...Array.from({ length: 12 }, (_, i) =>
      ships.map((ship) => ship.replace("外", "东西南北内近远中前后左右"[i] ?? "")).join("\n"),
    ),
  );
  const model = join(dir, ".galley/entities-model.json");
  for (const name of names) await galley("tag", dir, name, "EVENT");
  await galley("suggest", dir);
  expect(existsSync(model)).toBe(false);
  await galley("set", dir, ...ids.slice(1), "--status", "done");
  const { stderr } = await galley("suggest", dir);
  expect(stderr).toContain("with what was learned here");
  const made = statSync(model).mtimeMs;
  const text = readFileSync(model, "utf8");
  await galley("suggest", dir);
  expect(statSync(model).mtimeMs).toBe(made);
  expect((await galley("suggest", dir, "--no-model")).stderr).not.toContain("learned");
  await galley("set", dir, ids[1] ?? "", "--status", "new");
  await galley("suggest", dir);
  expect(readFileSync(model, "utf8")).not.toBe(text);

  const { status, stdout, lines } = await galley("learn", dir, "--json");
  expect(status).toBe(0);
  // One line a type, and one for all together.
  expect(lines()[0].type).toBe("EVENT");
  expect(lines().at(-1).type).toBeNull();
  expect(Object.keys(JSON.parse(stdout.split("\n")[0] ?? ""))).toEqual(["type", "n", "patterns", "learned"]);
  expect(lines().at(-1).learned.f1).toBeGreaterThan(lines().at(-1).patterns.f1);
});

test("learn says when too little is tagged", async () => {
  const { dir } = await corpusOf(page);
  expect(await galley("learn", dir)).toMatchObject({ status: 1, stderr: expect.stringContaining("200 are enough") });
});

test("suggest leaves out what was rejected, and marks what is accepted in bulk as unseen", async () => {
  const { dir } = await corpusOf(page);
  const [file = ""] = readdirSync(join(dir, "documents"), { recursive: true, encoding: "utf8" }).filter((one) =>
    one.endsWith(".json"),
  );
  const path = join(dir, "documents", file);
  const document = JSON.parse(readFileSync(path, "utf8"));
  document.dismissed = [{ rule: "suggest:PER", quote: "周丽娟", before: "出席会议。", after: "提问。" }];
  writeFileSync(path, JSON.stringify(document));
  const texts = (await galley("suggest", dir, "--accept", "0.5", "--json")).lines().map(({ text }) => text);
  expect(texts.filter((text) => text === "周丽娟")).toHaveLength(1);
  expect((await galley("show", dir, document.id, "--json")).stdout).toContain('"unseen": true');
});

test("suggest asks a recommender where its address is given, and names what fails", async () => {
  const { dir, ids } = await corpusOf(page);
  expect((await galley("suggest", dir, "--recommender", "ftp://x/")).status).toBe(2);
  const { status, stderr, lines } = await galley("suggest", dir, "--recommender", "http://127.0.0.1:1/", "--json");
  expect(status).toBe(1);
  expect(stderr).toContain(`${ids[0]}`);
  expect(stderr).toContain("nobody answers there");
  expect(lines().length).toBeGreaterThan(3);
});

test.each([
  ["a score that is none", (dir: string) => ["suggest", dir, "--accept", "2"]],
  ["a type that the corpus doesn't have", (dir: string) => ["tag", dir, "甲", "SHIP"]],
  ["an empty text", (dir: string) => ["tag", dir, " ", "PER"]],
  ["an entry that isn't registered", (dir: string) => ["tag", dir, "甲", "PER", "--ref", "r9"]],
])("%s is wrong usage", async (_, argv) => {
  const { dir } = await corpusOf(page);
  expect((await galley(...argv(dir))).status).toBe(2);
});
