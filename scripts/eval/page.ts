/** A page as the evaluation sees it: imported from its text, mended, and what was joined on the way. */
import type { GalleyDocument } from "../../shared/model/document.ts";
import { articlesFromText } from "../../shared/model/from-text.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import type { ProofingContext } from "../../shared/proofing/context.ts";
import type { Finding } from "../../shared/proofing/finding.ts";
import { type FixChoice, type Fixed, fix } from "../../shared/proofing/fix.ts";
import { Page } from "../../shared/proofing/page.ts";
import type { ScoredArticle } from "./score.ts";

export interface Source {
  document: GalleyDocument;
  text: CodePointText;
}

/** A document as an import of the text makes it. */
export function importText(name: string, text: string): Source {
  const points = new CodePointText(text);
  const source = { name, sha256: "0".repeat(64), encoding: "utf-8", length: points.length, importedAt: TIME };
  return {
    text: points,
    document: {
      format: "galley/document",
      version: 1,
      id: "EVALUATION",
      status: "new",
      source,
      meta: { title: "", publication: "", date: "", page: "", url: "" },
      articles: articlesFromText(text),
      dismissed: [],
      revision: 1,
      updatedAt: TIME,
      updatedBy: "eval",
    },
  };
}
const TIME = "2026-01-01T00:00:00.000Z";

export function scoredArticles(document: GalleyDocument): ScoredArticle[] {
  return document.articles.map(({ blocks }) => ({ blocks: blocks.map(({ role, text }) => ({ role, text })) }));
}

export interface Joined {
  left: string;
  right: string;
}

/** Mends a page and collects the texts on both sides of every join, as they stood just before. */
export function mend(source: Source, context: ProofingContext, choice: FixChoice): Fixed & { joins: Joined[] } {
  const joins = new Map<Finding, Joined[]>();
  const declined = (finding: Finding, document: GalleyDocument) => {
    joins.set(finding, joinsOf(finding, document));
    return false;
  };
  const fixed = fix(source.document, source.text, context, choice, { declined });
  return { ...fixed, joins: fixed.changes.flatMap(({ finding }) => joins.get(finding) ?? []) };
}

function joinsOf({ fix: edits }: Finding, document: GalleyDocument): Joined[] {
  const page = new Page(document, null);
  return (edits ?? []).flatMap((edit) => {
    const block = "block" in edit ? page.block(edit.block) : null;
    if (!block) return [];
    if (edit.do === "join") return [{ left: block.text, right: page.block(edit.next)?.text ?? "" }];
    if (edit.do !== "replace" || edit.text.includes("\n")) return [];
    const { points } = block;
    if (!points.slice(edit.start, edit.end).includes("\n")) return [];
    const split = (edits ?? []).some((other) => other.do === "split" && other.block === edit.block);
    const [left, right] = [points.slice(0, edit.start), points.slice(edit.end, points.length)];
    return split ? [] : [{ left: left.split("\n").at(-1) ?? "", right: right.split("\n")[0] ?? "" }];
  });
}
