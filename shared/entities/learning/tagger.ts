/**
 * The tagger that learns from what editors tagged: a committee of perceptrons over characters (B, I of each type, O),
 * whose agreement says how sure a span is. Offsets are UTF-16 units.
 * Knows nothing of documents: `learn.ts` brings it pages.
 */
import type { TypedSpan } from "../measure.ts";
import { decode, type Example, type Places, type Shape, train, type Weights } from "./perceptron.ts";

/** A stretch of text (a sentence) with its features and, for learning, its spans; offsets within the stretch. */
export interface Stretch {
  features: readonly (readonly string[])[];
  spans: readonly TypedSpan[];
}

export interface TaggerModel {
  types: string[];
  features: string[];
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

/** Deterministic: the same stretches in the same order give the same model. */
export function trainTagger(stretches: readonly Stretch[], lessons: number = LESSONS): TaggerModel {
  const types = [...new Set(stretches.flatMap(({ spans }) => spans.map(({ type }) => type)))].sort();
  const features = frequentFeatures(stretches);
  const index = new Map(features.map((feature, i) => [feature, i]));
  const shape = shapeOf(types, features.length);
  const examples: Example[] = stretches.map((stretch) => ({
    places: placesOf(stretch.features, index),
    gold: tagsOf(stretch, types),
  }));
  const rounds = Math.max(ROUNDS.least, Math.min(ROUNDS.most, Math.ceil(lessons / Math.max(1, examples.length))));
  const members = Array.from({ length: MEMBERS }, (_, seed) => train(examples, shape, { rounds, seed: seed + 1 }));
  return pruned({ types, features, members: members.map(hundredths) }, shape.tags);
}

/** A model made ready for tagging; making it takes time, tagging with it does not. */
export class Tagger {
  readonly #index: ReadonlyMap<string, number>;
  readonly #shape: Shape;
  readonly #members: readonly Weights[];
  readonly types: readonly string[];

  constructor(model: TaggerModel) {
    this.types = model.types;
    this.#index = new Map(model.features.map((feature, i) => [feature, i]));
    this.#shape = shapeOf(model.types, model.features.length);
    this.#members = model.members.map(({ features, steps }) => ({
      features: Float32Array.from(features, (weight) => weight / 100),
      steps: Float32Array.from(steps, (weight) => weight / 100),
    }));
  }

  /** Every span that a member of the committee found; spans may overlap each other. */
  tag(features: Stretch["features"]): Voted[] {
    const places = placesOf(features, this.#index);
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

/** Tags: 0 is O, then B and I of each type; I only follows B or I of its own type. */
function shapeOf(types: readonly string[], features: number): Shape {
  const tags = 1 + types.length * 2;
  const all = Int32Array.from({ length: tags }, (_, tag) => tag);
  const isInside = (tag: number) => tag > 0 && tag % 2 === 0;
  const before = Array.from(all, (tag) => (isInside(tag) ? Int32Array.of(tag - 1, tag) : all));
  return { features, tags, before, first: Array.from(all).filter((tag) => !isInside(tag)) };
}

function tagsOf({ features, spans }: Stretch, types: readonly string[]): Int32Array {
  const tags = new Int32Array(features.length);
  for (const { start, end, type } of spans) {
    const begin = 1 + types.indexOf(type) * 2;
    tags.fill(begin + 1, start, end);
    tags[start] = begin;
  }
  return tags;
}

function spansOf(tags: Int32Array, types: readonly string[]): TypedSpan[] {
  const spans: TypedSpan[] = [];
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i] as number;
    if (tag % 2 !== 1) continue;
    let end = i + 1;
    while (tags[end] === tag + 1) end++;
    spans.push({ start: i, end, type: types[(tag - 1) / 2] as string });
  }
  return spans;
}

function placesOf(features: Stretch["features"], index: ReadonlyMap<string, number>): Places {
  return features.map((names) => Int32Array.from(names.flatMap((name) => index.get(name) ?? [])));
}

function frequentFeatures(stretches: readonly Stretch[]): string[] {
  const seen = new Map<string, number>();
  for (const { features } of stretches)
    for (const names of features) for (const name of names) seen.set(name, (seen.get(name) ?? 0) + 1);
  return [...seen].flatMap(([name, times]) => (times >= LEAST_SEEN ? [name] : []));
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
    features: kept.map((i) => model.features[i] as string),
    members: model.members.map(({ features, steps }) => ({ features: rowsOf(features), steps })),
  };
}

function hasWeight(weights: Int16Array, from: number, count: number): boolean {
  for (let i = from; i < from + count; i++) if (weights[i] !== 0) return true;
  return false;
}
