import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ChartColumn, EntityCountsQuery, PassagesQuery, Who } from "../../shared/api.ts";
import { blocksOf, type Entity } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { importText, temporaryCorpus } from "../corpus/testing.ts";

type Tag = [text: string, type: string, ref?: string];

/** Imports a page of some articles; tags each text's first place in each block that holds it. */
async function page(corpus: Corpus, date: string, articles: string[], tags: Tag[]): Promise<string> {
  const id = await importText(corpus, articles.join("\n\n"));
  const { document, hash } = await corpus.readDocument(id);
  document.meta.date = date;
  // One paragraph an article, but for texts with a line break: there every line is a block.
  const blocks = blocksOf(document);
  document.articles = blocks.map((block, index) => ({ id: `a${index + 1}`, blocks: [block] }));
  const [first, second, ...rest] = document.articles;
  if (first && second) document.articles = [{ ...first, blocks: [...first.blocks, ...second.blocks] }, ...rest];
  let count = 0;
  for (const block of blocks) {
    const points = new CodePointText(block.text);
    block.entities = tags
      .flatMap(([text, type, ref]): Entity[] => {
        const at = block.text.indexOf(text);
        if (at < 0) return [];
        const start = points.toCodePoint(at);
        const end = start + Array.from(text).length;
        return [{ id: `e${++count}`, type, start, end, text, ref: ref ?? null, by: "editor", note: "" }];
      })
      .sort((a, b) => a.start - b.start || b.end - a.end);
  }
  await corpus.save(document, hash);
  return id;
}

const all: EntityCountsQuery = { types: null, status: null, unit: null, frequent: 10 };

/** The first article of each page has two blocks. */
async function example() {
  const corpus = await temporaryCorpus();
  const tags: Tag[] = [
    ["𠮷田", "PER", "n1"],
    ["王强", "PER"],
    ["离石区", "LOC"],
    ["区委", "ORG", "gone"],
  ];
  const first = await page(corpus, "2024-05-01", ["𠮷田到离石区。", "王强欢迎𠮷田。", "离石区很好。"], tags);
  await page(corpus, "二〇二四年六月", ["王强在离石区。", "区委说。"], tags);
  await page(corpus, "", ["𠮷田和王强。"], tags);
  writeFileSync(
    join(corpus.dir, "entities.json"),
    JSON.stringify({
      format: "galley/entities",
      version: 1,
      entities: [{ id: "n1", name: "吉田茂", type: "PER", aliases: [], link: "", note: "" }],
    }),
  );
  return { corpus, first };
}

test("entities are counted by type, over pages and dates; pages without a date are said", async () => {
  const { corpus } = await example();
  const counted = await corpus.countEntitiesByType(all);
  expect(counted).toMatchObject({ documents: 3, entities: 10, unit: "month" });
  expect(counted.types).toEqual([
    { type: "PER", entities: 6, documents: 3, different: 2 },
    { type: "LOC", entities: 3, documents: 2, different: 1 },
    { type: "ORG", entities: 1, documents: 1, different: 1 },
  ]);
  expect(counted.periods).toEqual([
    { period: "2024-05", documents: 1, byType: { PER: 3, LOC: 2 } },
    { period: "2024-06", documents: 1, byType: { PER: 1, LOC: 1, ORG: 1 } },
  ]);
  expect(counted.undated).toEqual({ documents: 1, byType: { PER: 2 } });
  expect(counted.columns.map(({ byType }) => byType)).toHaveLength(3);
  expect(counted.frequent[1]).toMatchObject({ ref: "n1", name: "吉田茂", registered: true, entities: 3, documents: 2 });
  // What the registry does not know goes by its text.
  expect(counted.frequent.at(-1)).toMatchObject({ ref: "gone", name: "区委", registered: false });

  const days = await corpus.countEntitiesByType({ ...all, unit: "day", types: ["LOC"] });
  expect(days.entities).toBe(3);
  expect(days.periods).toEqual([{ period: "2024-05-01", documents: 1, byType: { LOC: 2 } }]);
  expect(days.coarse).toEqual({ documents: 1, byType: { LOC: 1 } });
});

test("who stands together: in a block or in an article, with the passages of one and of two", async () => {
  const { corpus, first } = await example();
  const graph = async (scope: "block" | "article", types: string[] | null = null) => {
    const { nodes, edges } = await corpus.entityGraph({ types, status: null, scope, nodes: 10 });
    return edges.map(({ a, b, units }) => [nodes[a]?.name, nodes[b]?.name, units].join(" "));
  };
  expect(await graph("block")).toEqual(["吉田茂 王强 2", "吉田茂 离石区 1", "离石区 王强 1"]);
  expect(await graph("article")).toContain("离石区 王强 2");
  expect(await graph("block", ["LOC", "ORG"])).toEqual([]);
  expect(await graph("article", ["LOC", "ORG"])).toEqual(["离石区 区委 1"]);

  const yoshida: Who = { ref: "n1", type: "PER", text: "" };
  const wang: Who = { ref: null, type: "PER", text: "王强" };
  const query = { types: null, status: null, scope: "block", of: [yoshida, wang], among: null } as const;
  const both = await corpus.listPassages({ ...query, of: [...query.of] }, 0, 10);
  expect(both).toMatchObject({ total: 4, units: 2, documents: 2 });
  expect(both.hits.filter(({ document }) => document === first)).toMatchObject([
    { before: "", match: "王强", after: "欢迎𠮷田。", start: 0, end: 2 },
    { before: "王强欢迎", match: "𠮷田", after: "。", start: 4, end: 6 },
  ]);
  const one = await corpus.listPassages({ ...query, of: [wang] }, 1, 1);
  expect(one).toMatchObject({ total: 3, units: 3, documents: 3 });
  expect(one.hits).toHaveLength(1);
  expect(await corpus.listPassages({ ...query, of: [{ ...wang, text: "无" }] }, 0, 9)).toMatchObject({ total: 0 });
});

test("every column of a chart has as many passages as it shows entities, in as many pages", async () => {
  const { corpus } = await example();
  const sum = (byType: Record<string, number>) => Object.values(byType).reduce((all, count) => all + count, 0);
  for (const unit of ["day", "month", "year"] as const)
    for (const types of [null, ["LOC", "ORG"]]) {
      const passages = async (among: ChartColumn) => {
        const query: PassagesQuery = { types, status: null, scope: "block", of: [], among };
        return (await corpus.listPassages(query, 0, 100)).hits.length;
      };
      const { entities, periods, undated, coarse, columns } = await corpus.countEntitiesByType({ ...all, unit, types });
      for (const { period, byType } of periods) expect(await passages({ unit, column: period })).toBe(sum(byType));
      expect(await passages({ unit, column: "undated" })).toBe(sum(undated.byType));
      expect(await passages({ unit, column: "coarse" })).toBe(sum(coarse.byType));
      for (const { first, last, byType } of columns)
        expect(await passages({ first: first.id, last: last.id })).toBe(sum(byType));
      expect(await passages({ first: columns[0]?.first.id ?? "", last: columns[2]?.last.id ?? "" })).toBe(entities);
    }
});
