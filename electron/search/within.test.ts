/** A search in blocks of one role or in entities of one type against a plain look at the documents. */
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import type { SearchQuery } from "../../shared/api.ts";
import { type Block, blocksOf, type GalleyDocument, statuses } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { sampleDocument } from "../../shared/model/testing.ts";
import { matcherOf } from "../../shared/search/matcher.ts";
import { temporaryFolder } from "../corpus/testing.ts";
import { DocumentIndex } from "../index/document-index.ts";
import { noDecisions } from "../index/proofing-tables.ts";
import { problemRow } from "../index/row.ts";
import { textOf } from "../index/text-table.ts";
import { CorpusText } from "./corpus-text.ts";
import { EntityColumns } from "./entity-columns.ts";
import { CorpusSearch } from "./search-corpus.ts";

const roles = ["p", "題"];
const types = ["議", "PP", "\n"];
// Characters of names, units as low as the numbers that are packed, what stands between blocks, and half a character.
const frequent = fc.constantFrom("議", "P", "𠮷");
const character = fc.oneof(
  { weight: 4, arbitrary: frequent },
  fc.constantFrom("p", "\u0000", "\u0002", "\n", "\uffff", "\ud842"),
);
const word = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: frequent, minLength: 1, maxLength: 2 }) },
  fc.string({ unit: character, minLength: 1, maxLength: 3 }),
);
// As files of other programs may have them: on each other, in any order, beyond the text, of nothing.
const entity = fc.record({ type: fc.constantFrom(...types), start: fc.nat(10), end: fc.nat(18) });
const block = fc.record({
  role: fc.constantFrom(...roles),
  text: fc.string({ unit: character, maxLength: 16 }),
  entities: fc.array(entity, { maxLength: 8 }),
});
const page = fc.record({
  status: fc.constantFrom(...statuses),
  blocks: fc.array(block, { minLength: 1, maxLength: 5 }),
});
type Page = typeof page extends fc.Arbitrary<infer T> ? T : never;

const limits = fc.record({
  role: fc.option(fc.constantFrom(...roles, "none"), { freq: 2 }),
  type: fc.option(fc.constantFrom(...types, "P"), { freq: 4 }),
  status: fc.constantFrom(null, null, null, ...statuses),
});
const literal = word.map((text) => ({ text, regex: false }));
const expression = fc
  .constantFrom("議", "P|𠮷", "^.", ".$", "(?<=議).", "..", "[^P]+", "議*", "\\n", "(.)\\1")
  .map((text) => ({ text, regex: true }));
/** Where nothing is limited nobody looks at blocks: what a border is then is for others to say. */
const query = fc
  .oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(fc.oneof(literal, expression), limits)
        .filter(([, { role, type }]) => role !== null || type !== null),
    },
    fc.tuple(
      literal.filter(({ text }) => !text.includes("\uffff")),
      limits.map((all) => ({ ...all, role: null, type: null })),
    ),
  )
  .map(([what, where]): SearchQuery => ({ ...what, ...where, sort: "page" }));

function documentOf({ status, blocks }: Page): GalleyDocument {
  const made = blocks.map(({ role, text, entities }, at): Block => {
    const more = { text: "?", ref: null, by: "editor", note: "" };
    const tagged = entities.map((one, number) => ({ id: `e${number}`, ...one, ...more }));
    return { id: `b${at}`, role, text, pieces: [{ inserted: text }], entities: tagged };
  });
  return { ...sampleDocument(), status, articles: [{ id: "a1", blocks: made }] };
}

interface Line {
  document: string;
  block: string;
  start: number;
  end: number;
  text: string;
}

/** What is found, by looking at each entity of each block. */
function looked(pages: readonly Page[], { text, regex, role, type, status }: SearchQuery, becomes: string): Line[] {
  const lines: Line[] = [];
  const matcher = matcherOf({ text, regex }, becomes);
  for (const [place, page] of pages.entries()) {
    if (status !== null && page.status !== status) continue;
    for (const { id: block, role: own, text, entities } of blocksOf(documentOf(page))) {
      if (role !== null && own !== role) continue;
      const points = new CodePointText(text);
      matcher.each(text, (from, to, text) => {
        const [start, end] = [points.toCodePoint(from), points.toCodePoint(to)];
        const isIn = entities.some((one) => one.type === type && one.start <= start && end <= one.end);
        if (type === null || isIn) lines.push({ document: idOf(place), block, start, end, text });
      });
    }
  }
  return lines;
}

const idOf = (place: number) => `doc${place}`;

/** The index of pages that are put again and again, and a session that searches it from the first of them on. */
function desk() {
  const path = join(temporaryFolder(), "index.sqlite");
  const index = new DocumentIndex(path);
  const sessions = new Set<CorpusText>();
  const open = () => {
    const texts = new CorpusText(path, { keeps: true, leastKept: 1 });
    sessions.add(texts);
    return texts;
  };
  onTestFinished(() => {
    for (const texts of sessions) texts.close();
    index.close();
  });
  let puts = 0;
  return {
    open,
    close(texts: CorpusText) {
      sessions.delete(texts);
      texts.close();
    },
    put(pages: readonly Page[]) {
      const row = problemRow("", "s", { code: "document-damaged", message: "", details: {} });
      for (const [place, page] of pages.entries()) {
        const document = documentOf(page);
        const hash = String(++puts).padStart(64, "0");
        const own = { id: idOf(place), name: idOf(place), status: page.status, hash, problem: null };
        const text = textOf(document);
        index.put([{ row: { ...row, ...own }, decisions: noDecisions, text, entities: [], verdicts: [] }]);
      }
    },
  };
}

function searched(texts: CorpusText, query: SearchQuery, limit = 1000): Omit<Line, "text">[] {
  const search = new CorpusSearch(texts, new EntityColumns());
  const { hits, total, documents } = search.page({ kind: "page", query, offset: 0, limit }, () => {});
  expect(total).toBe(hits.length);
  expect(documents).toBe(new Set(hits.map(({ document }) => document)).size);
  return hits.map(({ document, block, start, end }) => ({ document, block, start, end }));
}

test("what is found in a role, in entities of a type, or in both is what a look at every entity finds", () => {
  const { open, close, put } = desk();
  const pagesOfRun = fc.array(page, { minLength: 3, maxLength: 3 });
  const lasting = open();
  fc.assert(
    fc.property(pagesOfRun, fc.array(query, { minLength: 8, maxLength: 8 }), (pages, queries) => {
      put(pages);
      // What was packed before and what is new; all packed anew, and kept; what was kept.
      for (const texts of [lasting, open(), open()]) {
        for (const query of queries) {
          const lines = looked(pages, query, "");
          const places = lines.map(({ text: _, ...place }) => place);
          expect(searched(texts, query)).toEqual(places);
          const turned = searched(texts, { ...query, sort: "left" });
          expect(turned).toHaveLength(places.length);
          expect(turned).toEqual(expect.arrayContaining(places));
        }
        if (texts !== lasting) close(texts);
      }
      for (const query of queries) {
        const search = new CorpusSearch(lasting, new EntityColumns());
        const { changes } = search.replace({ kind: "replace", query, replacement: "[$&]" }, () => {});
        const lines = looked(pages, query, "[$&]").map(({ document: _, ...line }) => line);
        expect(changes.map(({ block, start, end, text }) => ({ block, start, end, text }))).toEqual(lines);
      }
    }),
    { numRuns: 25 },
  );
});

test("what is saved while a search runs is for the next search", () => {
  const { open, put } = desk();
  const saying = (text: string): Page[] => [{ status: "new", blocks: [{ role: "p", text, entities: [] }] }];
  put(saying("議"));
  const texts = open();
  const query: SearchQuery = { text: "議", regex: false, role: null, type: null, status: null, sort: "page" };
  let isSaved = false;
  const save = () => {
    if (!isSaved) put(saying("別議"));
    isSaved = true;
  };
  const search = (step: () => void) => {
    const asked = { kind: "page", query, offset: 0, limit: 10 } as const;
    const { hits } = texts.soundly(() => new CorpusSearch(texts, new EntityColumns()).page(asked, step));
    return hits.map(({ block, start }) => `${block} ${start}`);
  };
  expect([search(save), isSaved, search(() => {})]).toEqual([["b0 0"], true, ["b0 1"]]);
});
