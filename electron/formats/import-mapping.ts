/**
 * From a file's own names of entity types and roles to the corpus's. In this order: what the person chose for the format
 * (`settings.importMapping`), an id of the corpus, the same id or label in other letters; what is left is new to the
 * corpus. Must not know: disk, particular formats.
 */
import { typeForName } from "../../shared/entities/tagset/add-type.ts";
import type { Article, Entity } from "../../shared/model/document.ts";
import type { CorpusSettings, EntityType, Label, Role } from "../../shared/model/settings.ts";
import type { ImportedPage } from "./format.ts";

export interface PageNames {
  types: string[];
  roles: string[];
}

/** What the page calls its entities' types and its blocks' roles, each once. */
export function namesIn(articles: readonly Article[]): PageNames {
  const types = new Set<string>();
  const roles = new Set<string>();
  for (const article of articles) {
    for (const block of article.blocks) {
      roles.add(block.role);
      for (const entity of block.entities) types.add(entity.type);
    }
  }
  return { types: [...types], roles: [...roles] };
}

interface Named {
  id: string;
  label: Label;
}

const folded = (name: string) => name.normalize("NFKC").trim().toLowerCase();

function byName(name: string, known: readonly Named[], exactly: boolean): string | null {
  if (known.some(({ id }) => id === name)) return name;
  if (exactly) return null;
  const wanted = folded(name);
  const same = known.find(({ id, label }) => [id, label.zh, label.en].some((each) => folded(each) === wanted));
  return same?.id ?? null;
}

export interface NameMapping {
  /** Id by the file's name; "" for entities that are left out; null for a type that the corpus doesn't have. */
  type(name: string): string | null;
  role(name: string): string | null;
}

/** @param exactly only ids count, not labels or letters' case: for files that hold Galley's own documents */
export function mappingFor(settings: CorpusSettings, format: string, exactly = false): NameMapping {
  const chosen = settings.importMapping?.[format];
  const own = (record: Record<string, string> | undefined, name: string) =>
    record && Object.hasOwn(record, name) ? (record[name] as string) : null;
  return {
    type: (name) => own(chosen?.types, name) ?? byName(name, settings.entityTypes, exactly),
    role: (name) => own(chosen?.roles, name) ?? byName(name, settings.roles, exactly),
  };
}

/** The settings with what names need that they don't have, or the same when nothing is missing. */
export function withNewNames(
  settings: CorpusSettings,
  names: PageNames,
  format: string,
  exactly = false,
): { settings: CorpusSettings; types: EntityType[]; roles: Role[] } {
  const mapping = mappingFor(settings, format, exactly);
  const types: EntityType[] = [];
  for (const name of names.types)
    if (mapping.type(name) === null) types.push(typeForName(name, [...settings.entityTypes, ...types]));
  const roles = names.roles
    .filter((name) => mapping.role(name) === null)
    .map((name): Role => ({ id: name, label: { zh: name, en: name }, key: "" }));
  if (!types.length && !roles.length) return { settings, types, roles };
  const entityTypes = [...settings.entityTypes, ...types];
  return { settings: { ...settings, entityTypes, roles: [...settings.roles, ...roles] }, types, roles };
}

/** The page with the corpus's names. What the mapping doesn't know stays as it is. */
export function mapPage(page: ImportedPage, mapping: NameMapping): ImportedPage {
  let left = 0;
  const entities = (list: readonly Entity[]) =>
    list.flatMap((entity) => {
      const type = mapping.type(entity.type) ?? entity.type;
      if (!type) left++;
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
  if (!left) return { ...page, articles };
  const notices = [...(page.notices ?? []), `${left} entities of types that were chosen to be left out`];
  return { ...page, articles, notices };
}
