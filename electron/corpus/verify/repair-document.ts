/**
 * Mending a document's broken invariants, as far as that needs no guess: text is never changed, an entity moves only
 * where its words occur exactly once, and what can't be kept is said. Pure.
 */
import type { Block, Entity, GalleyDocument, Piece } from "../../../shared/model/document.ts";
import { type IdKind, newId } from "../../../shared/model/ids.ts";
import { CodePointText, codePointLength } from "../../../shared/model/offsets.ts";
import { joinPieces, piecesText, slicePieces } from "../../../shared/model/pieces.ts";
import { withoutLostRelations } from "../../../shared/model/relations.ts";
import { type Problem, verifyDocument } from "../../../shared/model/verify.ts";

export interface Repair {
  document: GalleyDocument;
  /** What was done about each problem, in the order of the problems; null where nothing could be done safely. */
  done: { problem: Problem; action: string | null }[];
}

/** @param source the decoded source, or null when it can't be read (then pieces are left alone) */
export function repairDocument(document: GalleyDocument, source: CodePointText | null): Repair {
  const problems = verifyDocument(document, source);
  const actions = new Map<string, string>();
  const note = (rule: string, place: string, action: string) => actions.set(`${rule} ${place}`, action);

  const seen = new Set<string>();
  const claim = (kind: IdKind, id: string) => {
    if (!seen.has(id)) {
      seen.add(id);
      return id;
    }
    const fresh = newId(kind);
    note("unique-id", id, "the later ones got new ids");
    seen.add(fresh);
    return fresh;
  };

  const articles = document.articles.map((article) => ({ ...article, id: claim("a", article.id) }));
  const mended: GalleyDocument = {
    ...document,
    source: source ? repairLength(document, source, note) : document.source,
    articles: articles.map((article) => ({
      ...article,
      blocks: article.blocks.map((block) => {
        const { pieces } = source ? repairPieces(block, source, note) : block;
        const entities = repairEntities(block, note).map((entity) => ({ ...entity, id: claim("e", entity.id) }));
        return { ...block, id: claim("b", block.id), pieces, entities };
      }),
    })),
  };
  if (mended.relations) mended.relations = mended.relations.map((each) => ({ ...each, id: claim("r", each.id) }));
  const repaired = withoutLostRelations(mended, ({ id, type, from, to }) =>
    note("relation-end", id, `taken out: ${JSON.stringify({ type, from, to })}`),
  );
  // What still is wrong was not mended, whatever was tried.
  const left = new Set(verifyDocument(repaired, source).map((problem) => `${problem.rule} ${problem.place}`));
  const done = problems.map((problem) => {
    const key = `${problem.rule} ${problem.place}`;
    return { problem, action: left.has(key) ? null : (actions.get(key) ?? null) };
  });
  return { document: repaired, done };
}

type Note = (rule: string, place: string, action: string) => void;

function repairLength(document: GalleyDocument, source: CodePointText, note: Note): GalleyDocument["source"] {
  if (document.source.length !== source.length) note("source-length", "document", "set to the source's length");
  return { ...document.source, length: source.length };
}

/** Keeps the text as the editor saw it, and of the pieces what still makes its beginning and its end. */
function repairPieces(block: Block, source: CodePointText, note: Note): { pieces: Piece[] } {
  const made = piecesText(block.pieces, source);
  const inside = block.pieces.every(
    (piece) => !("source" in piece) || (piece.source[0] <= piece.source[1] && piece.source[1] <= source.length),
  );
  if (inside && made === block.text) return block;
  const action = "the text was kept, its changed part counts as inserted";
  note("pieces-range", block.id, action);
  note("pieces-text", block.id, action);
  if (!inside) return { pieces: joinPieces([{ inserted: block.text }]) };

  const [was, is] = [Array.from(made), Array.from(block.text)];
  let start = 0;
  while (start < was.length && start < is.length && was[start] === is[start]) start++;
  let end = 0;
  while (end < was.length - start && end < is.length - start && was.at(-1 - end) === is.at(-1 - end)) end++;
  const middle = is.slice(start, is.length - end).join("");
  return {
    pieces: joinPieces(
      slicePieces(block.pieces, 0, start),
      [{ inserted: middle }],
      slicePieces(block.pieces, was.length - end, was.length),
    ),
  };
}

function repairEntities(block: Block, note: Note): Entity[] {
  const text = new CodePointText(block.text);
  return block.entities.flatMap((entity) => {
    const place = `${block.id}/${entity.id}`;
    const say = (action: string) => {
      for (const rule of ["entity-range", "entity-text", "entity-blank"]) note(rule, place, action);
    };
    const inRange = entity.start < entity.end && entity.end <= text.length;
    if (inRange && text.slice(entity.start, entity.end) === entity.text && entity.text.trim()) return [entity];
    const at = entity.text.trim() ? block.text.indexOf(entity.text) : -1;
    if (at < 0 || block.text.indexOf(entity.text, at + 1) >= 0) {
      const why = at < 0 ? "does not occur" : "occurs more than once";
      say(`taken out, for its text ${why} in the block: ${JSON.stringify(entity)}`);
      return [];
    }
    const start = text.toCodePoint(at);
    say(`moved to [${start}, ${start + codePointLength(entity.text)}), where its text is`);
    return [{ ...entity, start, end: start + codePointLength(entity.text) }];
  });
}
