import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { DocumentIndex } from "./document-index.ts";
import type { EntityFilter, EntityRow } from "./entity-table.ts";
import { entityWord, namesOfWord, refOfWord, refWord } from "./entity-words.ts";
import { noDecisions } from "./proofing-tables.ts";
import { problemRow } from "./row.ts";
import type { BlockLayout } from "./text-table.ts";

test("words say what they stand for, whatever that is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), fc.string({ unit: "binary" }), (text, type) => {
      const isShort = text.length <= 60;
      expect(namesOfWord(entityWord(text, type))).toEqual({ text: isShort ? text : null, type });
      expect(refOfWord(refWord(type))).toBe(type);
    }),
  );
});

const piece = fc.record({
  text: fc.constantFrom("北京", "𠮷田", "北", "a b", "京".repeat(70)),
  type: fc.constantFrom("PER", "ORG"),
  ref: fc.constantFrom(null, "E1", "E2"),
});

const change = fc.record({
  document: fc.constantFrom("doc1", "doc2", "doc3"),
  /** Null: it is gone. */
  pieces: fc.option(fc.array(piece, { maxLength: 6 }), { freq: 4 }),
});

function put(index: DocumentIndex, id: string, pieces: readonly { text: string; type: string; ref: string | null }[]) {
  let at = 0;
  const rows = pieces.map(({ text, type, ref }, number): EntityRow => {
    const start = at;
    at += Array.from(text).length;
    return { id: `e${number}`, block: "b1", role: "paragraph", type, text, ref, start, end: at };
  });
  const text = pieces.map((one) => one.text).join("");
  const layout: BlockLayout = [
    "b1",
    "paragraph",
    text.length,
    rows.map(({ id, type, start, end, ref }) => [type, start, end, id, ref]),
  ];
  const row = {
    ...problemRow(id, "s", { code: "document-damaged", message: "", details: {} }),
    name: id,
    problem: null,
  };
  index.put([
    { row, decisions: noDecisions, text: { text, layout: JSON.stringify([layout]) }, entities: rows, verdicts: [] },
  ]);
  return rows;
}

test("whatever comes and goes, questions are answered as by looking at every entity", () => {
  const filters: EntityFilter[] = [
    { text: "北京" },
    { text: "北", type: "ORG" },
    { text: "京".repeat(70) },
    { refs: ["E1", "E2"] },
    { refs: null },
    { text: "𠮷田", refs: ["E2"] },
    { type: "PER" },
    {},
  ];
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const index = new DocumentIndex(null);
      onTestFinished(() => index.close());
      const now = new Map<string, EntityRow[]>();
      for (const { document, pieces } of changes) {
        if (pieces) now.set(document, put(index, document, pieces));
        else {
          index.remove([document]);
          now.delete(document);
        }
      }
      const all = [...now].sort().flatMap(([document, rows]) => rows.map((one) => ({ ...one, document })));
      for (const filter of filters) {
        const { text, type, refs } = filter;
        const wanted = all.filter(
          (one) =>
            (text === undefined || one.text === text) &&
            (type === undefined || one.type === type) &&
            (refs === undefined || (refs === null ? one.ref === null : refs.includes(one.ref ?? ""))),
        );
        expect(index.entities.find(filter)).toMatchObject(wanted);
        expect(index.entities.find(filter, 1, 2)).toMatchObject(wanted.slice(1, 3));
        const documents = new Set(wanted.map(({ document }) => document)).size;
        expect(index.entities.count(filter)).toEqual({ entities: wanted.length, documents });
        expect(index.entities.documents(filter, 9)).toHaveLength(documents);
      }
      const named = Map.groupBy(
        all.filter(({ ref }) => ref !== null),
        ({ ref }) => ref,
      );
      expect([...index.entities.countsByRef()].sort()).toEqual(
        [...named].map(([ref, ones]) => [ref, ones.length]).sort(),
      );
      const types = Map.groupBy(all, ({ text, type }) => entityWord(text, type));
      const { counts, next } = index.entities.typeCounts(null);
      expect(next).toBeNull();
      const byType = Map.groupBy(all, ({ type }) => type);
      const { counts: totals, next: nextType } = index.entities.typeTotals(null);
      expect(nextType).toBeNull();
      expect(totals.map(({ type, entities }) => [type, entities]).sort()).toEqual(
        [...byType].map(([type, ones]) => [type, ones.length]).sort(),
      );
      expect(counts).toEqual(
        [...types].sort().map(([word, ones]) => ({ ...namesOfWord(word), entities: ones.length })),
      );
    }),
    { numRuns: 25 },
  );
});
