/** A model as it is kept in a file and sent to the window: what is words as JSON, the many numbers as bytes. */
import type { Judgement } from "./judge.ts";
import type { Model } from "./learn.ts";
import { tagCount } from "./tagger.ts";

export interface WrittenModel {
  /** JSON. */
  head: string;
  /** The features' numbers, 32 bits each, then all members' weights one after the other, 16 bits each; little-endian. */
  weights: Uint8Array<ArrayBuffer>;
}

interface Head {
  types: string[];
  features: number;
  members: number;
  judgement: Judgement;
}

export function writtenModel({ tagger, judgement }: Model): WrittenModel {
  const { types, features, members } = tagger;
  const head: Head = { types, features: features.length, members: members.length, judgement };
  const all = members.flatMap((member) => [member.features, member.steps]);
  const view = new DataView(
    new ArrayBuffer(all.reduce((sum, weights) => sum + weights.length * 2, features.length * 4)),
  );
  let at = 0;
  for (const feature of features) {
    view.setInt32(at, feature, true);
    at += 4;
  }
  for (const weights of all)
    for (const weight of weights) {
      view.setInt16(at, weight, true);
      at += 2;
    }
  return { head: JSON.stringify(head), weights: new Uint8Array(view.buffer) };
}

/** @throws RangeError when head and weights don't belong together */
export function modelFrom({ head, weights }: WrittenModel): Model {
  const { types, features, members, judgement } = JSON.parse(head) as Head;
  const tags = tagCount(types.length);
  const own = features * tags;
  const steps = (tags + 1) * tags;
  if (weights.byteLength !== features * 4 + members * (own + steps) * 2)
    throw new RangeError("The model's weights are not its own.");
  const view = new DataView(weights.buffer, weights.byteOffset, weights.byteLength);
  let at = features * 4;
  const next = (count: number) =>
    Int16Array.from({ length: count }, () => {
      at += 2;
      return view.getInt16(at - 2, true);
    });
  const read = Array.from({ length: members }, () => ({ features: next(own), steps: next(steps) }));
  const numbers = Int32Array.from({ length: features }, (_, i) => view.getInt32(i * 4, true));
  return { tagger: { types, features: numbers, members: read }, judgement };
}
