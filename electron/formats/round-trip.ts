/**
 * The law of every format with both directions: random documents, out and in again, are the same up to the losses that
 * the format declares. One call a format, from its test.
 */
import fc from "fast-check";
import { expect } from "vitest";
import type { Entity, GalleyDocument } from "../../shared/model/document.ts";
import { CodePointText, codePointLength, withLineFeeds } from "../../shared/model/offsets.ts";
import { verifyDocument } from "../../shared/model/verify.ts";
import { companionsIn } from "./companions.ts";
import { decodeSource, type SourceEncoding } from "./encoding.ts";
import type { Format, ImportedPage } from "./format.ts";
import { documentOf, exportToMemory, pagesOf, randomDocument } from "./test-support.ts";

/** What may differ after the way out and in. Each is one of the losses that the format declares. */
export type Loss =
  /** "\r\n" and "\r" become "\n". */
  | "line-ends"
  | "empty-blocks"
  /** Divisions into articles. */
  | "articles"
  /** Divisions into blocks: the text with a blank line between blocks, and entities in it, is compared. */
  | "blocks"
  | "roles"
  | "entities"
  /** Of nested or crossing entities only some need to come back; those that do must be right. */
  | "nested"
  | "refs"
  | "notes"
  | "makers"
  | "attributes"
  | "relations"
  | "meta"
  | "names"
  | "status";

interface ComparedBlock {
  role: string;
  text: string;
  entities: string[];
}

interface Compared {
  name: string;
  status: string;
  meta: unknown;
  articles: ComparedBlock[][];
  relations: string[];
}

export interface RoundTrip {
  /** What the format declares not to keep. */
  ignoring: readonly Loss[];
  /** Documents that the format can hold; random ones of every kind when missing. */
  documents?: fc.Arbitrary<GalleyDocument>;
  options?: Record<string, string | boolean>;
  /** The text that the documents' pieces count in, for formats that write it; without it they have none. */
  source?: (document: GalleyDocument) => string;
  /** Name of the written file, when the format writes one; its ending may matter to recognising. */
  fileName?: string;
  /** What else changes, as the format says: applied to what was written and to what came back. */
  normalize?: (document: GalleyDocument) => GalleyDocument;
  runs?: number;
}

type Parts = Pick<GalleyDocument, "articles" | "meta" | "status" | "relations"> & { name: string };

function compared(parts: Parts, ignoring: ReadonlySet<Loss>): Compared {
  const keep = (loss: Loss) => !ignoring.has(loss);
  const spelled = (text: string) => (keep("line-ends") ? text : withLineFeeds(text));
  const placeOf = new Map<string, string>();
  const entityText = (
    blockText: CodePointText,
    { id, type, start, end, ref, by, note, ...more }: Entity,
    before: number,
  ) => {
    // A span that begins between the CR and the LF of a line end begins with that line end.
    const halved = spelled("\r") === "\n" && blockText.slice(start - 1, start + 1) === "\r\n" ? 1 : 0;
    const from = before + codePointLength(spelled(blockText.slice(0, start))) - halved;
    const to = from + codePointLength(spelled(blockText.slice(start, end)));
    const place = JSON.stringify([type, from, to]);
    placeOf.set(id, place);
    return JSON.stringify({
      type,
      from,
      to,
      text: spelled(blockText.slice(start, end)),
      ...(keep("refs") ? { ref } : {}),
      ...(keep("notes") ? { note } : {}),
      ...(keep("makers") ? { by } : {}),
      ...(keep("attributes") ? { attributes: more.attributes ?? {} } : {}),
    });
  };
  let articles = parts.articles.map((article) => article.blocks);
  if (!keep("empty-blocks")) articles = articles.map((blocks) => blocks.filter(({ text }) => text));
  articles = articles.filter((blocks) => blocks.length);
  if (!keep("articles") || !keep("blocks")) articles = [articles.flat()];
  const blocks = articles.map((list) => {
    let before = 0;
    return list.map((block): ComparedBlock => {
      const text = new CodePointText(block.text);
      const entities = keep("entities") ? block.entities.map((entity) => entityText(text, entity, before)).sort() : [];
      if (!keep("blocks")) before += codePointLength(spelled(block.text)) + 2;
      return { role: keep("roles") ? block.role : "", text: spelled(block.text), entities };
    });
  });
  const merged = (list: readonly ComparedBlock[]): ComparedBlock[] => [
    {
      role: "",
      text: list.map(({ text }) => text).join("\n\n"),
      entities: list.flatMap(({ entities }) => entities).sort(),
    },
  ];
  const relations = (parts.relations ?? []).map(({ type, from, to }) =>
    JSON.stringify([type, placeOf.get(from), placeOf.get(to)]),
  );
  return {
    name: keep("names") ? parts.name : "",
    status: keep("status") ? parts.status : "",
    meta: keep("meta") ? parts.meta : null,
    articles: keep("blocks") ? blocks : blocks.map(merged),
    relations: keep("relations") && keep("entities") ? relations.sort() : [],
  };
}

/** What came back must be a sound document whose source decodes to what its pieces count in. */
function expectSound(page: ImportedPage): void {
  expect(decodeSource(page.bytes, page.encoding as SourceEncoding)).toBe(page.text);
  const source = new CodePointText(page.text);
  const document: GalleyDocument = { ...documentOf([[]]), ...page.rest, articles: page.articles };
  document.source = { ...document.source, length: source.length };
  expect(verifyDocument(document, source)).toEqual([]);
}

/** All pages of an export: each of its files but those that belong to another. */
async function readBack(files: ReadonlyMap<string, Uint8Array>, format: Format, fileName: string) {
  const named = new Map([...files].map(([name, bytes]) => [name === "out" ? fileName : name, bytes]));
  const belonging = companionsIn([...named.keys()], (name) => named.get(name) ?? null);
  const pages: ImportedPage[] = [];
  for (const [name, bytes] of named) {
    if (belonging.has(name)) continue;
    const siblings = new Map([...named].filter(([other]) => other !== name));
    pages.push(...(await pagesOf(bytes, name, { format: format.id, siblings })));
  }
  return pages;
}

/** @throws what vitest's expectations throw, with the smallest document that fails */
export async function expectRoundTrip(format: Format, trip: RoundTrip): Promise<void> {
  const ignoring = new Set(trip.ignoring);
  const { documents = randomDocument, normalize = (document) => document, runs = 100 } = trip;
  const fileName = trip.fileName ?? `out.${format.exporter?.extension ?? ""}`;
  await fc.assert(
    fc.asyncProperty(documents, async (document) => {
      const sources = new Map(trip.source ? [[document.id, trip.source(document)]] : []);
      const { bytes, failures } = await exportToMemory(format, [document], sources, { options: trip.options ?? {} });
      expect(failures).toEqual([]);
      const pages = await readBack(bytes, format, fileName);
      expect(pages).toHaveLength(1);
      const [page] = pages as [ImportedPage];
      expectSound(page);
      const back: GalleyDocument = {
        ...document,
        ...page.rest,
        articles: page.articles,
        relations: page.rest?.relations ?? [],
      };
      if (!page.rest?.meta) back.meta = { title: "", publication: "", date: "", page: "", url: "" };
      const [wanted, found] = [document, back].map((each) => normalize(each)) as [GalleyDocument, GalleyDocument];
      const expected = compared({ ...wanted, name: document.source.name }, ignoring);
      const actual = compared({ ...found, name: page.name }, ignoring);
      if (ignoring.has("nested")) {
        for (const [article, blocks] of actual.articles.entries()) {
          for (const [index, block] of blocks.entries()) {
            const there = expected.articles[article]?.[index];
            if (!there) continue;
            expect(there.entities).toEqual(expect.arrayContaining(block.entities));
            there.entities = block.entities;
          }
        }
      }
      expect(actual).toEqual(expected);
    }),
    { numRuns: runs },
  );
}
