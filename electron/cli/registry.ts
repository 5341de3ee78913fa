/** `registry DIR ACTION …`: the registry of known entities; every change is one operation that `undo` takes back. */
import { readFile } from "node:fs/promises";
import { type GazetteerFormat, gazetteerFormats, writeGazetteer } from "../../shared/entities/gazetteer.ts";
import type { RegistryEdit } from "../../shared/entities/registry-edits.ts";
import { GalleyError } from "../../shared/errors.ts";
import { newEntryId } from "../../shared/model/ids.ts";
import type { RegistryEntry } from "../../shared/model/settings.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { writeFileDurably } from "../corpus/durable-file.ts";
import { importGazetteer } from "../corpus/import-gazetteer.ts";
import { diskError } from "../disk-errors.ts";
import { type CommandContext, type Define, withCorpus } from "./command.ts";
import { changeEntities } from "./entity-change.ts";

interface RegistryOptions {
  type?: string;
  text?: string;
  alias?: string[];
  link?: string;
  note?: string;
  document?: string[];
  doubtful?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

type Action = (corpus: Corpus, args: string[], options: RegistryOptions, context: CommandContext) => Promise<void>;

export const defineRegistry: Define = (program, run) => {
  program
    .command("registry")
    .description(
      "the registry of known entities. Actions: list; add NAME --type T; change ID (--type, --alias, --link, --note); " +
        "rename ID NAME (the old name stays as an alias); merge INTO FROM…; split ID NAME --document D…; " +
        "link TEXT ID; remove ID…; import FILE; export FILE (.csv, .tsv or .json)",
    )
    .argument("<dir>", "corpus folder")
    .argument("<action>", Object.keys(actions).join(", "))
    .argument("[args...]", "what the action is about")
    .option(
      "--type <type>",
      "an entity type: of a new entry, a new one for an entry and all its entities, or of rows that say none; list: only these",
    )
    .option("--text <text>", "list: only entries whose names hold this")
    .option("--alias <name...>", "further names")
    .option("--link <link>", "a Wikidata id or an address")
    .option("--note <text>", "a note")
    .option("--document <id...>", "split: the documents whose entities the new entry is for")
    .option("--doubtful", "import: rows that may be an entry that is there become entries of their own")
    .option("--dry-run", "only show what would change")
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, name: string, args: string[], options: RegistryOptions) =>
      run(async (context) => {
        const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
        if (!action)
          throw new GalleyError("usage", `“${name}” is no action; there are ${Object.keys(actions).join(", ")}.`);
        await withCorpus(dir, context, (corpus) => action(corpus, args, options, context));
      }, options),
    );
};

const actions: Record<string, Action> = {
  list,
  add,
  change,
  rename,
  merge,
  split,
  link,
  remove,
  import: bringIn,
  export: giveAway,
};

async function list(corpus: Corpus, args: string[], { type, text }: RegistryOptions, { output }: CommandContext) {
  take(args, 0, "registry DIR list");
  const { entities } = await corpus.readRegistry();
  const counts = await corpus.entityCounts();
  const rows = entities
    .filter((entry) => (!type || entry.type === type) && (!text || namesOf(entry).some((name) => name.includes(text))))
    .map((entry) => ({ ...entry, entities: counts.get(entry.id) ?? 0 }));
  output.lines(rows);
  if (output.json) return;
  output.table(
    ["ID", "TYPE", "ENTITIES", "NAME", "ALIASES", "LINK", "NOTE"],
    rows.map(({ id, type, entities, name, aliases, link, note }) => [
      id,
      type,
      entities,
      name,
      aliases.join(" | "),
      link,
      note,
    ]),
    ["left", "left", "right"],
  );
}

async function add(corpus: Corpus, args: string[], options: RegistryOptions, context: CommandContext) {
  const [name = ""] = take(args, 1, "registry DIR add NAME --type TYPE");
  const { type, alias = [], link = "", note = "" } = options;
  if (!type) throw new GalleyError("usage", "A new entry needs a type: --type TYPE.");
  refuseUnknownType(corpus, type);
  const entry: RegistryEntry = { id: newEntryId(), name, type, aliases: [], link, note };
  const edits: RegistryEdit[] = [
    { do: "add", entry },
    { do: "aliases", id: entry.id, add: alias, remove: [] },
  ];
  await editEntries(corpus, edits, name, options, context);
  context.output.line({ ...entry, aliases: alias }, `${entry.id}  ${type}  ${name}`);
}

async function change(corpus: Corpus, args: string[], options: RegistryOptions, context: CommandContext) {
  const [given = ""] = take(args, 1, "registry DIR change ID [--type T] [--alias A…] [--link L] [--note N]");
  const { id, name } = await entryOf(corpus, given);
  const { type, alias = [], link, note, dryRun = false } = options;
  const edits: RegistryEdit[] = [];
  if (link !== undefined || note !== undefined) edits.push({ do: "change", id, set: { link, note } });
  if (alias.length) edits.push({ do: "aliases", id, add: alias, remove: [] });
  if (edits.length) await editEntries(corpus, edits, name, options, context);
  if (type) {
    const { places } = await changeEntities(corpus, { do: "retag", id, type }, dryRun, context);
    context.output.message(`${name} is ${type}${dryRun ? " (would be)" : ""}, with ${places} entities.`);
  }
}

async function rename(corpus: Corpus, args: string[], options: RegistryOptions, context: CommandContext) {
  const [given = "", name = ""] = take(args, 2, "registry DIR rename ID NAME");
  const { id, name: old } = await entryOf(corpus, given);
  const edits: RegistryEdit[] = [
    { do: "change", id, set: { name } },
    { do: "aliases", id, add: [old], remove: [name] },
  ];
  await editEntries(corpus, edits, `${old} → ${name}`, options, context);
  context.output.line({ id, name }, `${id}: ${old} → ${name}`);
}

async function merge(corpus: Corpus, args: string[], { dryRun = false }: RegistryOptions, context: CommandContext) {
  const [given = "", ...others] = take(args, 2, "registry DIR merge INTO FROM…", true);
  const into = await entryOf(corpus, given);
  const from: string[] = [];
  for (const other of others) from.push((await entryOf(corpus, other)).id);
  const { places, documents } = await changeEntities(corpus, { do: "merge", from, into: into.id }, dryRun, context);
  const what = dryRun ? "would be merged" : "merged";
  context.output.message(
    `${from.length} entries ${what} into ${into.name}; ${places} entities in ${documents} documents name it.`,
  );
}

async function split(corpus: Corpus, args: string[], options: RegistryOptions, context: CommandContext) {
  const [given = "", name = ""] = take(args, 2, "registry DIR split ID NAME --document D…");
  const old = await entryOf(corpus, given);
  const { document = [], alias = [], link = "", note = "", dryRun = false } = options;
  if (!document.length)
    throw new GalleyError("usage", "Which entities go to the new entry? Name their documents: --document ID….");
  const wanted = new Set<string>();
  for (const one of document) {
    const id = await corpus.findId(one);
    if (!id) throw new GalleyError("not-found", `There is no document ${one} in ${corpus.dir}.`, { id: one });
    wanted.add(id);
  }
  const places = await corpus.findEntities({ refs: [old.id] });
  const entities = places
    .filter((place) => wanted.has(place.document))
    .map(({ document, id: entity }) => ({ document, entity }));
  const entry: RegistryEntry = { id: newEntryId(), name, type: old.type, aliases: alias, link, note };
  const done = await changeEntities(corpus, { do: "split", id: old.id, entry, entities }, dryRun, context);
  context.output.message(`${entry.id}: ${name}, with ${done.places} entities in ${done.documents} documents.`);
}

async function link(corpus: Corpus, args: string[], { dryRun = false }: RegistryOptions, context: CommandContext) {
  const [text = "", given = ""] = take(args, 2, "registry DIR link TEXT ID");
  const { id, type, name } = await entryOf(corpus, given);
  const { places, documents } = await changeEntities(corpus, { do: "link", text, type, ref: id }, dryRun, context);
  context.output.message(
    `${places} entities in ${documents} documents ${dryRun ? "would be" : "are"} linked to ${name}.`,
  );
}

async function remove(corpus: Corpus, args: string[], { dryRun = false }: RegistryOptions, context: CommandContext) {
  const given = take(args, 1, "registry DIR remove ID…", true);
  const ids: string[] = [];
  for (const one of given) ids.push((await entryOf(corpus, one)).id);
  const { places } = await changeEntities(corpus, { do: "remove", ids }, dryRun, context);
  context.output.message(
    `${ids.length} entries ${dryRun ? "would be" : ""} removed; ${places} entities name none any more.`,
  );
}

async function bringIn(corpus: Corpus, args: string[], options: RegistryOptions, { output }: CommandContext) {
  const [path = ""] = take(args, 1, "registry DIR import FILE");
  const { type = null, doubtful: isNew = false, dryRun = false } = options;
  if (type !== null) refuseUnknownType(corpus, type);
  const bytes = await readFile(path).catch((cause) => {
    throw diskError(cause, path, "read");
  });
  const { plan, problems } = await importGazetteer(corpus, { name: path, bytes, type, isNew, dryRun });
  const { added, merged, same, doubtful } = plan;
  for (const entry of added) output.line({ status: "added", ...entry }, `${entry.id}  ${entry.type}  ${entry.name}`);
  for (const { id, name, line } of merged)
    output.line({ status: "merged", id, name, line }, `${id}  ${name}: completed`);
  for (const { row, reason } of doubtful) {
    output.line({ status: "doubtful", line: row.line, name: row.name, type: row.type, reason: reason.en }, null);
    output.message(`${path}, line ${row.line}: left out, ${reason.en}`);
  }
  for (const { line, reason } of problems) output.failure(`${path}, line ${line}: ${reason.en}`);
  const what = dryRun ? "would be new" : "new";
  output.message(
    `${added.length} ${what}, ${merged.length} completed, ${same} known, ${doubtful.length} doubtful, ${problems.length} unreadable.`,
  );
}

async function giveAway(corpus: Corpus, args: string[], _: RegistryOptions, { output }: CommandContext) {
  const [path = ""] = take(args, 1, "registry DIR export FILE");
  const format = path.split(".").at(-1)?.toLowerCase() as GazetteerFormat;
  if (!gazetteerFormats.includes(format))
    throw new GalleyError("usage", `What “${path}” is to be is not known: let it end in .csv, .tsv or .json.`);
  const registry = await corpus.readRegistry();
  await writeFileDurably(path, writeGazetteer(registry, format));
  output.line({ path, entries: registry.entities.length }, `${registry.entities.length} entries written to ${path}`);
}

/** Writes edits as one operation. */
async function editEntries(
  corpus: Corpus,
  edits: readonly RegistryEdit[],
  label: string,
  { dryRun }: RegistryOptions,
  { signal }: CommandContext,
): Promise<void> {
  await corpus.editRegistry(label, edits, { dryRun: dryRun ?? false, signal });
}

function take(args: string[], count: number, usage: string, isMore = false): string[] {
  if (args.length < count || (args.length > count && !isMore)) throw new GalleyError("usage", `Use: galley ${usage}`);
  return args;
}

const namesOf = ({ name, aliases }: RegistryEntry) => [name, ...aliases];

/** By id, or by a name that only one entry has. @throws GalleyError not-found, usage */
async function entryOf(corpus: Corpus, given: string): Promise<RegistryEntry> {
  const { entities } = await corpus.readRegistry();
  const byId = entities.find(({ id }) => id === given);
  if (byId) return byId;
  const named = entities.filter((entry) => entry.name === given);
  if (named.length > 1) {
    const ids = named.map(({ id, type }) => `${id} (${type})`).join(", ");
    throw new GalleyError("usage", `Several entries are called “${given}”: ${ids}. Give the id.`, { name: given });
  }
  if (named[0]) return named[0];
  throw new GalleyError("not-found", `There is no entry “${given}” in entities.json.`, { id: given });
}

function refuseUnknownType(corpus: Corpus, type: string): void {
  const types = corpus.settings.entityTypes.map(({ id }) => id);
  if (types.includes(type)) return;
  throw new GalleyError("usage", `“${type}” is no entity type of this corpus; it has ${types.join(", ") || "none"}.`);
}
