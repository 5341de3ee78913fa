/** Work on a list with a few items under way at once, results in the list's order: the disk has something to do meanwhile. */

/** Enough to keep the disk busy, few enough to hold a handful of documents in memory. */
const AHEAD = 4;

/**
 * Yields `work(item)` for each item. Later items begin before earlier results are taken; when the consumer stops, what
 * has begun is left to end by itself. Items are taken one by one, so a generator may stop them.
 */
export async function* readAhead<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  for await (const item of items) {
    const result = work(item);
    // A rejection is looked at when its turn comes, and not reported as unhandled before.
    result.catch(() => {});
    running.push(result);
    if (running.length >= AHEAD) yield (await running.shift()) as R;
  }
  for (const result of running) yield await result;
}

/** Yields the same items; the next one is under way while one is worked on. */
export async function* oneAhead<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  const begin = () => {
    const next = iterator.next();
    // As above: looked at when its turn comes.
    next.catch(() => {});
    return next;
  };
  try {
    for (let next = begin(); ; ) {
      const { done, value } = await next;
      if (done) return;
      next = begin();
      yield value;
    }
  } finally {
    await iterator.return?.();
  }
}
