/**
 * The tagger that learns from what editors tagged: a committee of perceptrons over characters (first, inside, last and
 * single of each type, and none), whose agreement says how sure a span is. Offsets are UTF-16 units.
 * Knows nothing of documents: `learn.ts` brings it pages.
 */
import type { TypedSpan } from "../measure.ts";
import type { Features } from "./features.ts";
import { decode, type Example, type Places, type Shape, train, type Weights } from "./perceptron.ts";

/** A stretch of text (a sentence) with its features and its spans; offsets within the stretch. */
export interface Stretch {
  features: Features;
  spans: readonly TypedSpan[];
}

export interface TaggerModel {
  types: string[];
  /** Numbers of the features that have weights, in the rows' order. */
  features: Int32Array;
  /** For each member: weights of features (row a feature, column a tag) and of steps, in hundredths. */
  members: { features: Int16Array; steps: Int16Array }[];
}

export interface Voted extends TypedSpan {
  /** Share of the committee that found exactly this span. */
  votes: number;
}

const MEMBERS = 3;
/** Each member sees about so many sentences, few of them often or many of them seldom. */
const LESSONS = 9_000;
const ROUNDS = { least: 4, most: 25 };
/** A feature seen fewer times says nothing about other pages. */
const LEAST_SEEN = 2;
/** Tags of a type: first, inside, last, single. */
export const TAGS_OF_TYPE = 4;

/** Deterministic: the same stretches in the same order give the same model. */
export function trainTagger(stretches: readonly Stretch[], lessons: number = LESSONS): TaggerModel {
  const types = [...new Set(stretches.flatMap(({ spans }) => spans.map(({ type }) => type)))].sort();
  const features = frequentFeatures(stretches);
  const rows = rowsOf(features);
  const shape = shapeOf(types, features.length);
  const examples: Example[] = stretches.map((stretch) => ({
    places: placesOf(stretch.features, rows),
    gold: tagsOf(stretch, types),
  }));
  const rounds = Math.max(ROUNDS.least, Math.min(ROUNDS.most, Math.ceil(lessons / Math.max(1, examples.length))));
  const members = Array.from({ length: MEMBERS }, (_, seed) => train(examples, shape, { rounds, seed: seed + 1 }));
  return pruned({ types, features, members: members.map(hundredths) }, shape.tags);
}

/** A model made ready for tagging; making it takes time, tagging with it does not. */
export class Tagger {
  readonly #rows: ReadonlyMap<number, number>;
  readonly #shape: Shape;
  readonly #members: readonly Weights[];
  readonly types: readonly string[];

  constructor(model: TaggerModel) {
    this.types = model.types;
    this.#rows = rowsOf(model.features);
    this.#shape = shapeOf(model.types, model.features.length);
    this.#members = model.members.map(({ features, steps }) => ({
      features: Float32Array.from(features, (weight) => weight / 100),
      steps: Float32Array.from(steps, (weight) => weight / 100),
    }));
  }

  /** Every span that a member of the committee found; spans may overlap each other. */
  tag(features: Features): Voted[] {
    const places = placesOf(features, this.#rows);
    const votes = new Map<string, Voted>();
    for (const member of this.#members)
      for (const span of spansOf(decode(places, member, this.#shape), this.types)) {
        const key = `${span.start}:${span.end}:${span.type}`;
        const share = (votes.get(key)?.votes ?? 0) + 1 / this.#members.length;
        votes.set(key, { ...span, votes: share });
      }
    return [...votes.values()].sort((a, b) => a.start - b.start || a.end - b.end);
  }
}

/** How many tags there are for so many types. */
export function tagCount(types: number): number {
  return 1 + types * TAGS_OF_TYPE;
}

/** Where in its type a tag stands: 0 first, 1 inside, 2 last, 3 single. Tag 0 is none. */
function placeOf(tag: number): number {
  return (tag - 1) % TAGS_OF_TYPE;
}

/** After the first and inside follow inside and last of the same type; everywhere else a span may begin, or none. */
function shapeOf(types: readonly string[], features: number): Shape {
  const all = Array.from({ length: tagCount(types.length) }, (_, tag) => tag);
  const isInside = (tag: number) => tag > 0 && (placeOf(tag) === 1 || placeOf(tag) === 2);
  const isOpen = (tag: number) => tag > 0 && placeOf(tag) < 2;
  const closed = Int32Array.from(all.filter((tag) => !isOpen(tag)));
  const before = all.map((tag) => (isInside(tag) ? Int32Array.of(tag - placeOf(tag), tag - placeOf(tag) + 1) : closed));
  return { features, tags: all.length, before, first: all.filter((tag) => !isInside(tag)), last: [...closed] };
}

function tagsOf({ features, spans }: Stretch, types: readonly string[]): Int32Array {
  const tags = new Int32Array(features.numbers.length / features.stride);
  for (const { start, end, type } of spans) {
    const first = 1 + types.indexOf(type) * TAGS_OF_TYPE;
    if (end - start === 1) tags[start] = first + 3;
    else {
      tags.fill(first + 1, start, end);
      tags[start] = first;
      tags[end - 1] = first + 2;
    }
  }
  return tags;
}

function spansOf(tags: Int32Array, types: readonly string[]): TypedSpan[] {
  const spans: TypedSpan[] = [];
  let start = 0;
  for (const [i, tag] of tags.entries()) {
    if (tag === 0) continue;
    const place = placeOf(tag);
    if (place === 0 || place === 3) start = i;
    if (place === 2 || place === 3)
      spans.push({ start, end: i + 1, type: types[Math.floor((tag - 1) / TAGS_OF_TYPE)] as string });
  }
  return spans;
}

function rowsOf(features: Int32Array): Map<number, number> {
  const rows = new Map<number, number>();
  for (let row = 0; row < features.length; row++) rows.set(features[row] as number, row);
  return rows;
}

function placesOf({ stride, numbers }: Features, rows: ReadonlyMap<number, number>): Places {
  const known = new Int32Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) known[i] = rows.get(numbers[i] as number) ?? -1;
  return { length: numbers.length / stride, stride, rows: known };
}

function frequentFeatures(stretches: readonly Stretch[]): Int32Array {
  const seen = new Map<number, number>();
  for (const { features } of stretches)
    for (const number of features.numbers) if (number) seen.set(number, (seen.get(number) ?? 0) + 1);
  return Int32Array.from([...seen].flatMap(([number, times]) => (times >= LEAST_SEEN ? [number] : [])));
}

function hundredths({ features, steps }: Weights): TaggerModel["members"][number] {
  const rounded = (weight: number) => Math.max(-32767, Math.min(32767, Math.round(weight * 100)));
  return { features: Int16Array.from(features, rounded), steps: Int16Array.from(steps, rounded) };
}

/** Without the features that no member gives a weight: most of them. */
function pruned(model: TaggerModel, tags: number): TaggerModel {
  const kept: number[] = [];
  for (let i = 0; i < model.features.length; i++)
    if (model.members.some((member) => hasWeight(member.features, i * tags, tags))) kept.push(i);
  const rowsOf = (weights: Int16Array) => {
    const rows = new Int16Array(kept.length * tags);
    for (const [row, i] of kept.entries()) rows.set(weights.subarray(i * tags, (i + 1) * tags), row * tags);
    return rows;
  };
  return {
    ...model,
    features: Int32Array.from(kept, (i) => model.features[i] as number),
    members: model.members.map(({ features, steps }) => ({ features: rowsOf(features), steps })),
  };
}

function hasWeight(weights: Int16Array, from: number, count: number): boolean {
  for (let i = from; i < from + count; i++) if (weights[i] !== 0) return true;
  return false;
}
