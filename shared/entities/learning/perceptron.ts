/**
 * An averaged perceptron over sequences (Collins 2002): features of each place and the step from tag to tag, decoded
 * with Viterbi. Knows numbers only: features and tags are indices. Deterministic: the order of training is seeded.
 */

/** A sequence to learn from or to tag: of each place, `stride` indices of features; -1 for those that are unknown. */
export interface Places {
  length: number;
  stride: number;
  rows: Int32Array;
}

export interface Weights {
  /** Row a feature, column a tag. */
  features: Float32Array;
  /** Row the tag before (the last row: the beginning), column the tag. */
  steps: Float32Array;
}

export interface Shape {
  features: number;
  tags: number;
  /** For each tag, the tags that may stand before it. */
  before: readonly Int32Array[];
  /** Tags that a sequence may begin with. */
  first: readonly number[];
  /** Tags that a sequence may end with. */
  last: readonly number[];
}

export interface Example {
  places: Places;
  gold: Int32Array;
}

/** Time is examples × rounds × places × (features of a place + tags) × tags. */
export function train(examples: readonly Example[], shape: Shape, options: { rounds: number; seed: number }): Weights {
  const { tags } = shape;
  const weights: Weights = {
    features: new Float32Array(shape.features * tags),
    steps: new Float32Array((tags + 1) * tags),
  };
  // Sums for the average: each change counts from the moment that it was made.
  const sums: Weights = {
    features: new Float32Array(shape.features * tags),
    steps: new Float32Array((tags + 1) * tags),
  };
  const order = examples.map((_, index) => index);
  const random = randomFrom(options.seed);
  let moment = 1;
  for (let round = 0; round < options.rounds; round++) {
    shuffle(order, random);
    for (const index of order) {
      const { places, gold } = examples[index] as Example;
      const { stride, rows } = places;
      const guess = decode(places, weights, shape);
      for (let i = 0; i < places.length; i++) {
        const right = gold[i] as number;
        const wrong = guess[i] as number;
        const rightBefore = i ? (gold[i - 1] as number) : tags;
        const wrongBefore = i ? (guess[i - 1] as number) : tags;
        if (right !== wrong)
          for (let f = i * stride; f < (i + 1) * stride; f++) {
            const row = (rows[f] as number) * tags;
            if (row < 0) continue;
            change(weights.features, sums.features, row + right, 1, moment);
            change(weights.features, sums.features, row + wrong, -1, moment);
          }
        if (right !== wrong || rightBefore !== wrongBefore) {
          change(weights.steps, sums.steps, rightBefore * tags + right, 1, moment);
          change(weights.steps, sums.steps, wrongBefore * tags + wrong, -1, moment);
        }
      }
      moment++;
    }
  }
  average(weights.features, sums.features, moment);
  average(weights.steps, sums.steps, moment);
  return weights;
}

function change(weights: Float32Array, sums: Float32Array, at: number, by: number, moment: number): void {
  weights[at] = (weights[at] as number) + by;
  sums[at] = (sums[at] as number) + by * moment;
}

function average(weights: Float32Array, sums: Float32Array, moment: number): void {
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) - (sums[i] as number) / moment;
}

/** The best sequence of tags. */
export function decode(places: Places, { features, steps }: Weights, shape: Shape): Int32Array {
  const { tags, before, first, last } = shape;
  const { length, stride, rows } = places;
  const path = new Int32Array(length);
  if (!length) return path;
  const from = new Int32Array(length * tags);
  let scores = new Float64Array(tags).fill(Number.NEGATIVE_INFINITY);
  let next = new Float64Array(tags);
  const own = new Float64Array(tags);
  for (let i = 0; i < length; i++) {
    own.fill(0);
    for (let f = i * stride; f < (i + 1) * stride; f++) {
      const row = (rows[f] as number) * tags;
      if (row < 0) continue;
      for (let tag = 0; tag < tags; tag++) own[tag] = (own[tag] as number) + (features[row + tag] as number);
    }
    if (i === 0) for (const tag of first) scores[tag] = (own[tag] as number) + (steps[tags * tags + tag] as number);
    else {
      for (let tag = 0; tag < tags; tag++) {
        let best = Number.NEGATIVE_INFINITY;
        let bestBefore = 0;
        for (const other of before[tag] as Int32Array) {
          const score = (scores[other] as number) + (steps[other * tags + tag] as number);
          if (score > best) {
            best = score;
            bestBefore = other;
          }
        }
        next[tag] = best + (own[tag] as number);
        from[i * tags + tag] = bestBefore;
      }
      [scores, next] = [next, scores];
    }
  }
  let tag = last[0] as number;
  for (const other of last) if ((scores[other] as number) > (scores[tag] as number)) tag = other;
  for (let i = length - 1; i >= 0; i--) {
    path[i] = tag;
    tag = from[i * tags + tag] as number;
  }
  return path;
}

/** mulberry32: small, and the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** In place. */
export function shuffle<T>(items: T[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
}
