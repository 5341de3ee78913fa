/** One operation on thousands of documents, durable and undoable, and undoing it. */
import { Corpus } from "../../electron/corpus/corpus.ts";
import { nothing } from "../../electron/corpus/operations/plan.ts";
import { ReplacePlan } from "../../electron/corpus/operations/replace-plan.ts";
import { rare } from "./many-pages.ts";
import { count, type Figure, type Section, timed } from "./section.ts";

export const replacing: Section = {
  name: "replacing",
  about: "replacing 10,000 hits in 5,000 documents as one operation, and undoing it",
  async *measure(bench) {
    const size = bench.sizes.pages.at(-1) ?? 0;
    const corpus = await Corpus.open(await bench.manyPages(size));
    try {
      yield* await replace(corpus);
    } finally {
      await corpus.close();
    }
  },
};

async function replace(corpus: Corpus): Promise<Figure[]> {
  const query = { text: rare, regex: false, role: null, type: null, status: null, sort: "page" } as const;
  await corpus.search(query, 0, 1);
  const started = performance.now();
  const plan = await ReplacePlan.make(corpus, query, "本报讯");
  const planning = performance.now() - started;
  const { changes, documents } = plan.counts;
  const carrying = await timed(async () => {
    const result = await corpus.carryOut(plan.operation, plan.documents(nothing));
    if (result.changed.length !== documents)
      throw new Error(`only ${result.changed.length} were changed: ${result.stopped?.message}`);
  });
  const undoing = await timed(async () => {
    const undone = await corpus.undoLast();
    if (undone?.changed.length !== documents) throw new Error(`only ${undone?.changed.length} were restored`);
  });
  const what = `${count(changes)} places, ${count(documents)} documents`;
  return [
    { work: `plan a replacement: ${what}`, samples: [planning], aim: 1000 },
    { work: `carry it out: ${what}`, samples: [carrying], aim: 20_000 },
    { work: `undo it: ${what}`, samples: [undoing], aim: 20_000 },
  ];
}
