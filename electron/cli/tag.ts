/** `tag DIR TEXT TYPE [--ref ID] [--dry-run]`: tags every untagged occurrence of a text in the whole corpus. */
import { type Accepted, acceptAll } from "../../shared/entities/accept.ts";
import { occurrences } from "../../shared/entities/occurrences.ts";
import { GalleyError } from "../../shared/errors.ts";
import { blocksOf } from "../../shared/model/document.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { DocumentChange } from "../corpus/operations/carry-out.ts";
import { byName, type CommandContext, type Define, withCorpus } from "./command.ts";

type TagOptions = { ref?: string; dryRun?: boolean; json?: boolean };

export const defineTag: Define = (program, run) => {
  program
    .command("tag")
    .description("tag every untagged occurrence of a text, as one undoable operation")
    .argument("<dir>", "corpus folder")
    .argument("<text>", "what to tag, exactly as it is written")
    .argument("<type>", "an entity type of the corpus, such as PER")
    .option("--ref <id>", "id of the entry in entities.json that it names")
    .option("--dry-run", "only show the places")
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, text: string, type: string, options: TagOptions) =>
      run(async (context) => {
        await withCorpus(dir, context, (corpus) => tagIn(corpus, text, type, options, context));
      }, options),
    );
};

async function tagIn(
  corpus: Corpus,
  text: string,
  type: string,
  { ref, dryRun }: TagOptions,
  { output, signal }: CommandContext,
): Promise<void> {
  const types = corpus.settings.entityTypes.map(({ id }) => id);
  if (!types.includes(type))
    throw new GalleyError("usage", `“${type}” is no entity type of this corpus; it has ${types.join(", ") || "none"}.`);
  if (text !== text.trim() || !text)
    throw new GalleyError("usage", "The text to tag is empty or has space at its edges.");
  const { entities: registry } = await corpus.readRegistry();
  if (ref !== undefined && !registry.some(({ id }) => id === ref))
    throw new GalleyError("usage", `There is no entry “${ref}” in entities.json.`);
  const longer = registry.flatMap((entry) =>
    [entry.name, ...entry.aliases]
      .filter((name) => name.length > text.length && name.includes(text))
      .map((name) => ({ name, type: entry.type })),
  );
  const ids = await corpus.ids(byName);
  const places = new Map<string, Accepted[]>();
  let conflicts = 0;

  async function* changes(): AsyncGenerator<DocumentChange> {
    for (const [index, id] of ids.entries()) {
      if (signal.aborted) throw new GalleyError("cancelled", "Stopped before the end.");
      output.progress(index, ids.length);
      try {
        const base = await corpus.readDocument(id);
        const { document, hash } = base;
        const found: Accepted[] = [];
        for (const block of blocksOf(document)) {
          const { free, conflicts: inTheWay } = occurrences(block, text, type, longer);
          for (const { start, end } of free)
            found.push({ block: block.id, start, end, type, text, source: "tag", ref: ref ?? null });
          for (const conflict of inTheWay) {
            conflicts++;
            output.message(
              `${id} ${block.id} ${conflict.start}–${conflict.end}: left alone, ${reasons[conflict.kind]} ${conflict.type} ${conflict.text}`,
            );
          }
        }
        if (!found.length) continue;
        places.set(id, found);
        yield { id, baseHash: hash, document: acceptAll(document, found, registry).document, base };
      } catch (error) {
        if (!(error instanceof GalleyError) || error.code === "corpus-gone") throw error;
        output.failure(error, id);
      }
    }
  }

  let tagged = new Set<string>();
  if (dryRun) {
    for await (const { id } of changes()) tagged.add(id);
  } else {
    const result = await corpus.carryOut({ kind: "tag", label: `${text} → ${type}` }, changes(), { signal });
    tagged = new Set(result.changed);
    for (const { document, error } of result.failures) output.failure(GalleyError.fromShape(error), document);
    if (result.stopped) throw result.stopped;
  }
  let count = 0;
  for (const [id, found] of places) {
    if (!tagged.has(id)) continue;
    count += found.length;
    for (const { block, start, end } of found)
      output.line({ document: id, block, start, end }, `${id}  ${block} ${start}–${end}`);
  }
  output.message(
    `${count} occurrences in ${tagged.size} documents ${dryRun ? "would be tagged" : "tagged"}, ${conflicts} left alone.`,
  );
}

const reasons = {
  "other-type": "it is tagged as",
  "inside-entity": "it lies inside",
  "around-entity": "it holds",
  "across-entity": "it crosses",
  "inside-name": "it is part of the registered",
} as const;
