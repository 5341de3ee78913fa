/**
 * What must hold between a document's fields, beyond the shape of each: the invariants that every edit keeps and that
 * `galley verify` proves. Pure; the caller supplies the decoded source.
 */
import { type Block, blocksOf, type GalleyDocument } from "./document.ts";
import { CodePointText } from "./offsets.ts";
import { piecesText } from "./pieces.ts";

export interface Problem {
  /** Stable name of the broken rule, e.g. "pieces-text". */
  rule: string;
  /** Where: "b12", "b12/e3", "document". */
  place: string;
  message: string;
}

/**
 * Every broken invariant of a document; empty when it is sound.
 * @param source the decoded source text, or null when it can't be read (then pieces are not compared)
 * @param isSound of blocks in which nothing was wrong before, and that have not changed since: only their ids are read
 */
export function verifyDocument(
  document: GalleyDocument,
  source: CodePointText | null,
  isSound: (block: Block) => boolean = () => false,
): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (rule, place, message) => problems.push({ rule, place, message });

  const seen = new Set<string>();
  const entities = new Set<string>();
  const claim = (id: string) => {
    if (seen.has(id)) report("unique-id", id, `the id ${id} is used more than once`);
    seen.add(id);
  };

  if (source && source.length !== document.source.length) {
    report(
      "source-length",
      "document",
      `the source has ${source.length} characters, the document says ${document.source.length}`,
    );
  }
  for (const article of document.articles) claim(article.id);
  for (const block of blocksOf(document)) {
    claim(block.id);
    for (const { id } of block.entities) {
      claim(id);
      entities.add(id);
    }
    if (!isSound(block)) verifyBlock(block, source, report);
  }
  for (const { id, from, to } of document.relations ?? []) {
    claim(id);
    const lost = [from, to].find((end) => !entities.has(end));
    if (lost !== undefined) report("relation-end", id, `it names the entity ${lost}, which is not in the document`);
  }
  return problems;
}

type Report = (rule: string, place: string, message: string) => void;

/** What must hold within a block. */
function verifyBlock(block: Block, source: CodePointText | null, report: Report): void {
  if (!block.text.isWellFormed()) report("well-formed", block.id, "the text holds half a character (a lone surrogate)");

  const outside = block.pieces.find(
    (piece) =>
      "source" in piece && (piece.source[0] > piece.source[1] || (source !== null && piece.source[1] > source.length)),
  );
  if (outside && "source" in outside) {
    report("pieces-range", block.id, `a piece points at [${outside.source.join(", ")}], outside the source`);
  } else if (source && piecesText(block.pieces, source) !== block.text) {
    report("pieces-text", block.id, "the text is not what its pieces make");
  }

  const text = new CodePointText(block.text);
  for (const entity of block.entities) {
    const wrong = (rule: string, message: string) => report(rule, `${block.id}/${entity.id}`, message);
    if (entity.start >= entity.end || entity.end > text.length) {
      wrong("entity-range", `[${entity.start}, ${entity.end}) is not a range of a text of ${text.length} characters`);
      continue;
    }
    const covered = text.slice(entity.start, entity.end);
    if (covered !== entity.text) wrong("entity-text", `it says “${entity.text}”, the text there is “${covered}”`);
    if (!covered.trim()) wrong("entity-blank", "it covers nothing but space");
  }
}
