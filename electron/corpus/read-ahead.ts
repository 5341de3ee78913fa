/** Work on a list with a few items under way at once, results in the list's order: the disk has something to do meanwhile. */

/** How many items are under way at once. */
export interface Ahead<T> {
  most: number;
  /** And no further one begins while these weigh so much together. */
  weight?: { of(item: T): number; most: number };
}

/** Enough to keep the disk busy, few enough to hold a handful of documents in memory. */
const aFew: Ahead<unknown> = { most: 4 };

/**
 * Yields `work(item)` for each item. Later items begin before earlier results are taken; when the consumer stops, what
 * has begun is left to end by itself. Items are taken one by one, so a generator may stop them.
 */
export async function* readAhead<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T) => Promise<R>,
  { most, weight }: Ahead<T> = aFew,
): AsyncGenerator<R> {
  const running: { result: Promise<R>; weighs: number }[] = [];
  let weighs = 0;
  for await (const item of items) {
    const result = work(item);
    // A rejection is looked at when its turn comes, and not reported as unhandled before.
    result.catch(() => {});
    const own = weight?.of(item) ?? 0;
    running.push({ result, weighs: own });
    weighs += own;
    while (running.length >= most || (weight && running.length && weighs >= weight.most)) {
      const [first] = running.splice(0, 1) as [(typeof running)[number]];
      yield await first.result;
      weighs -= first.weighs;
    }
  }
  for (const { result } of running) yield await result;
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
