/** The search thread: one question at a time, over texts that it has in files. */
import { parentPort } from "node:worker_threads";
import { GalleyError } from "../../shared/errors.ts";
import { CorpusText } from "./corpus-text.ts";
import { EntityColumns } from "./entity-columns.ts";
import { EntityOverview } from "./entity-overview.ts";
import type { Step } from "./matches.ts";
import {
  type Answered,
  type Asked,
  CANCELLED,
  DONE,
  type SearchAnswer,
  type SearchRequest,
  TOTAL,
} from "./messages.ts";
import { CorpusSearch } from "./search-corpus.ts";
import { spreadIn } from "./spread.ts";

interface Open {
  generation: number;
  texts: CorpusText;
  search: CorpusSearch;
  overview: EntityOverview;
}

let open: Open | null = null;

function openAt({ path, generation, lasts }: Asked): Open {
  if (open?.generation !== generation) {
    open?.texts.close();
    open = null;
    const texts = new CorpusText(path, { keeps: lasts });
    const entities = new EntityColumns();
    open = {
      generation,
      texts,
      search: new CorpusSearch(texts, entities),
      overview: new EntityOverview(texts, entities),
    };
  }
  return open;
}

function answer(asked: Asked): SearchAnswer {
  const shared = new Int32Array(asked.shared);
  const step = (done: number, total: number) => {
    if (Atomics.load(shared, CANCELLED)) throw new GalleyError("cancelled", "This search was given up.");
    // Texts that are read for the first time have no number: the count only shows that work goes on.
    if (total) Atomics.store(shared, TOTAL, total);
    if (total) Atomics.store(shared, DONE, done);
    else Atomics.add(shared, DONE, 1);
  };
  Atomics.store(shared, DONE, 0);
  const opened = openAt(asked);
  return opened.texts.soundly(() => answerFrom(opened, asked.request, step));
}

function answerFrom({ texts, search, overview }: Open, request: SearchRequest, step: Step): SearchAnswer {
  switch (request.kind) {
    case "prepare":
      return { documents: texts.documents(() => step(0, 0)).length };
    case "spread":
      return spreadIn(texts, request, step);
    case "page":
      return search.page(request, step);
    case "replace":
      return search.replace(request, step);
    case "counts":
      return overview.counts(request, step);
    case "graph":
      return overview.graph(request, step);
    case "passages":
      return overview.passages(request, step);
  }
}

parentPort?.on("message", (asked: Asked) => {
  let answered: Answered;
  try {
    answered = { id: asked.id, answer: answer(asked) };
  } catch (error) {
    const known = error instanceof GalleyError ? error : null;
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    answered = {
      id: asked.id,
      error: known?.toShape() ?? { code: "internal", message, details: {} },
      index: error instanceof Error && "code" in error && String(error.code).startsWith("ERR_SQLITE"),
    };
    // Whatever is wrong with the index, the next question opens it anew.
    if (!known) {
      open?.texts.close();
      open = null;
    }
  }
  parentPort?.postMessage(answered);
});
