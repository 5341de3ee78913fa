/** A plan from what a search by annotation found: names to tag, tags to take off, types to change. */
import type { SearchHit } from "../../../shared/api.ts";
import type { HitAction, HitsRequest } from "../../../shared/entities/plan-request.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { SearchOptions } from "../../search/search-thread.ts";
import type { Corpus } from "../corpus.ts";
import type { EntityPlanPlace, PlannedEntities } from "./entity-plan.ts";
import type { Links } from "./registry-links.ts";

/** Hits that are asked for at once. */
const PAGE = 5000;

/** @throws GalleyError usage, and as searching */
export async function planHits(
  corpus: Corpus,
  { query, only, act }: HitsRequest,
  links: Links,
  options: SearchOptions,
): Promise<PlannedEntities> {
  if (!query.annotation) throw new GalleyError("usage", "Only what a search by annotation found can be tagged.");
  const documents: { id: string; title: string; hash: string }[] = [];
  const places: EntityPlanPlace[] = [];
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const page = await corpus.searchFiles({ ...query, sort: "page" }, offset, PAGE, options);
    total = page.total;
    for (const hit of page.hits) {
      const { document: id, title, block, role, start, end } = hit;
      if (only && (only.document !== id || only.block !== block || only.start !== start || only.end !== end)) continue;
      const decided = decide(hit, act, links);
      if (!decided) continue;
      if (documents.at(-1)?.id !== id) documents.push({ id, title, hash: page.hashes[id] ?? "" });
      places.push({ ...decided, document: documents.length - 1, block, role, start, end, message: { zh: "", en: "" } });
    }
  }
  const what = query.text || (query.type ?? "");
  const labels = { tag: what, untag: what, retype: act.do === "retype" ? `${what} → ${act.type}` : "" };
  const lost = act.do === "tag" ? [] : places.map(({ ref }) => ref);
  return { operation: { kind: act.do, label: labels[act.do].trim() }, documents, places, files: links.files(lost) };
}

/** What happens to a hit; null for nothing. */
function decide(
  { block, start, end, match, tag }: SearchHit,
  act: HitAction,
  links: Links,
): Pick<EntityPlanPlace, "from" | "to" | "ref" | "rule" | "change"> | null {
  if (!tag) return null;
  if (act.do === "tag") {
    if (tag.id !== null) return null;
    const type = act.type ?? tag.type;
    const ref = type === tag.type ? tag.ref : links.refFor(match, type);
    const change = { do: "tag", block, start, end, type, text: match, source: "tag", ref } as const;
    return { rule: "tag", from: null, to: type, ref: null, change };
  }
  if (tag.id === null) return null;
  const known = { from: tag.type, ref: tag.ref };
  if (act.do === "untag") return { ...known, rule: "untag", to: null, change: { do: "untag", entity: tag.id } };
  if (act.type === tag.type) return null;
  const ref = links.refFor(match, act.type);
  return { ...known, rule: "retype", to: act.type, change: { do: "retype", entity: tag.id, type: act.type, ref } };
}
