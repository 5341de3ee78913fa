/** The pages of one file until someone says stop, and what ended them before their end. Must not know: files, formats. */
import { GalleyError } from "../../../shared/errors.ts";
import type { ImportedPage, UnreadRecord } from "../../formats/format.ts";

export type Read = { page: ImportedPage } | { page: null; error: unknown };

/**
 * What is wrong with the file comes after the pages before it. So does that it was stopped, where pages of it came before;
 * a page that takes long is not waited for then.
 * @param onPage hears of each page as it is read
 */
export async function* pagesUntil(
  pages: AsyncIterable<ImportedPage | UnreadRecord>,
  name: string,
  signal: AbortSignal | undefined,
  onPage: (page: ImportedPage | UnreadRecord) => void,
): AsyncGenerator<Read> {
  const iterator = pages[Symbol.asyncIterator]();
  let count = 0;
  let isStopped = false;
  try {
    for (;;) {
      const next = await unlessStopped(iterator.next(), signal);
      if (next?.done) return;
      if (next === null || signal?.aborted) {
        isStopped = true;
        if (count) yield { page: null, error: stoppedWithin(name, count) };
        return;
      }
      count++;
      onPage(next.value);
      yield "error" in next.value ? { page: null, error: next.value.error } : { page: next.value };
    }
  } catch (error) {
    yield { page: null, error };
  } finally {
    // It ends after the page that it is at.
    const end = iterator.return?.();
    if (isStopped) end?.catch(() => {});
    else await end;
  }
}

/** Null when stop was said first. What is there already comes all the same: a file that has just ended was not stopped. */
function unlessStopped<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T | null> {
  if (!signal) return result;
  return new Promise((resolve, reject) => {
    const stop = () => setImmediate(() => resolve(null));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

function stoppedWithin(name: string, n: number): GalleyError {
  return new GalleyError(
    "cancelled",
    `${name} was stopped after ${n === 1 ? "1 page, which is" : `${n} pages, which are`} kept. Import it again for the rest: pages that are there are passed over.`,
    { name, n },
  );
}
