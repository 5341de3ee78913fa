/** `relations DIR ACTION …`: relations between the entities of a document; every change is one operation that `undo` takes back. */
import { allowsRelation, tagsetOf } from "../../shared/entities/tagset/tagset.ts";
import { GalleyError } from "../../shared/errors.ts";
import { blocksOf, type Entity, type GalleyDocument, type Relation } from "../../shared/model/document.ts";
import { newId } from "../../shared/model/ids.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { type CommandContext, type Define, idsOf, resolveId, withCorpus } from "./command.ts";

interface RelationOptions {
  type?: string;
  note?: string;
  json?: boolean;
}

type Action = (corpus: Corpus, args: string[], options: RelationOptions, context: CommandContext) => Promise<void>;

export const defineRelations: Define = (program, run) => {
  program
    .command("relations")
    .description(
      "relations between entities. Actions: list [DOCUMENT…]; add DOCUMENT FROM TO --type KIND; remove DOCUMENT RELATION…. " +
        "FROM and TO are ids of entities, or texts that one entity of the document has",
    )
    .argument("<dir>", "corpus folder")
    .argument("<action>", "list, add, remove")
    .argument("[args...]", "what the action is about")
    .option("--type <kind>", "a kind of relation of the tagset; list: only these")
    .option("--note <text>", "a note on a new relation")
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, name: string, args: string[], options: RelationOptions) =>
      run(async (context) => {
        const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
        if (!action) throw new GalleyError("usage", `“${name}” is no action; there are list, add and remove.`);
        await withCorpus(dir, context, (corpus) => action(corpus, args, options, context));
      }, options),
    );
};

const actions: Record<string, Action> = { list, add, remove };

async function list(corpus: Corpus, args: string[], { type }: RelationOptions, { output, signal }: CommandContext) {
  const table: string[][] = [];
  for (const id of await idsOf(corpus, args, output)) {
    if (signal.aborted) throw new GalleyError("cancelled", "Stopped before the end.");
    const { document } = await corpus.readDocument(id);
    for (const relation of document.relations ?? []) {
      if (type && relation.type !== type) continue;
      const told = lineOf(document, relation);
      output.line(told, null);
      table.push([told.fromText, told.type, told.toText, told.note, id, told.relation]);
    }
  }
  if (output.json) return;
  if (table.length) output.table(["FROM", "RELATION", "TO", "NOTE", "DOCUMENT", "ID"], table);
  output.message(`${table.length} relations.`);
}

async function add(corpus: Corpus, args: string[], { type, note = "" }: RelationOptions, context: CommandContext) {
  const usage = "Write `galley relations DIR add DOCUMENT FROM TO --type KIND`.";
  const [prefix = "", first = "", second = ""] = args;
  if (args.length !== 3 || !type) throw new GalleyError("usage", usage);
  const { relationTypes } = tagsetOf(corpus.settings);
  const kind = relationTypes.find(({ id }) => id === type);
  const all = relationTypes.map(({ id }) => id).join(", ") || "none";
  if (!kind)
    throw new GalleyError("usage", `The tagset has no kind of relation “${type}”; it has ${all}.`, { name: type });
  const id = await resolveId(corpus, prefix);
  const { document } = await corpus.readDocument(id);
  const [from, to] = [entityOf(document, first), entityOf(document, second)];
  if (from.id === to.id) throw new GalleyError("usage", "A relation goes from one entity to another.");
  if (!allowsRelation(kind, from.type, to.type))
    throw new GalleyError(
      "usage",
      `${type} goes from ${kind.from.join("|") || "any type"} to ${kind.to.join("|") || "any type"}, not from ${from.type} to ${to.type}.`,
      { name: type },
    );
  const known = document.relations?.find((one) => one.type === type && one.from === from.id && one.to === to.id);
  if (known) {
    context.output.message(`It is there already: ${known.id}.`);
    return;
  }
  const relation: Relation = { id: newId("r"), type, from: from.id, to: to.id, by: "editor", note };
  const label = `${from.text} —${type}→ ${to.text}`;
  await change(corpus, id, label, context, (now) => {
    // Read again: both must still be there.
    for (const one of [from, to]) entityOf(now, one.id);
    return { ...now, relations: [...(now.relations ?? []), relation] };
  });
  context.output.line(lineOf(document, relation), `${relation.id}  ${label}`);
}

async function remove(corpus: Corpus, args: string[], _: RelationOptions, context: CommandContext) {
  const [prefix = "", ...given] = args;
  if (!given.length) throw new GalleyError("usage", "Write `galley relations DIR remove DOCUMENT RELATION…`.");
  const id = await resolveId(corpus, prefix);
  const { document } = await corpus.readDocument(id);
  const gone = given.map((one) => {
    const relation = document.relations?.find((each) => each.id === one);
    if (!relation) throw new GalleyError("not-found", `There is no relation “${one}” in ${id}.`, { id: one });
    return relation;
  });
  const lines = gone.map((relation) => lineOf(document, relation));
  const label = lines.map(({ fromText, type, toText }) => `${fromText} —${type}→ ${toText}`).join("、");
  await change(corpus, id, label, context, (now) => {
    return { ...now, relations: (now.relations ?? []).filter((one) => !given.includes(one.id)) };
  });
  for (const line of lines) context.output.line(line, `${line.relation} removed`);
}

async function change(
  corpus: Corpus,
  id: string,
  label: string,
  { signal }: CommandContext,
  make: (document: GalleyDocument) => GalleyDocument,
): Promise<void> {
  async function* changes() {
    const base = await corpus.readDocument(id);
    yield { id, baseHash: base.hash, document: make(base.document), base };
  }
  const { failures, stopped } = await corpus.carryOut({ kind: "tag", label }, changes(), { signal });
  if (failures[0]) throw GalleyError.fromShape(failures[0].error);
  if (stopped) throw stopped;
}

/** @throws GalleyError not-found; usage where several entities have the text */
function entityOf(document: GalleyDocument, given: string): Entity {
  const entities = blocksOf(document).flatMap((block) => block.entities);
  const byId = entities.find(({ id }) => id === given);
  if (byId) return byId;
  const [entity, ...others] = entities.filter(({ text }) => text === given);
  if (!entity) throw new GalleyError("not-found", `There is no entity “${given}” in ${document.id}.`, { id: given });
  if (!others.length) return entity;
  const ids = [entity, ...others].map(({ id, type }) => `${id} (${type})`).join(", ");
  throw new GalleyError("usage", `Several entities are called “${given}”; say which by its id: ${ids}.`, { id: given });
}

function lineOf(document: GalleyDocument, { id, type, from, to, note }: Relation) {
  const texts = new Map(
    blocksOf(document).flatMap(({ entities }) => entities.map((one) => [one.id, one.text] as const)),
  );
  const textOf = (entity: string) => texts.get(entity) ?? "";
  return { document: document.id, relation: id, type, from, to, fromText: textOf(from), toText: textOf(to), note };
}
