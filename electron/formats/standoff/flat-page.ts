/**
 * From one text with spans over it to a page: blocks where the layout that Galley wrote says, else where blank lines
 * divide the text, and every span as an entity of its block. No guesses and no marks: the text is kept as it is.
 * Must not know: particular formats, files.
 */
import { type ExchangeNotice, notice } from "../../../shared/exchange-notices.ts";
import type { Article, Block, Entity, Piece, Relation } from "../../../shared/model/document.ts";
import { CodePointText, withLineFeeds, writtenOffset } from "../../../shared/model/offsets.ts";
import { joinPieces } from "../../../shared/model/pieces.ts";
import type { ImportedPage } from "../format.ts";
import { encodeUtf8 } from "../support/extracted.ts";
import { badRecord } from "./bad-record.ts";
import { type Core, coreOf, type FilledArticle, fillBlocks } from "./fill-blocks.ts";
import type { FlatArticle, FlatRelation, FlatSpan } from "./flat.ts";
import { type Layout, withDetails, withRelationDetails } from "./layout.ts";

export interface FlatPage {
  name: string;
  /** Line ends may be of any kind. */
  text: string;
  /** In code points of the text; their own `text` is not looked at. */
  spans: readonly FlatSpan[];
  /** By the spans' ids; null where the format can't say any, so that those of the layout count. */
  relations: readonly FlatRelation[] | null;
  layout: Layout | null;
  /** Blocks as the format itself says them, where there is no layout; taken where they fit the text. */
  articles?: readonly FlatArticle[] | null;
  /** The bytes of the text, where it is a file of its own. */
  source?: Pick<ImportedPage, "bytes" | "extension" | "encoding">;
  notices: readonly ExchangeNotice[];
}

/**
 * @param place the file and which record of it, for messages
 * @throws GalleyError bad-record when a span is not in the text, or the text holds half a character
 */
export function pageFromFlat(page: FlatPage, place: string): ImportedPage {
  if (!page.text.isWellFormed()) throw badRecord(place, "the text holds half a character (a lone surrogate)");
  const text = new CodePointText(page.text);
  const notices = [...page.notices];
  const layout = page.layout && isLayoutOf(page.layout, text) ? page.layout : null;
  if (page.layout && !layout) notices.push(notice("text-changed"));

  const own = page.articles && divide(page.articles, text) ? page.articles : null;
  const given = layout ? withDetails(page.spans, layout) : { spans: page.spans, ids: new Map<string, string>() };
  const cores = given.spans.flatMap((span) => coreOf(span, text, place, notices));
  const articles = fillBlocks(text, layout?.articles ?? own, cores, notices);
  const names = new Names(articles);
  return {
    name: page.layout?.name ?? page.name,
    ...(page.source ?? { bytes: encodeUtf8(page.text), extension: "txt", encoding: "utf-8" }),
    text: page.text,
    articles: articles.map(
      ({ id, blocks }): Article => ({
        id,
        blocks: blocks.map(({ block, cores: own }) => blockOf(block, own, text, names)),
      }),
    ),
    rest: {
      ...(page.layout && { id: page.layout.id, status: page.layout.status, meta: page.layout.meta }),
      ...relationsOf(page.relations, layout, given.ids, names, notices),
    },
    notices,
  };
}

function isLayoutOf(layout: Layout, text: CodePointText): boolean {
  return layout.length === text.length && divide(layout.articles, text);
}

/** Whether blocks are parts of the text with nothing but space between them, each with an id of its own. */
function divide(articles: readonly FlatArticle[], text: CodePointText): boolean {
  const ids = articles.flatMap(({ id, blocks }) => [id, ...blocks.map((block) => block.id)]);
  if (new Set(ids).size !== ids.length) return false;
  let position = 0;
  for (const { start, end } of articles.flatMap(({ blocks }) => blocks)) {
    if (start < position || end < start || text.slice(position, start).trim()) return false;
    position = end;
  }
  return position <= text.length && !text.slice(position, text.length).trim();
}

/** Ids that are each used once in the page; a span keeps its own where it can. */
class Names {
  readonly #taken: Set<string>;
  /** New id by the span's own; the first where several have the same. */
  readonly #byOwn = new Map<string, string>();
  #next = new Map<string, number>();

  constructor(articles: readonly FilledArticle[]) {
    this.#taken = new Set(articles.flatMap(({ id, blocks }) => [id, ...blocks.map(({ block }) => block.id)]));
  }

  /** @param kind the letter of a new id, if `own` can't stay: taken, or no name but a number or an address */
  claim(own: string, kind: "e" | "r"): string {
    let id = /^[A-Za-z][\w.-]{0,63}$/.test(own) ? own : "";
    for (let number = this.#next.get(kind) ?? 1; !id || this.#taken.has(id); number++) {
      id = `${kind}${number}`;
      this.#next.set(kind, number + 1);
    }
    this.#taken.add(id);
    return id;
  }

  claimSpan(own: string): string {
    const id = this.claim(own, "e");
    if (own && !this.#byOwn.has(own)) this.#byOwn.set(own, id);
    return id;
  }

  ofSpan(own: string): string | null {
    return this.#byOwn.get(own) ?? null;
  }
}

function blockOf(
  place: FlatArticle["blocks"][number],
  cores: readonly Core[],
  text: CodePointText,
  names: Names,
): Block {
  const raw = new CodePointText(text.slice(place.start, place.end));
  const written = new CodePointText(withLineFeeds(raw.text));
  const entities = cores.map(({ span }): Entity => {
    const start = writtenOffset(raw, Math.max(span.start, place.start) - place.start, true);
    const end = writtenOffset(raw, Math.min(span.end, place.end) - place.start, false);
    return {
      id: names.claimSpan(span.id),
      type: span.type,
      start,
      end,
      text: written.slice(start, end),
      ref: span.ref,
      by: span.by,
      note: span.note,
      ...(Object.keys(span.attributes).length && { attributes: { ...span.attributes } }),
    };
  });
  return { id: place.id, role: place.role, text: written.text, pieces: piecesOf(raw, place.start), entities };
}

/** The characters' places in the source: the CR of a CRLF is covered by no piece, a CR alone becomes a line feed. */
function piecesOf(raw: CodePointText, start: number): Piece[] {
  const pieces: Piece[] = [];
  let position = start;
  for (const part of raw.text.split(/(\r\n?)/)) {
    const length = new CodePointText(part).length;
    if (part === "\r\n") pieces.push({ source: [position + 1, position + 2] });
    else if (part === "\r") pieces.push({ inserted: "\n" });
    else pieces.push({ source: [position, position + length] });
    position += length;
  }
  return joinPieces(pieces);
}

function relationsOf(
  relations: FlatPage["relations"],
  layout: Layout | null,
  ids: ReadonlyMap<string, string>,
  names: Names,
  notices: ExchangeNotice[],
): { relations?: Relation[] } {
  const inLayout = (relations ?? []).map((relation) => ({
    ...relation,
    from: ids.get(relation.from) ?? relation.from,
    to: ids.get(relation.to) ?? relation.to,
  }));
  const all =
    relations === null ? (layout?.relations ?? []) : layout ? withRelationDetails(inLayout, layout) : inLayout;
  const kept = all.flatMap((relation): Relation[] => {
    const [from, to] = [names.ofSpan(relation.from), names.ofSpan(relation.to)];
    if (from !== null && to !== null) return [{ ...relation, id: names.claim(relation.id, "r"), from, to }];
    notices.push(notice("relation-without-entity", { id: relation.id, type: relation.type }));
    return [];
  });
  return kept.length ? { relations: kept } : {};
}
