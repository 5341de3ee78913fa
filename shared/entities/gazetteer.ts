/**
 * The registry as a table or as JSON, to be brought in and given away. Reading says what it can't use, by line; what
 * would come in is compared with what is there before anything is changed.
 * Must not know: files, encodings.
 */

import { parseJsonText } from "../model/json-text.ts";
import type { EntityType, Label, Registry, RegistryEntry } from "../model/settings.ts";
import { registryFormat } from "../model/settings.ts";
import { parseDelimited, readCell, separatorOf, writeCell } from "./delimited.ts";
import { addTo, nameKey } from "./name-key.ts";
import { nameProblem, type RegistryEdit, withAliases } from "./registry-edits.ts";

export const gazetteerFormats = ["csv", "tsv", "json"] as const;
export type GazetteerFormat = (typeof gazetteerFormats)[number];

const columns = ["id", "name", "type", "aliases", "link", "note"] as const;
type Column = (typeof columns)[number];

/** What a head may call a column, in small letters without spaces. */
const heads: Record<Column, readonly string[]> = {
  id: ["id", "编号", "編號", "标识"],
  name: [
    "name",
    "canonicalname",
    "label",
    "title",
    "entity",
    "名称",
    "名稱",
    "名字",
    "姓名",
    "名",
    "实体",
    "词",
    "词条",
    "地名",
    "机构名",
  ],
  type: ["type", "class", "category", "kind", "类型", "類型", "类别", "類別", "种类", "标签"],
  aliases: [
    "aliases",
    "alias",
    "altnames",
    "synonyms",
    "alsoknownas",
    "别名",
    "別名",
    "又名",
    "异名",
    "曾用名",
    "简称",
    "别称",
  ],
  link: ["link", "url", "uri", "wikidata", "qid", "address", "链接", "鏈接", "連結", "网址", "維基數據", "维基数据"],
  note: ["note", "notes", "comment", "description", "备注", "備註", "说明", "說明", "注释", "附注", "描述"],
};

/** A row that can be used. */
export interface GazetteerRow {
  /** Line of a table, or number of an item of a JSON list, from 1. */
  line: number;
  name: string;
  type: string;
  aliases: string[];
  link: string;
  note: string;
}

export interface GazetteerProblem {
  line: number;
  reason: Label;
}

export interface Gazetteer {
  rows: GazetteerRow[];
  problems: GazetteerProblem[];
}

export interface GazetteerOptions {
  types: readonly EntityType[];
  /** Type of rows that say none; null: such rows are problems. */
  type: string | null;
}

/** Reads a table or JSON, whichever the text is. */
export function readGazetteer(text: string, options: GazetteerOptions): Gazetteer {
  const plain = text.replace(/^\ufeff/, "");
  return /^\s*[[{]/.test(plain) ? readJson(plain, options) : readTable(plain, options);
}

function readTable(text: string, options: GazetteerOptions): Gazetteer {
  const separator = separatorOf(text);
  const [head, ...rest] = parseDelimited(text, separator);
  if (!head) return { rows: [], problems: [] };
  const places = head.cells.map(columnOf);
  const hasHead = places.includes("name");
  // A list of names needs no head.
  const isList = !hasHead && head.cells.length === 1;
  if (!hasHead && !isList)
    return problem(1, {
      zh: `第一行没有“名称”一列；可用的列名：${columns.map((column) => heads[column][0]).join("、")}，或中文名`,
      en: `the first line names no column “name”; columns are ${columns.join(", ")}, or their Chinese names`,
    });
  const gazetteer: Gazetteer = { rows: [], problems: [] };
  for (const { line, cells } of isList ? [head, ...rest] : rest) {
    const cellOf = (column: Column) => {
      const place = isList ? (column === "name" ? 0 : -1) : places.indexOf(column);
      return readCell((cells[place] ?? "").trim()).trim();
    };
    const aliases = splitAliases(cellOf("aliases"));
    const row = { name: cellOf("name"), type: cellOf("type"), aliases, link: cellOf("link"), note: cellOf("note") };
    add(gazetteer, line, row, options);
  }
  return gazetteer;
}

function readJson(text: string, options: GazetteerOptions): Gazetteer {
  let json: unknown;
  try {
    json = parseJsonText(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return problem(1, { zh: `不是有效的 JSON：${reason}`, en: `it is not valid JSON: ${reason}` });
  }
  const items = Array.isArray(json) ? json : (json as { entities?: unknown } | null)?.entities;
  if (!Array.isArray(items)) return problem(1, { zh: "没有条目列表", en: "it holds no list of entries" });
  const gazetteer: Gazetteer = { rows: [], problems: [] };
  for (const [index, item] of items.entries()) {
    const given = (item && typeof item === "object" ? item : { name: item }) as Record<string, unknown>;
    const text = (value: unknown) => (typeof value === "string" ? value.trim() : "");
    const aliases = Array.isArray(given.aliases) ? given.aliases.map(text) : splitAliases(text(given.aliases));
    const row = {
      name: text(given.name),
      type: text(given.type),
      aliases,
      link: text(given.link),
      note: text(given.note),
    };
    add(gazetteer, index + 1, row, options);
  }
  return gazetteer;
}

function add(
  gazetteer: Gazetteer,
  line: number,
  row: Omit<GazetteerRow, "line">,
  { types, type: usual }: GazetteerOptions,
): void {
  const refuse = (reason: Label) => gazetteer.problems.push({ line, reason });
  if (!row.name) return void refuse({ zh: "没有名称", en: "it has no name" });
  const bad = [row.name, ...row.aliases].find((name) => name && nameProblem(name));
  if (bad !== undefined) {
    const shown = Array.from(bad).slice(0, 20).join("");
    return void refuse({
      zh: `“${shown}”不能作名称：太长，或含换行、控制字符`,
      en: `“${shown}” can't be a name: ${nameProblem(bad)}`,
    });
  }
  const type = row.type ? typeOf(row.type, types) : usual;
  if (type === null)
    return void refuse(
      row.type
        ? { zh: `标签集里没有类型“${row.type}”`, en: `the tagset has no type “${row.type}”` }
        : { zh: "没有类型", en: "it has no type" },
    );
  gazetteer.rows.push({ ...row, line, type, aliases: withAliases(row.name, [], row.aliases) });
}

const folded = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]/g, "");

function columnOf(head: string): Column | null {
  const name = folded(head);
  return columns.find((column) => heads[column].includes(name)) ?? null;
}

/** By id or by either language's label. */
function typeOf(text: string, types: readonly EntityType[]): string | null {
  const wanted = folded(text);
  return types.find(({ id, label }) => [id, label.zh, label.en].some((one) => folded(one) === wanted))?.id ?? null;
}

/** By bars where there are any, else by semicolons and enumeration commas: a name may hold these. */
function splitAliases(text: string): string[] {
  const parts = /[|｜]/.test(text) ? text.split(/[|｜]/) : text.split(/[;；、]/);
  return parts.map((part) => part.trim()).filter(Boolean);
}

function problem(line: number, reason: Label): Gazetteer {
  return { rows: [], problems: [{ line, reason }] };
}

/** What bringing a gazetteer in would do. */
export interface GazetteerPlan {
  added: RegistryEntry[];
  /** Entries of the same name and type, which get what they lack. */
  merged: { id: string; name: string; line: number }[];
  /** Entries that say all of it already. */
  same: number;
  /** Rows that may or may not be an entry that is there. */
  doubtful: { row: GazetteerRow; entries: RegistryEntry[]; reason: Label }[];
  edits: RegistryEdit[];
}

/** @param newId called for each new entry. @param isNew whether doubtful rows become entries of their own */
export function planGazetteer(
  rows: readonly GazetteerRow[],
  registry: Registry,
  newId: () => string,
  isNew = false,
): GazetteerPlan {
  const plan: GazetteerPlan = { added: [], merged: [], same: 0, doubtful: [], edits: [] };
  const byName = new Map<string, RegistryEntry[]>();
  const byAlias = new Map<string, RegistryEntry[]>();
  const note = (entry: RegistryEntry) => {
    addTo(byName, nameKey(entry.type, entry.name), entry);
    for (const alias of entry.aliases) addTo(byAlias, nameKey(entry.type, alias), entry);
  };
  for (const entry of registry.entities) note(entry);
  // What the file itself said of an entry before.
  const current = new Map<string, RegistryEntry>();
  const fresh = new Set<string>();
  const create = ({ name, type, aliases, link, note: text }: GazetteerRow) => {
    const entry = { id: newId(), name, type, aliases, link, note: text };
    fresh.add(entry.id);
    current.set(entry.id, entry);
    note(entry);
  };
  for (const row of rows) {
    const named = byName.get(nameKey(row.type, row.name)) ?? [];
    const there = named.map((entry) => current.get(entry.id) ?? entry);
    const linked = row.link ? there.filter(({ link }) => link === row.link) : [];
    const [only] = linked.length === 1 ? linked : there.length === 1 ? there : [];
    const differs = only?.link && row.link && only.link !== row.link;
    const alias = byAlias.get(nameKey(row.type, row.name)) ?? [];
    if (only && !differs) {
      const entry = filled(only, row);
      if (entry === only) plan.same++;
      else if (fresh.has(only.id)) current.set(only.id, entry);
      else {
        if (!current.has(only.id)) plan.merged.push({ id: only.id, name: only.name, line: row.line });
        current.set(only.id, entry);
        plan.edits.push(...editsFor(only, entry));
      }
    } else if (!there.length && !alias.length) create(row);
    else if (isNew) create(row);
    else
      plan.doubtful.push({ row, entries: there.length ? there : alias, reason: doubt(row, there, Boolean(differs)) });
  }
  plan.added = [...fresh].flatMap((id) => current.get(id) ?? []);
  plan.edits.push(...plan.added.map((entry) => ({ do: "add" as const, entry })));
  return plan;
}

function doubt({ name }: GazetteerRow, there: readonly RegistryEntry[], differs: boolean): Label {
  if (differs) return { zh: `已有“${name}”，但链接不同`, en: `there is “${name}” with another link` };
  if (there.length > 1)
    return { zh: `已有 ${there.length} 个“${name}”`, en: `${there.length} entries are called “${name}”` };
  return { zh: `“${name}”已是别的条目的别名`, en: `“${name}” is an alias of another entry` };
}

function filled(entry: RegistryEntry, row: GazetteerRow): RegistryEntry {
  const aliases = withAliases(entry.name, entry.aliases, row.aliases);
  const next = { ...entry, aliases, link: entry.link || row.link, note: entry.note || row.note };
  const isSame = aliases.length === entry.aliases.length && next.link === entry.link && next.note === entry.note;
  return isSame ? entry : next;
}

function editsFor(before: RegistryEntry, { id, aliases, link, note }: RegistryEntry): RegistryEdit[] {
  const edits: RegistryEdit[] = [];
  const add = aliases.filter((alias) => !before.aliases.includes(alias));
  if (add.length) edits.push({ do: "aliases", id, add, remove: [] });
  if (link !== before.link || note !== before.note) edits.push({ do: "change", id, set: { link, note } });
  return edits;
}

/** The registry in a format that `readGazetteer` reads; a table begins with a byte order mark, for spreadsheets. */
export function writeGazetteer({ entities }: Registry, format: GazetteerFormat): string {
  if (format === "json") return `${JSON.stringify({ format: registryFormat, version: 1, entities }, null, 2)}\n`;
  const separator = format === "csv" ? "," : "\t";
  const line = (cells: readonly string[]) => `${cells.map((cell) => writeCell(cell, separator)).join(separator)}\r\n`;
  const rows = entities.map(({ id, name, type, aliases, link, note }) => {
    return line([id, name, type, joinAliases(aliases), link, note]);
  });
  return `\ufeff${line(columns)}${rows.join("")}`;
}

/** A bar at the end says that an alias's own commas separate nothing. */
function joinAliases(aliases: readonly string[]): string {
  const text = aliases.join("|");
  return aliases.length === 1 && /[;；、]/.test(text) ? `${text}|` : text;
}
