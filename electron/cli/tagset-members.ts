/** What `tagset` says of attributes and kinds of relations: its options, and what they make of a draft. */
import type { Command } from "commander";
import type { Draft, DraftAttribute, DraftRelation, DraftType } from "../../shared/entities/tagset/draft.ts";
import * as edit from "../../shared/entities/tagset/draft.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { Attribute, Label } from "../../shared/model/settings.ts";
import { pairsOf } from "./name-value.ts";

export interface MemberOptions {
  attribute?: string[];
  attributeName?: string[];
  renameAttribute?: string[];
  deleteAttribute?: string[];
  relation?: string[];
  relationName?: string[];
  renameRelation?: string[];
  mergeRelation?: string[];
  deleteRelation?: string[];
}

export function withMemberOptions(command: Command): Command {
  return command
    .option(
      "--attribute <type.id=kind...>",
      "an attribute of a type, new or changed; its kind is text, date, or what can be chosen: PER.sex=男|女",
    )
    .option("--attribute-name <type.id=name...>", "what an attribute is called, in one language or both: 性别/Sex")
    .option("--rename-attribute <type.id=new...>", "another id for an attribute; what was said by it stays")
    .option("--delete-attribute <type.id...>", "an attribute goes, and what was said by it")
    .option(
      "--relation <id=from:to...>",
      "a kind of relation, new or changed, and between which types: holds=PER:TITLE, part_of=ORG|LOC:ORG|LOC; empty for any",
    )
    .option("--relation-name <id=name...>", "what a kind of relation is called: 任职/Holds post")
    .option("--rename-relation <old=new...>", "another id for a kind of relation")
    .option("--merge-relation <a=b...>", "relations of kind A become B's, A goes")
    .option("--delete-relation <id...>", "a kind of relation goes, and its relations");
}

/** The draft with what the options say of its attributes and relations. @throws GalleyError usage */
export function withMembers(before: Draft, options: MemberOptions): Draft {
  let draft = before;
  for (const [path, kind] of pairsOf(options.attribute)) draft = withAttribute(draft, path, kind);
  for (const [path, name] of pairsOf(options.attributeName)) {
    const [type, { key, attribute }] = attributeAt(draft, path);
    draft = edit.changeAttribute(draft, type.key, key, { ...attribute, label: labelOf(name, attribute.id) });
  }
  for (const [path, id] of pairsOf(options.renameAttribute)) {
    const [type, { key, attribute }] = attributeAt(draft, path);
    draft = edit.changeAttribute(draft, type.key, key, { ...attribute, id });
  }
  for (const path of options.deleteAttribute ?? []) {
    const [type, { key }] = attributeAt(draft, path);
    draft = edit.removeAttribute(draft, type.key, key);
  }
  for (const [id, ends] of pairsOf(options.relation)) draft = withRelation(draft, id, ends);
  for (const [id, name] of pairsOf(options.relationName))
    draft = edit.changeRelation(draft, relationAt(draft, id).key, { label: labelOf(name, id) });
  for (const [from, to] of pairsOf(options.renameRelation)) {
    if (findRelation(draft, to))
      throw usage(`There is a kind of relation “${to}” already; --merge-relation joins two.`, to);
    draft = edit.changeRelation(draft, relationAt(draft, from).key, { id: to });
  }
  for (const [from, to] of pairsOf(options.mergeRelation)) {
    if (from === to) throw usage(`“${from}” can't be merged into itself.`, from);
    draft = edit.removeRelation(draft, relationAt(draft, from).key, relationAt(draft, to).key);
  }
  for (const id of options.deleteRelation ?? []) draft = edit.removeRelation(draft, relationAt(draft, id).key);
  return draft;
}

/** A name in the interface's two languages: 法规, or 法规/Law. */
export function labelOf(name: string, id: string): Label {
  const [zh = "", en = zh] = name.split("/").map((part) => part.trim());
  return { zh: zh || id, en: en || id };
}

function withAttribute(draft: Draft, path: string, given: string): Draft {
  const [type, id] = typeAt(draft, path);
  const choices = [...new Set(given.split("|").map((one) => one.trim()))].filter(Boolean);
  if (!choices.length) throw usage(`“${path}=${given}”: its kind is text, date, or choices divided by |.`, path);
  const isChoice = given !== "text" && given !== "date";
  const kind: Pick<Attribute, "kind" | "choices"> = isChoice ? { kind: "choice", choices } : { kind: given };
  const row = type.attributes.find(({ attribute }) => attribute.id === id);
  if (!row) return edit.addAttribute(draft, type.key, { id, label: labelOf(id, id), ...kind });
  const { choices: _, ...rest } = row.attribute;
  return edit.changeAttribute(draft, type.key, row.key, { ...rest, ...kind });
}

function withRelation(draft: Draft, id: string, ends: string): Draft {
  const [from, to, ...more] = ends.split(":");
  if (from === undefined || to === undefined || more.length)
    throw usage(`“${id}=${ends}”: write the types as FROM:TO, several divided by |, none for any.`, id);
  const keysOf = (list: string) =>
    list
      .split("|")
      .map((one) => one.trim())
      .filter(Boolean)
      .map((one) => typeOf(draft, one).key);
  const types = { from: keysOf(from), to: keysOf(to) };
  const row = findRelation(draft, id);
  if (row) return edit.changeRelation(draft, row.key, types);
  return edit.addRelation(draft, { id, label: labelOf(id, id), ...types });
}

function typeOf(draft: Draft, id: string): DraftType {
  const row = draft.types.find(({ type }) => type.id === id);
  if (row) return row;
  throw usage(`There is no entity type “${id}”. \`galley tagset DIR\` lists the types.`, id);
}

/** TYPE.ID */
function typeAt(draft: Draft, path: string): [DraftType, string] {
  const at = path.indexOf(".");
  if (at < 1 || at === path.length - 1) throw usage(`“${path}”: write an attribute as TYPE.ID, such as PER.sex.`, path);
  return [typeOf(draft, path.slice(0, at)), path.slice(at + 1)];
}

function attributeAt(draft: Draft, path: string): [DraftType, DraftAttribute] {
  const [type, id] = typeAt(draft, path);
  const row = type.attributes.find(({ attribute }) => attribute.id === id);
  if (!row) throw usage(`${type.type.id} has no attribute “${id}”. \`galley tagset DIR\` lists them.`, path);
  return [type, row];
}

const findRelation = (draft: Draft, id: string) => draft.relations.find(({ relation }) => relation.id === id);

function relationAt(draft: Draft, id: string): DraftRelation {
  const row = findRelation(draft, id);
  if (row) return row;
  throw usage(`There is no kind of relation “${id}”. \`galley tagset DIR\` lists them.`, id);
}

const usage = (message: string, name: string) => new GalleyError("usage", message, { name });
