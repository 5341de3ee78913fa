/**
 * From what is wanted of entities in the whole corpus to a plan: which places, what happens at each, and what becomes of
 * the registry. The window and the command line ask the same.
 */

import type { EntityChange } from "../../../shared/entities/entity-changes.ts";
import { entriesFor, longerNames } from "../../../shared/entities/link.ts";
import type { EntityRequest } from "../../../shared/entities/plan-request.ts";
import { otherNames } from "../../../shared/entities/variants.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { Label, RegistryEntry } from "../../../shared/model/settings.ts";
import type { EntityFilter, EntityPlace } from "../../index/entity-table.ts";
import type { SpreadPlace } from "../../search/messages.ts";
import type { SearchOptions } from "../../search/search-thread.ts";
import type { Corpus } from "../corpus.ts";
import { EntityPlan, type EntityPlanPlace, type EntityRule, type PlannedEntities } from "./entity-plan.ts";
import { planHits, refuseNowhere, valuesFor } from "./plan-hits.ts";
import { edited, editedUnnamed, Links } from "./registry-links.ts";

/** @throws GalleyError usage, not-found (an entry), cancelled, corpus-gone, corpus-damaged, disk-error */
export async function planEntities(
  corpus: Corpus,
  request: EntityRequest,
  options: SearchOptions = {},
): Promise<EntityPlan> {
  const { entities: entries } = await corpus.readRegistry();
  return new EntityPlan(corpus, await planned(corpus, request, entries, options));
}

async function planned(
  corpus: Corpus,
  request: EntityRequest,
  entries: readonly RegistryEntry[],
  options: SearchOptions,
): Promise<PlannedEntities> {
  const links = new Links(entries, corpus.settings);
  switch (request.do) {
    case "tag":
      return await planTag(corpus, request, entries, links, options);
    case "untag": {
      const { text, type } = request;
      const filter = { text, ...(type === null ? {} : { type }) };
      const label = type === null ? text : `${text} ${type}`;
      const plan = await planExisting(corpus, filter, { kind: "untag", label }, (place) => {
        return { rule: "untag", to: null, change: { do: "untag", entity: place.id } };
      });
      return { ...plan, files: links.files(refsOf(plan)) };
    }
    case "retype": {
      const { text, from, to } = request;
      refuseUnknownType(corpus, to);
      const label = `${text} ${from} → ${to}`;
      const ref = links.refFor(text, to);
      const plan = await planExisting(corpus, { text, type: from }, { kind: "retype", label }, (place) => {
        return { rule: "retype", to, change: { do: "retype", entity: place.id, type: to, ref } };
      });
      return { ...plan, files: links.files(refsOf(plan)) };
    }
    case "link": {
      const entry = get(entries, request.ref);
      const { text, type } = request;
      const label = `${text} → ${entry.name}`;
      return await planExisting(corpus, { text, type, refs: null }, { kind: "registry", label }, linkTo(entry));
    }
    case "merge": {
      const into = get(entries, request.into);
      const from = request.from.filter((id) => id !== into.id).map((id) => get(entries, id));
      const label = `${from.map(({ name }) => name).join("、")} → ${into.name}`;
      const refs = from.map(({ id }) => id);
      const plan = await planExisting(corpus, { refs }, { kind: "registry", label }, linkTo(into));
      const merging = editedUnnamed(refs, (gone) => [{ do: "merge", from: gone, into: into.id }]);
      return { ...plan, files: { registryAfter: merging } };
    }
    case "split": {
      const old = get(entries, request.id);
      const wanted = new Set(request.entities.map(({ document, entity }) => `${document} ${entity}`));
      const label = `${old.name} → ${request.entry.name}`;
      const plan = await planExisting(corpus, { refs: [old.id] }, { kind: "registry", label }, (place) =>
        wanted.has(`${place.document} ${place.id}`) ? linkTo(request.entry)(place) : null,
      );
      return { ...plan, files: { registry: edited([{ do: "add", entry: request.entry }]) } };
    }
    case "retag": {
      refuseUnknownType(corpus, request.type);
      const { id, name, type } = get(entries, request.id);
      const label = `${name} ${type} → ${request.type}`;
      const plan = await planExisting(corpus, { refs: [id] }, { kind: "registry", label }, (place) =>
        place.type === request.type
          ? null
          : {
              rule: "retype",
              to: request.type,
              change: { do: "retype", entity: place.id, type: request.type, ref: id },
            },
      );
      return { ...plan, files: { registry: edited([{ do: "change", id, set: { type: request.type } }]) } };
    }
    case "hits":
      if ("type" in request.act && request.act.type !== null) refuseUnknownType(corpus, request.act.type);
      return await planHits(corpus, request, links, options);
    case "remove": {
      const gone = request.ids.map((id) => get(entries, id));
      const label = gone.length > 3 ? `${gone[0]?.name} … (${gone.length})` : gone.map(({ name }) => name).join("、");
      const plan = await planExisting(corpus, { refs: request.ids }, { kind: "registry", label }, (place) => {
        return { rule: "unlink", to: place.type, change: { do: "link", entity: place.id, ref: null } };
      });
      const removing = editedUnnamed(request.ids, (ids) => ids.map((id) => ({ do: "remove", id })));
      return { ...plan, files: { registryAfter: removing } };
    }
  }
}

async function planTag(
  corpus: Corpus,
  { text, type, ref, also = false, attributes = {} }: EntityRequest & { do: "tag" },
  entries: readonly RegistryEntry[],
  links: Links,
  options: SearchOptions,
): Promise<PlannedEntities> {
  refuseUnknownType(corpus, type);
  const own = corpus.settings.entityTypes.filter(({ id }) => id === type);
  refuseNowhere(attributes, own);
  const said = valuesFor(attributes, own[0]);
  if (text !== text.trim()) throw new GalleyError("usage", "The text to tag is empty or has space at its edges.");
  if (ref && !entries.some(({ id }) => id === ref))
    throw new GalleyError("usage", `There is no entry “${ref}” in entities.json.`, { id: ref });
  const known = ref === undefined ? entriesFor(text, type, entries) : entries.filter(({ id }) => id === ref);
  const others = also ? otherNames(text, known.length === 1 ? (known[0] ?? null) : null) : [];
  const texts = [{ name: text, kind: "tag" as const }, ...others];
  const wanted = texts.map(({ name }) => ({ text: name, longer: longerNames(name, entries) }));
  const { documents, places } = await corpus.spread({ texts: wanted, type }, options);
  const isAny = places.some(({ conflict }) => !conflict);
  const id = ref === undefined ? (isAny ? links.refFor(text, type) : null) : ref;
  const several = known.length > 1 ? severalOfTheName(text, known.length) : none;
  const planPlace = ({ conflict, name, ...at }: SpreadPlace): EntityPlanPlace => {
    const { name: own, kind } = texts[name] ?? { name: text, kind: "tag" };
    return conflict
      ? {
          ...at,
          from: conflict.kind === "other-type" ? conflict.type : null,
          to: null,
          ref: null,
          rule: "held",
          message: inTheWay(conflict),
          change: null,
        }
      : {
          ...at,
          from: null,
          ref: null,
          to: type,
          rule: kind,
          message: kind === "tag" ? several : otherNameOf(text),
          change: {
            do: "tag",
            block: at.block,
            start: at.start,
            end: at.end,
            type,
            text: own,
            source: "tag",
            ref: id,
            attributes: said,
          },
        };
  };
  return {
    operation: { kind: "tag", label: `${text} → ${type}` },
    documents,
    places: places.map(planPlace),
    files: links.files(),
  };
}

/** What happens to an entity that is there; null for nothing. */
type Decide = (
  place: EntityPlace,
) => { rule: EntityRule; to: string | null; message?: Label; change: EntityChange } | null;

const linkTo =
  ({ id, name }: Pick<RegistryEntry, "id" | "name">): Decide =>
  (place) => {
    return {
      rule: "link",
      to: place.type,
      message: { zh: `→ ${name}`, en: `→ ${name}` },
      change: { do: "link", entity: place.id, ref: id },
    };
  };

async function planExisting(
  corpus: Corpus,
  filter: EntityFilter,
  operation: PlannedEntities["operation"],
  decide: Decide,
): Promise<PlannedEntities> {
  const documents: { id: string; title: string; hash: string }[] = [];
  const places: EntityPlanPlace[] = [];
  for (const place of await corpus.findEntities(filter)) {
    const decided = decide(place);
    if (!decided) continue;
    const { document: id, title, hash, block, role, start, end, type, ref } = place;
    if (documents.at(-1)?.id !== id) documents.push({ id, title, hash });
    places.push({
      message: none,
      ...decided,
      document: documents.length - 1,
      block,
      role,
      start,
      end,
      from: type,
      ref,
    });
  }
  return { operation, documents, places };
}

/** Entries that the entities of a plan name before it. */
const refsOf = ({ places }: PlannedEntities) => new Set(places.map(({ ref }) => ref));

function get(entries: readonly RegistryEntry[], id: string): RegistryEntry {
  const entry = entries.find((one) => one.id === id);
  if (!entry) throw new GalleyError("not-found", `There is no entry “${id}” in entities.json.`, { id });
  return entry;
}

function refuseUnknownType(corpus: Corpus, type: string): void {
  const types = corpus.settings.entityTypes.map(({ id }) => id);
  if (types.includes(type)) return;
  const all = types.join(", ") || "none";
  throw new GalleyError("usage", `“${type}” is no entity type of this corpus; it has ${all}.`, { name: type });
}

const none: Label = { zh: "", en: "" };

function severalOfTheName(text: string, count: number): Label {
  return { zh: `有 ${count} 个“${text}”，未关联`, en: `${count} entries are called “${text}”: linked to none` };
}

function otherNameOf(text: string): Label {
  return { zh: `即“${text}”`, en: `the same as “${text}”` };
}

/** Why a place is left alone. */
export function inTheWay({ kind, type, text }: NonNullable<SpreadPlace["conflict"]>): Label {
  const what = `${type} ${text}`;
  switch (kind) {
    case "other-type":
      return { zh: `已标为 ${what}`, en: `it is tagged as ${what}` };
    case "inside-entity":
      return { zh: `在 ${what} 之内`, en: `it lies inside ${what}` };
    case "around-entity":
      return { zh: `其中已有 ${what}`, en: `it holds ${what}` };
    case "across-entity":
      return { zh: `与 ${what} 交叉`, en: `it crosses ${what}` };
    case "inside-name":
      return { zh: `是更长的名称 ${what} 的一部分`, en: `it is part of the registered ${what}` };
  }
}
