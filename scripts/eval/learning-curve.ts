/**
 * How much the learner makes of how many tagged sentences, beside the patterns alone: exact spans of sentences that were
 * held out. The sentences come from files that the program can import with their entities (CoNLL, CLUENER, doccano …).
 * Run by `npm run eval -- --learning-curve FILE [--learning-curve FILE …] [--held-out FILE] [--verbose]`; docs/learning-curve.md says what the figures mean.
 */
import { readFileSync } from "node:fs";
import { readWordKnowledge } from "../../electron/entities/word-knowledge.ts";
import { memoryFile, readPages } from "../../electron/formats/run-import.ts";
import { Learned, learn } from "../../shared/entities/learning/learn.ts";
import { randomFrom, shuffle } from "../../shared/entities/learning/perceptron.ts";
import { addCounts, type Counts, compareSpans, keyOf, noCounts, rates } from "../../shared/entities/measure.ts";
import { type SuggestContext, suggest } from "../../shared/entities/suggest.ts";
import type { TaggedBlock } from "../../shared/entities/suggestion.ts";
import { likelyTarget, preset } from "../../shared/entities/tagset/presets.ts";

const SIZES = [50, 100, 250, 500, 1_000, 2_500, 5_000];
/** Without a file of its own, of ten sentences one is held out, but no more than so many. */
const MOST_HELD_OUT = 1_000;
const SEED = 1;

/** Prints the curve. @throws GalleyError where a file can't be read as sentences with entities */
export async function printLearningCurve(
  files: readonly string[],
  heldOut: string | null,
  verbose: boolean,
): Promise<void> {
  const read = await Promise.all(files.map(readSentences));
  const { taught, tested } = dealt(read.flat(), heldOut === null ? null : await readSentences(heldOut));
  const types = new Set([...taught, ...tested].flatMap(({ entities }) => entities.map(({ type }) => type)));
  const known = new Set(preset("news").entityTypes.map(({ id }) => id));
  const shared = [...types].filter((type) => known.has(type)).sort();
  const context: SuggestContext = { knowledge: await readWordKnowledge(), registry: [], types };

  console.log(
    `${taught.length} sentences to learn from, ${tested.length} held out with ${tested.reduce((sum, { entities }) => sum + entities.length, 0)} entities of ${[...types].sort().join(", ")}`,
  );
  const others = types.size > shared.length;
  if (others) console.log(`F1 of ${shared.join(", ") || "no type"}, which the patterns know, and of all types`);
  const head = ["sentences", "entities", "precision", "recall", "F1", ...(others ? ["all types"] : []), ...shared];
  console.log([...head.map((word) => word.padStart(9)), "  learning"].join(" "));

  const print = (label: string, entities: number, counts: ReadonlyMap<string, Counts>, seconds: number | null) => {
    const of = (chosen: (type: string) => boolean) =>
      rates([...counts].reduce((sum, [type, more]) => (chosen(type) ? addCounts(sum, more) : sum), noCounts));
    const { precision, recall, f1 } = of((type) => known.has(type));
    const each = shared.map((name) => of((type) => type === name).f1);
    const figures = [precision, recall, f1, ...(others ? [of(() => true).f1] : []), ...each];
    const cells = [label, entities ? String(entities) : "", ...figures.map((figure) => figure.toFixed(3))];
    console.log(
      [...cells.map((cell) => cell.padStart(9)), seconds === null ? "" : `${seconds.toFixed(1).padStart(8)} s`].join(
        " ",
      ),
    );
  };
  print("patterns", 0, measure(tested, context, null), null);
  const sizes = SIZES.filter((size) => size < taught.length);
  for (const size of [...sizes, Math.min(taught.length, SIZES.at(-1) as number)]) {
    const lessons = taught.slice(0, size);
    const start = performance.now();
    const tagger = new Learned(
      learn(
        lessons.map((sentence) => [sentence]),
        context,
      ).model,
    );
    const seconds = (performance.now() - start) / 1000;
    const tell = verbose && size === taught.length ? (line: string) => console.log(`  ${line}`) : null;
    const counts = measure(tested, { ...context, tagger }, tell);
    print(
      String(size),
      lessons.reduce((sum, { entities }) => sum + entities.length, 0),
      counts,
      seconds,
    );
  }
}

/** The sentences of a file in its order; types that mean what one of the news tagset does have its name. */
async function readSentences(path: string): Promise<TaggedBlock[]> {
  const file = memoryFile(path, readFileSync(path));
  const sentences: TaggedBlock[] = [];
  const news = preset("news");
  for await (const page of readPages(file, { encoding: "auto" })) {
    if ("error" in page) throw page.error;
    for (const { text, entities } of page.articles.flatMap(({ blocks }) => blocks))
      sentences.push({
        ...{ id: `s${sentences.length}`, role: "paragraph", text },
        entities: entities.map((entity) => ({
          ...entity,
          type: likelyTarget({ id: entity.type, label: { zh: "", en: "" }, color: "", key: "" }, news) ?? entity.type,
        })),
      });
  }
  return sentences;
}

/** In a seeded order, so that the smaller parts are parts of the larger and no file's order matters. */
function dealt(sentences: readonly TaggedBlock[], heldOut: readonly TaggedBlock[] | null) {
  const order = [...sentences];
  shuffle(order, randomFrom(SEED));
  const tenth = Math.min(MOST_HELD_OUT, Math.ceil(order.length / 10));
  return heldOut ? { taught: order, tested: heldOut } : { taught: order.slice(tenth), tested: order.slice(0, tenth) };
}

function measure(
  sentences: readonly TaggedBlock[],
  context: SuggestContext,
  tell: ((line: string) => void) | null,
): Map<string, Counts> {
  const all = new Map<string, Counts>();
  for (const sentence of sentences) {
    const found = suggest([{ ...sentence, entities: [] }], context);
    for (const [type, counts] of compareSpans(found, sentence.entities))
      all.set(type, addCounts(all.get(type) ?? noCounts, counts));
    if (tell) {
      const gold = new Set(sentence.entities.map(keyOf));
      const mine = new Set(found.map(keyOf));
      const wrong = [
        ...found.filter((span) => !gold.has(keyOf(span))).map(({ type, text }) => `+${type} ${text}`),
        ...sentence.entities.filter((span) => !mine.has(keyOf(span))).map(({ type, text }) => `-${type} ${text}`),
      ];
      if (wrong.length) tell(`${wrong.join(" ")} | ${sentence.text}`);
    }
  }
  return all;
}
