/** Which commands a few typed letters mean: fuzzy over both languages, the recently used first when nothing is typed. */
import fuzzysort from "fuzzysort";

export interface Candidate {
  id: string;
  zh: string;
  en: string;
}

/** Ids of the matching candidates, best first. */
export function rank<C extends Candidate>(candidates: readonly C[], typed: string, recent: readonly string[]): C[] {
  const query = typed.trim();
  if (!query) {
    const place = (id: string) => (recent.includes(id) ? recent.indexOf(id) : recent.length);
    return [...candidates].sort((a, b) => place(a.id) - place(b.id));
  }
  return fuzzysort.go(query, candidates, { keys: ["zh", "en"], threshold: 0.2, limit: 0 }).map((result) => result.obj);
}

/** The recently used ids after this one was used, latest first. */
export function used(recent: readonly string[], id: string, kept = 8): string[] {
  return [id, ...recent.filter((other) => other !== id)].slice(0, kept);
}
