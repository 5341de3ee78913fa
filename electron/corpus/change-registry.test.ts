import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RegistryEntry } from "../../shared/model/settings.ts";
import { Corpus } from "./corpus.ts";
import { FailingFs, temporaryCorpus } from "./testing.ts";

const entry = (id: string, name: string): RegistryEntry => ({ id, name, type: "PER", aliases: [], link: "", note: "" });
const namesIn = async (corpus: Corpus) => (await corpus.readRegistry()).entities.map(({ name }) => name);

test("many changes at once, from two programs, all stay", async () => {
  const corpus = await temporaryCorpus();
  const other = await Corpus.open(corpus.dir);
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      (i % 2 ? corpus : other).changeRegistry([{ do: "add", entry: entry(`n${i}`, `人${i}`) }]),
    ),
  );
  await other.close();
  expect((await namesIn(corpus)).sort()).toEqual(Array.from({ length: 20 }, (_, i) => `人${i}`).sort());
});

test("what someone's text editor writes in the very moment of a change is not lost", async () => {
  class Meddled extends FailingFs {
    meddle: (() => void) | null = null;
    override async open(path: string, flags: "wx" | "r") {
      const meddle = path.includes("entities.json") ? this.meddle : null;
      if (meddle) this.meddle = null;
      meddle?.();
      return await super.open(path, flags);
    }
  }
  const fs = new Meddled();
  const corpus = await temporaryCorpus({ fs });
  const path = join(corpus.dir, "entities.json");
  fs.meddle = () => {
    const registry = JSON.parse(readFileSync(path, "utf8"));
    registry.entities.push(entry("theirs", "他们的"));
    registry.mark = "kept";
    writeFileSync(path, JSON.stringify(registry));
  };
  await corpus.changeRegistry([{ do: "add", entry: entry("ours", "我们的") }]);
  expect(fs.meddle).toBeNull();
  expect(await namesIn(corpus)).toEqual(["他们的", "我们的"]);
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ mark: "kept" });
});

test("a file that can't be read is named and stays as it is; a disk that fails leaves the old one", async () => {
  const fs = new FailingFs();
  const corpus = await temporaryCorpus({ fs });
  const path = join(corpus.dir, "entities.json");
  const whole = readFileSync(path, "utf8");
  fs.fail("write", "ENOSPC");
  const change = () => corpus.changeRegistry([{ do: "add", entry: entry("1", "甲") }]);
  await expect(change()).rejects.toMatchObject({ code: "disk-full" });
  expect(readFileSync(path, "utf8")).toBe(whole);
  writeFileSync(path, "{ not json");
  await expect(change()).rejects.toMatchObject({ code: "corpus-damaged" });
  expect(readFileSync(path, "utf8")).toBe("{ not json");
});

test("what was changed here is known without reading the file again, until another program writes it", async () => {
  const corpus = await temporaryCorpus();
  await corpus.changeRegistry([{ do: "add", entry: entry("1", "甲") }]);
  const [first] = (await corpus.readRegistry()).entities;
  await corpus.changeRegistry([{ do: "add", entry: entry("2", "乙") }]);
  const after = await corpus.readRegistry();
  expect(after.entities.map(({ name }) => name)).toEqual(["甲", "乙"]);
  expect(after.entities[0]).toBe(first);

  const path = join(corpus.dir, "entities.json");
  const theirs = { ...after, entities: [...after.entities, entry("3", "他们的")] };
  writeFileSync(path, JSON.stringify(theirs));
  await corpus.changeRegistry([{ do: "add", entry: entry("4", "丙") }]);
  expect(await namesIn(corpus)).toEqual(["甲", "乙", "他们的", "丙"]);
  expect(JSON.parse(readFileSync(path, "utf8")).entities).toHaveLength(4);
});
