/** What a case is: a target, a seed and a number make an input, always the same one; a file of a failing one holds it whole. */
import { readFileSync, writeFileSync } from "node:fs";
import type { Input } from "./inputs.ts";
import { type Kind, mutate } from "./mutate.ts";
import { randomFrom } from "./random.ts";
import type { Target } from "./target.ts";

/** The input of a case. Every twentieth is sound, so that a target that refuses everything is noticed. */
export function inputOf(target: Target, sound: readonly Input[], seed: string, number: number): Input {
  if (target.inputOf) return target.inputOf(sound, number);
  const random = randomFrom(`${seed}/${target.name}/${number}`);
  const input = random.pick(sound);
  if (number % 20 === 0) return input;
  const other = random.pick(sound).bytes;
  if (input.siblings && random.once(4)) {
    const name = random.pick([...input.siblings.keys()]);
    const sibling = mutate(input.siblings.get(name) ?? new Uint8Array(), "text", random, other);
    return { ...input, siblings: new Map([...input.siblings, [name, sibling]]) };
  }
  return { ...input, bytes: mutate(input.bytes, input.kind, random, other) };
}

/** A case that failed, as it is kept to be played again. */
export interface KeptCase {
  target: string;
  seed: string;
  number: number;
  why: string;
  input: Input;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, "base64"));

export function writeCase(path: string, { input, ...rest }: KeptCase): void {
  const siblings = [...(input.siblings ?? [])].map(([name, bytes]) => ({ name, bytes: base64(bytes) }));
  const kept = { ...rest, input: { name: input.name, kind: input.kind, bytes: base64(input.bytes), siblings } };
  writeFileSync(path, `${JSON.stringify(kept, null, 2)}\n`);
}

export function readCase(path: string): KeptCase {
  const { input, ...rest } = JSON.parse(readFileSync(path, "utf8"));
  const siblings = new Map<string, Uint8Array>(
    input.siblings.map(({ name, bytes }: { name: string; bytes: string }) => [name, fromBase64(bytes)]),
  );
  const { name, kind, bytes } = input as { name: string; kind: Kind; bytes: string };
  return { ...rest, input: { name, kind, bytes: fromBase64(bytes), ...(siblings.size ? { siblings } : {}) } };
}
