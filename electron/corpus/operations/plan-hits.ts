/** A plan from what a search by annotation found: names to tag, tags to take off, types to change. */
import type { SearchHit } from "../../../shared/api.ts";
import type { HitAction, HitsRequest } from "../../../shared/entities/plan-request.ts";
import { attributeValue } from "../../../shared/entities/tagset/attribute-value.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { EntityType } from "../../../shared/model/settings.ts";
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
  const types = corpus.settings.entityTypes;
  if (act.do === "set") refuseNowhere(act.attributes, types);
  const documents: { id: string; title: string; hash: string }[] = [];
  const places: EntityPlanPlace[] = [];
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const page = await corpus.searchFiles({ ...query, sort: "page" }, offset, PAGE, options);
    total = page.total;
    for (const hit of page.hits) {
      const { document: id, title, block, role, start, end } = hit;
      if (only && (only.document !== id || only.block !== block || only.start !== start || only.end !== end)) continue;
      const decided = act.do === "set" ? said(hit, act.attributes, types) : decide(hit, act, links);
      if (!decided) continue;
      if (documents.at(-1)?.id !== id) documents.push({ id, title, hash: page.hashes[id] ?? "" });
      places.push({ ...decided, document: documents.length - 1, block, role, start, end, message: { zh: "", en: "" } });
    }
  }
  const what = query.text || (query.type ?? "");
  const lost = act.do === "tag" || act.do === "set" ? [] : places.map(({ ref }) => ref);
  // To say something of entities is to tag them further.
  const operation = { kind: act.do === "set" ? "tag" : act.do, label: labelOf(act, what) } as const;
  return { operation, documents, places, files: links.files(lost) };
}

function labelOf(act: HitAction, what: string): string {
  if (act.do === "retype") return `${what} → ${act.type}`.trim();
  if (act.do !== "set") return what.trim();
  return `${what} ${Object.entries(act.attributes).map(([id, value]) => `${id}=${value}`)}`.trim();
}

/** What is said of a hit; null where its type has none of the attributes, or no such value of them. */
function said(
  { tag }: SearchHit,
  attributes: Readonly<Record<string, string>>,
  types: readonly EntityType[],
): Decided | null {
  if (!tag || tag.id === null) return null;
  const set = valuesFor(
    attributes,
    types.find(({ id }) => id === tag.type),
  );
  if (!Object.keys(set).length) return null;
  const change = { do: "attributes", entity: tag.id, set } as const;
  return { rule: "set", from: tag.type, to: tag.type, ref: tag.ref, change };
}

/** Values as they are kept, of those attributes that the type has. */
export function valuesFor(
  attributes: Readonly<Record<string, string>>,
  type: EntityType | undefined,
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [id, typed] of Object.entries(attributes)) {
    const attribute = type?.attributes?.find((one) => one.id === id);
    const value = attribute ? attributeValue(attribute, typed) : null;
    if (value !== null) values[id] = value;
  }
  return values;
}

/** @throws GalleyError usage for an attribute that no type has, or has no such value of */
export function refuseNowhere(attributes: Readonly<Record<string, string>>, types: readonly EntityType[]): void {
  for (const [id, value] of Object.entries(attributes)) {
    if (types.some((type) => Object.hasOwn(valuesFor({ [id]: value }, type), id))) continue;
    const owners = types.filter((type) => type.attributes?.some((one) => one.id === id)).map((type) => type.id);
    const reason = owners.length ? `“${value}” is no value of it (${owners.join(", ")})` : "no such type has it";
    throw new GalleyError("usage", `The attribute “${id}” can't be set: ${reason}.`, { name: id });
  }
}

type Decided = Pick<EntityPlanPlace, "from" | "to" | "ref" | "rule" | "change">;

/** What happens to a hit; null for nothing. */
function decide(
  { block, start, end, match, tag }: SearchHit,
  act: Exclude<HitAction, { do: "set" }>,
  links: Links,
): Decided | null {
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
