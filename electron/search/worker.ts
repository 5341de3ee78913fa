/** The search thread: one question at a time, over texts that it keeps in a file. */
import { parentPort } from "node:worker_threads";
import { GalleyError } from "../../shared/errors.ts";
import { CorpusText } from "./corpus-text.ts";
import { type Answered, type Asked, CANCELLED, DONE, type SearchAnswer, TOTAL } from "./messages.ts";
import { CorpusSearch } from "./search-corpus.ts";
import { spreadIn } from "./spread.ts";

let open: { generation: number; texts: CorpusText; search: CorpusSearch } | null = null;

function openAt({ path, generation }: Asked): { texts: CorpusText; search: CorpusSearch } {
  if (open?.generation !== generation) {
    open?.texts.close();
    open = null;
    const texts = new CorpusText(path);
    open = { generation, texts, search: new CorpusSearch(texts) };
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
  const { texts, search } = openAt(asked);
  const { request } = asked;
  if (request.kind === "spread") return spreadIn(texts, request, step);
  return request.kind === "page" ? search.page(request, step) : search.replace(request, step);
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
