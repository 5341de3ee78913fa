/**
 * From a file's own names of entity types and roles to the corpus's. In this order: what the person chose for the format
 * (`settings.importMapping`), an id of the corpus, the same id or label in other letters; what is left is new to the
 * corpus. Must not know: disk, particular formats.
 */

import { relationTypeForName, typeForName } from "../../shared/entities/tagset/add-type.ts";
import { notice } from "../../shared/exchange-notices.ts";
import type { Entity } from "../../shared/model/document.ts";
import type { CorpusSettings, EntityType, Label, RelationType, Role } from "../../shared/model/settings.ts";
import type { ImportedPage } from "./format.ts";

export interface PageNames {
  types: string[];
  roles: string[];
  /** Types of relations. */
  relations: string[];
}

/** What the page calls its entities' and entries' types, its blocks' roles and its relations, each once. */
export function namesIn({
  articles,
  entries = [],
  rest,
}: Pick<ImportedPage, "articles" | "entries" | "rest">): PageNames {
  const types = new Set(entries.map(({ type }) => type));
  const roles = new Set<string>();
  for (const article of articles) {
    for (const block of article.blocks) {
      roles.add(block.role);
      for (const entity of block.entities) types.add(entity.type);
    }
  }
  const relations = new Set(rest?.relations?.map((relation) => relation.type));
  return { types: [...types], roles: [...roles], relations: [...relations] };
}

interface Named {
  id: string;
  label: Label;
}

/** What can be an id; a name that can't was given another one, and is known by its label. */
const validId = /^[A-Za-z][A-Za-z0-9_-]{0,31}$/;

const folded = (name: string) => name.normalize("NFKC").trim().toLowerCase();

function byName(name: string, known: readonly Named[], exactly: boolean): string | null {
  if (known.some(({ id }) => id === name)) return name;
  if (exactly && validId.test(name)) return null;
  const wanted = folded(name);
  const same = known.find(({ id, label }) => [id, label.zh, label.en].some((each) => folded(each) === wanted));
  return same?.id ?? null;
}

export interface NameMapping {
  /** Id by the file's name; "" for entities that are left out; null for a type that the corpus doesn't have. */
  type(name: string): string | null;
  role(name: string): string | null;
  relation(name: string): string | null;
}

/** @param exactly a name that can be an id is one, whatever labels say: for files that hold Galley's own documents */
export function mappingFor(settings: CorpusSettings, format: string, exactly = false): NameMapping {
  const chosen = settings.importMapping?.[format];
  const own = (record: Record<string, string> | undefined, name: string) =>
    record && Object.hasOwn(record, name) ? (record[name] as string) : null;
  return {
    type: (name) => own(chosen?.types, name) ?? byName(name, settings.entityTypes, exactly),
    role: (name) => own(chosen?.roles, name) ?? byName(name, settings.roles, exactly),
    relation: (name) => byName(name, settings.relationTypes ?? [], exactly),
  };
}

/** What the corpus's tagset doesn't have of a page's names. */
export interface NewNames {
  types: EntityType[];
  roles: Role[];
  relations: RelationType[];
}

/** The settings with what names need that they don't have, or the same when nothing is missing. */
export function withNewNames(
  settings: CorpusSettings,
  names: PageNames,
  format: string,
  exactly = false,
): { settings: CorpusSettings; added: NewNames } {
  const mapping = mappingFor(settings, format, exactly);
  const added: NewNames = { types: [], roles: [], relations: [] };
  const relationTypes = settings.relationTypes ?? [];
  for (const name of names.types)
    if (mapping.type(name) === null) added.types.push(typeForName(name, [...settings.entityTypes, ...added.types]));
  for (const name of names.roles)
    if (mapping.role(name) === null) added.roles.push({ id: name, label: { zh: name, en: name }, key: "" });
  for (const name of names.relations)
    if (mapping.relation(name) === null)
      added.relations.push(relationTypeForName(name, [...relationTypes, ...added.relations]));
  const { types, roles, relations } = added;
  if (!types.length && !roles.length && !relations.length) return { settings, added };
  const changed = {
    ...settings,
    entityTypes: [...settings.entityTypes, ...types],
    roles: [...settings.roles, ...roles],
    ...(relations.length ? { relationTypes: [...relationTypes, ...relations] } : {}),
  };
  return { settings: changed, added };
}

/** The page with the corpus's names. What the mapping doesn't know stays as it is. */
export function mapPage(page: ImportedPage, mapping: NameMapping): ImportedPage {
  const left = new Set<string>();
  const entities = (list: readonly Entity[]) =>
    list.flatMap((entity) => {
      const type = mapping.type(entity.type) ?? entity.type;
      if (!type) left.add(entity.id);
      return type ? [{ ...entity, type }] : [];
    });
  const articles = page.articles.map((article) => ({
    ...article,
    blocks: article.blocks.map((block) => ({
      ...block,
      role: mapping.role(block.role) ?? block.role,
      entities: entities(block.entities),
    })),
  }));
  const mapped: ImportedPage = { ...page, articles };
  if (page.entries)
    mapped.entries = page.entries.map((entry) => ({ ...entry, type: mapping.type(entry.type) ?? entry.type }));
  if (page.rest?.relations) {
    const relations = page.rest.relations
      .filter(({ from, to }) => !left.has(from) && !left.has(to))
      .map((relation) => ({ ...relation, type: mapping.relation(relation.type) ?? relation.type }));
    mapped.rest = { ...page.rest, relations };
  }
  if (left.size) mapped.notices = [...(page.notices ?? []), notice("types-left-out", { n: left.size })];
  return mapped;
}
