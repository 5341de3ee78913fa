/**
 * One entity as the overviews see it: what it is and what it names, as numbers of dictionaries that the caller keeps.
 * Must not know: where entities come from.
 */
export interface Mention {
  type: number;
  /** Whom or what it names: the registry's entry or, where it names none, its text as that type. */
  who: number;
  /** Order of its block and of its article in the page. Mentions come in the order of both. */
  block: number;
  article: number;
}

export const scopes = ["block", "article"] as const;
/** Where entities stand together. */
export type Scope = (typeof scopes)[number];

/** Visits a page's blocks or articles that hold any mention: whom they name, each once. */
export function eachUnit(mentions: readonly Mention[], scope: Scope, visit: (whos: ReadonlySet<number>) => void): void {
  let whos = new Set<number>();
  let unit = -1;
  for (const mention of mentions) {
    if (mention[scope] !== unit && whos.size) {
      visit(whos);
      whos = new Set();
    }
    unit = mention[scope];
    whos.add(mention.who);
  }
  if (whos.size) visit(whos);
}
