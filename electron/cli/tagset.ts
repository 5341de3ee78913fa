/** `tagset DIR`: the entity types of a corpus, changed together with what was tagged by them; presets and files. */
import { readFile, writeFile } from "node:fs/promises";
import { Option } from "commander";
import { changesNothing } from "../../shared/entities/tagset/change.ts";
import type { Draft } from "../../shared/entities/tagset/draft.ts";
import * as edit from "../../shared/entities/tagset/draft.ts";
import { newType } from "../../shared/entities/tagset/members.ts";
import { likelyTarget, type PresetId, preset, presetIds } from "../../shared/entities/tagset/presets.ts";
import { sameTagset, type Tagset, tagsetOf } from "../../shared/entities/tagset/tagset.ts";
import { parseTagsetFile, writeTagsetFile } from "../../shared/entities/tagset/tagset-file.ts";
import { GalleyError } from "../../shared/errors.ts";
import { type Overlap, overlapSchema } from "../../shared/model/settings.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { nothing } from "../corpus/operations/plan.ts";
import { TagsetPlan } from "../corpus/operations/tagset-plan.ts";
import { diskError } from "../disk-errors.ts";
import { type CommandContext, type Define, withCorpus } from "./command.ts";
import { pairsOf } from "./name-value.ts";
import type { Output } from "./output.ts";
import { labelOf, type MemberOptions, withMemberOptions, withMembers } from "./tagset-members.ts";

interface TagsetOptions extends MemberOptions {
  preset?: PresetId;
  import?: string;
  export?: string;
  map?: string[];
  rename?: string[];
  merge?: string[];
  delete?: string[];
  add?: string[];
  color?: string[];
  key?: string[];
  overlap?: Overlap;
  dryRun?: boolean;
  json?: boolean;
}

export const defineTagset: Define = (program, run) => {
  withMemberOptions(program.command("tagset"))
    .description(
      "the entity types, attributes and relations of a corpus; changing them changes what was tagged by them, as one " +
        "operation that can be undone",
    )
    .argument("<dir>", "corpus folder")
    .addOption(new Option("--preset <id>", "put a preset in the place of the tagset").choices(presetIds))
    .option("--import <file>", "put a file's tagset (galley/tagset) in the place of the corpus's")
    .option(
      "--map <old=new...>",
      "with --preset or --import: what becomes of a type that is there now (OLD= untags); without it the type that " +
        "means the same, and types that none is like stay",
    )
    .option("--rename <old=new...>", "another id for a type, or for a name that only documents have")
    .option("--merge <a=b...>", "entities of A become B's, A goes")
    .option("--delete <id...>", "a type goes, its entities are untagged")
    .option("--add <id=name...>", "a new type; of the name the interface's two languages: 法规, or 法规/Law")
    .option("--color <id=#rrggbb...>", "a type's colour")
    .option("--key <id=letter...>", "a type's key in tag mode; ID= for none")
    .addOption(
      new Option("--overlap <which>", "which entities may share characters").choices([...overlapSchema.options]),
    )
    .option("--export <file>", "write the tagset to a file")
    .option("--dry-run", "only say what would change")
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, options: TagsetOptions) =>
      run(async (context) => {
        await withCorpus(dir, context, async (corpus) => {
          const base = tagsetOf(corpus.settings);
          const draft = await drafted(corpus, base, options);
          const changed = draft !== null && (await apply(corpus, base, draft, options, context));
          if (options.export) await exportFile(tagsetOf(corpus.settings), options.export, context.output);
          else if (!changed) await list(corpus, context.output);
        });
      }, options),
    );
};

/** What the options make of the tagset; null where they ask for no change. @throws GalleyError usage, bad-tagset */
async function drafted(corpus: Corpus, base: Tagset, options: TagsetOptions): Promise<Draft | null> {
  let draft = edit.draftOf(base);
  if (options.preset && options.import) throw new GalleyError("usage", "Give --preset or --import, not both.");
  if (options.map && !options.preset && !options.import)
    throw new GalleyError("usage", "--map belongs to --preset or --import.");
  if (options.preset)
    draft = edit.replaceTagset(draft, preset(options.preset), mapping(base, preset(options.preset), options));
  if (options.import) {
    const path = options.import;
    const text = await readFile(path, "utf8").catch((cause) => {
      throw diskError(cause, path, "read");
    });
    const file = parseTagsetFile(text, path);
    draft = edit.replaceTagset(draft, file, mapping(base, file, options));
  }
  for (const [id, name] of pairsOf(options.add)) {
    if (keyOf(draft, id)) throw new GalleyError("usage", `There is a type “${id}” already.`, { name: id });
    const type = newType(edit.tagsetOfDraft(draft).entityTypes, id);
    draft = edit.addType(draft, { ...type, id, label: labelOf(name, id) });
  }
  const unknown = options.rename || options.merge ? await corpus.typeCounts() : {};
  for (const [from, to] of pairsOf(options.rename)) draft = renamed(draft, from, to, unknown);
  for (const [from, to] of pairsOf(options.merge)) draft = merged(draft, from, to, unknown);
  for (const id of options.delete ?? []) draft = edit.removeType(draft, typeKey(draft, id));
  for (const [id, color] of pairsOf(options.color)) draft = edit.changeType(draft, typeKey(draft, id), { color });
  for (const [id, key] of pairsOf(options.key)) draft = edit.changeType(draft, typeKey(draft, id), { key });
  draft = withMembers(draft, options);
  if (options.overlap) draft = { ...draft, overlap: options.overlap };
  const isSame = sameTagset(edit.tagsetOfDraft(draft), base) && changesNothing(edit.changeOfDraft(draft));
  return isSame ? null : draft;
}

/** The type that means the same for each of the tagset's, and what was said by hand. */
function mapping(base: Tagset, target: Tagset, { map }: TagsetOptions): Record<string, string | null> {
  const result: Record<string, string | null> = {};
  for (const type of base.entityTypes) {
    const likely = likelyTarget(type, target);
    if (likely) result[type.id] = likely;
  }
  for (const [from, to] of pairsOf(map)) {
    if (!base.entityTypes.some(({ id }) => id === from)) throw noType(from);
    if (to && !target.entityTypes.some(({ id }) => id === to)) throw noType(to);
    result[from] = to || null;
  }
  return result;
}

function renamed(draft: Draft, from: string, to: string, unknown: Record<string, number>): Draft {
  const key = keyOf(draft, from);
  const target = keyOf(draft, to);
  if (target && key !== target)
    throw new GalleyError("usage", `There is a type “${to}” already; --merge ${from}=${to} joins the two.`, {
      name: to,
    });
  if (key) return edit.changeType(draft, key, { id: to });
  if (!Object.hasOwn(unknown, from)) throw noType(from);
  const type = { ...newType(edit.tagsetOfDraft(draft).entityTypes, to), id: to, label: { zh: to, en: to } };
  return edit.addType(draft, type, [from]);
}

function merged(draft: Draft, from: string, to: string, unknown: Record<string, number>): Draft {
  const key = keyOf(draft, from);
  const target = typeKey(draft, to);
  if (key === target) throw new GalleyError("usage", `“${from}” can't be merged into itself.`, { name: from });
  if (key) return edit.mergeType(draft, key, target);
  if (!Object.hasOwn(unknown, from)) throw noType(from);
  return edit.adoptType(draft, from, target);
}

const keyOf = (draft: Draft, id: string) => draft.types.find(({ type }) => type.id === id)?.key ?? null;

function typeKey(draft: Draft, id: string): string {
  const key = keyOf(draft, id);
  if (!key) throw noType(id);
  return key;
}

function noType(id: string): GalleyError {
  return new GalleyError("usage", `There is no entity type “${id}”. \`galley tagset DIR\` lists the types.`, {
    name: id,
  });
}

/** @returns whether what it did was told, so that the list need not be */
async function apply(
  corpus: Corpus,
  base: Tagset,
  draft: Draft,
  options: TagsetOptions,
  { output, signal }: CommandContext,
): Promise<boolean> {
  const tagset = edit.tagsetOfDraft(draft);
  const change = edit.changeOfDraft(draft);
  if (changesNothing(change)) {
    if (options.dryRun) {
      output.message("Only the tagset would change, no document.");
      return true;
    }
    await corpus.setTagset(tagset, base);
    output.message("The tagset was changed; no document had to be.");
    return false;
  }
  const onProgress = (done: number, total: number) => output.progress(done, total);
  const plan = await TagsetPlan.make(corpus, { tagset, base, change }, { signal, onProgress });
  for (const { document, error } of plan.failures) output.failure(error.message, document);
  const { changes, documents, byRule } = plan.counts;
  const tell = () => {
    for (const one of byRule)
      output.line(
        { change: one.rule, places: one.changes, documents: one.documents },
        `${one.rule}  ${one.changes} places in ${one.documents} documents`,
      );
  };
  if (options.dryRun) {
    tell();
    output.message(
      `${changes} places in ${documents} documents and ${plan.registryEntries} entries of entities.json would be changed.`,
    );
    return true;
  }
  const result = await corpus.carryOut(plan.operation, plan.documents(nothing, signal), {
    signal,
    files: plan.files,
    onProgress: (done) => output.progress(done, documents),
  });
  for (const { document, error } of result.failures) output.failure(error.message, document);
  if (result.stopped) output.failure(result.stopped);
  tell();
  output.message(`Changed ${result.changed.length} documents; \`galley undo\` takes it back, the tagset too.`);
  return true;
}

async function exportFile(tagset: Tagset, path: string, output: Output): Promise<void> {
  await writeFile(path, writeTagsetFile(tagset)).catch((cause) => {
    throw diskError(cause, path, "write");
  });
  output.line({ path, types: tagset.entityTypes.length }, `${tagset.entityTypes.length} types written to ${path}`);
}

async function list(corpus: Corpus, output: Output): Promise<void> {
  const { entityTypes, relationTypes, overlap } = tagsetOf(corpus.settings);
  const counts = await corpus.typeCounts();
  const rows = entityTypes.map(({ id, label, color, key, attributes = [] }) => {
    return { type: id, zh: label.zh, en: label.en, color, key, attributes, entities: counts[id] ?? 0, known: true };
  });
  const known = new Set(entityTypes.map(({ id }) => id));
  const unknown = Object.keys(counts)
    .filter((id) => !known.has(id))
    .sort();
  const others = unknown.map((id) => {
    return { type: id, zh: "", en: "", color: "", key: "", attributes: [], entities: counts[id] ?? 0, known: false };
  });
  const relations = relationTypes.map(({ id, label, from, to }) => ({
    relation: id,
    zh: label.zh,
    en: label.en,
    from,
    to,
  }));
  output.lines([...rows, ...others, ...relations, { overlap }]);
  if (output.json) return;
  output.table(
    ["TYPE", "KEY", "COLOUR", "ENTITIES", "NAME", "ATTRIBUTES"],
    [...rows, ...others].map(({ type, key, color, entities, zh, en, attributes, known: isKnown }) => [
      type,
      key,
      color,
      entities,
      isKnown ? [zh, en].filter(Boolean).join(" / ") : "(not in the tagset)",
      attributes.map(({ id, kind, choices }) => `${id} (${choices?.join("|") ?? kind})`).join(", "),
    ]),
    ["left", "left", "left", "right"],
  );
  for (const { relation, zh, en, from, to } of relations)
    output.text(`${relation}  ${zh} / ${en}  ${from.join("|") || "any"} → ${to.join("|") || "any"}\n`);
  output.text(`overlap: ${overlap}\n`);
}
