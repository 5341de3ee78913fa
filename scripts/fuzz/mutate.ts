/**
 * Makes damaged and hostile inputs out of sound ones: on bytes (flipped, cut, spliced), on tokens (what parsers stumble
 * over) and on structure (JSON, MessagePack, ZIP: another value at a place, a key too many, nested too deep).
 * Must not know: what reads them.
 */
import { decode, encode } from "@msgpack/msgpack";
import { unzipSync, zipSync } from "fflate";
import type { Random } from "./random.ts";
import { keys, numbers, tokens } from "./tokens.ts";

export type Kind = "json" | "lines" | "xml" | "text" | "zip" | "msgpack" | "http";

/** Longer inputs are cut: what takes long is for the benchmarks. In bytes. */
export const LONGEST = 256 * 1024;

const encoder = new TextEncoder();
const latin = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
const bytesOf = (binary: string) => new Uint8Array(Buffer.from(binary, "latin1"));

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function mutateBytes(bytes: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  const at = random.below(bytes.length + 1);
  const to = Math.min(bytes.length, at + 1 + random.below(random.pick([1, 2, 8, 64, 4096])));
  const [before, part, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)];
  const noise = () => Uint8Array.from({ length: 1 + random.below(16) }, () => random.below(256));
  switch (random.below(9)) {
    case 0: {
      const copy = bytes.slice();
      if (copy.length) copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ (1 << random.below(8));
      return copy;
    }
    case 1:
      return concat(before, noise(), after);
    case 2:
      return concat(before, after);
    case 3:
      return concat(before, part, part, after);
    case 4:
      return before.slice();
    case 5:
      return after.slice();
    case 6:
      return concat(before, other.subarray(random.below(other.length + 1)));
    case 7:
      return concat(
        before,
        Uint8Array.from(part, () => random.pick([0, 0x20, 0x7f, 0x80, 0xff])),
        after,
      );
    default:
      return concat(before, after, part);
  }
}

/** Places between "words" of a binary string, so that a token is hit and not the middle of one. */
function wordAt(text: string, random: Random): [number, number] {
  const at = random.below(text.length + 1);
  const isWord = (index: number) => /[\w.\x80-\xff-]/.test(text[index] ?? "");
  let [start, end] = [at, at];
  while (start > 0 && isWord(start - 1) && at - start < 200) start--;
  while (end < text.length && isWord(end) && end - at < 200) end++;
  return [start, end];
}

function mutateTokens(bytes: Uint8Array, random: Random): Uint8Array {
  const text = latin(bytes);
  const [start, end] = wordAt(text, random);
  const token = latin(encoder.encode(random.pick(tokens)));
  const word = text.slice(start, end);
  const replaced = (middle: string) => bytesOf(text.slice(0, start) + middle + text.slice(end));
  switch (random.below(7)) {
    case 0:
      return replaced(token);
    case 1:
      return replaced(token + word);
    case 2:
      return replaced(`${word}${token}${word}`);
    case 3:
      return replaced(word.repeat(random.pick([2, 20, 500])));
    case 4:
      return replaced(token.repeat(random.pick([2, 50, 3000])));
    case 5: {
      // A line or tag moved, doubled or gone.
      const cut = random.pick(["\n", ">", ",", ";"]);
      const parts = text.split(cut);
      const [from, into] = [random.below(parts.length), random.below(parts.length + 1)];
      const moved = parts.slice(from, from + 1 + random.below(3));
      if (random.once(2)) parts.splice(from, moved.length);
      parts.splice(into, 0, ...(random.once(3) ? [] : moved));
      return bytesOf(parts.join(cut));
    }
    default:
      return random.once(2) ? replaced("") : bytesOf(text.replaceAll(word || "\u0001", token));
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

/** All places of a value that something else can stand in, the value itself left out. */
function placesIn(value: unknown): { holder: Record<string, unknown> | unknown[]; key: string | number }[] {
  const places: ReturnType<typeof placesIn> = [];
  const waiting: unknown[] = [value];
  while (waiting.length && places.length < 5000) {
    const holder = waiting.pop();
    if (Array.isArray(holder)) {
      for (const [key, item] of holder.entries()) {
        places.push({ holder, key });
        waiting.push(item);
      }
    } else if (isObject(holder)) {
      for (const key of Object.keys(holder)) {
        places.push({ holder, key });
        waiting.push(holder[key]);
      }
    }
  }
  return places;
}

function nested(depth: number, random: Random): unknown {
  let value: unknown = random.pick([0, "x", null]);
  for (let level = 0; level < depth; level++) value = random.once(2) ? [value] : { a: value };
  return value;
}

/** A value that nobody asked for. */
function strange(random: Random, was: unknown): unknown {
  switch (random.below(9)) {
    case 0:
      return random.pick(numbers);
    case 1:
      return random.pick([null, true, false, undefined]);
    case 2:
      return random.pick(tokens);
    case 3:
      return random.pick(tokens).repeat(random.pick([1, 10, 2000]));
    case 4:
      return random.pick([[], {}, [null], { id: 1 }, [[]], new Uint8Array([0xff, 0, 1])]);
    case 5:
      return nested(random.pick([3, 60, 70, 500]), random);
    case 6:
      return typeof was === "number" ? was + random.pick([-1, 1, 0.5, 1000]) : [was, was];
    case 7:
      return typeof was === "string" ? was.slice(random.below(was.length + 1)) : String(was).slice(0, 1000);
    default:
      return { __proto__: null, [random.pick(keys)]: was };
  }
}

function mutateValue(value: unknown, random: Random): unknown {
  const root = { value: structuredClone(value) };
  const places = placesIn(root);
  const { holder, key } = random.pick(places);
  const place = holder as Record<string | number, unknown>;
  const was = place[key];
  switch (random.below(6)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete place[key];
      break;
    case 1:
      if (Array.isArray(holder)) holder.push(...holder.slice(0, 1000));
      else Object.defineProperty(holder, random.pick(keys), { value: was, enumerable: true, configurable: true });
      break;
    case 2: {
      const other = random.pick(places);
      const held = (other.holder as Record<string | number, unknown>)[other.key];
      // A value within itself could not be written.
      if (!placesIn(held).some((inside) => inside.holder === holder)) place[key] = structuredClone(held);
      break;
    }
    case 3:
      if (isObject(was) && random.once(2))
        Object.defineProperty(was, "__proto__", { value: { polluted: true }, enumerable: true, configurable: true });
      else place[key] = strange(random, was);
      break;
    default:
      place[key] = strange(random, was);
  }
  return root.value;
}

/** JSON.stringify forgets what JSON can't say; keys named __proto__ it keeps. */
function mutateJson(bytes: Uint8Array, random: Random): Uint8Array {
  const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
  return encoder.encode(JSON.stringify(mutateValue(value, random)) ?? "");
}

function mutateLines(bytes: Uint8Array, random: Random): Uint8Array {
  const lines = new TextDecoder().decode(bytes).split("\n");
  const at = random.below(lines.length);
  const line = lines[at] ?? "";
  if (/^\s*[[{]/.test(line)) lines[at] = new TextDecoder().decode(mutateJson(encoder.encode(line), random));
  else lines.splice(at, 1, ...(random.once(2) ? [] : [line, line]));
  return encoder.encode(lines.join("\n"));
}

function mutateZip(bytes: Uint8Array, random: Random): Uint8Array {
  // An earlier mutation may have made an entry claim gigabytes, which would be taken at its word here.
  const entries = unzipSync(bytes, { filter: ({ originalSize }) => originalSize <= 10 * LONGEST });
  const name = random.pick(Object.keys(entries));
  const content = entries[name] ?? new Uint8Array();
  switch (random.below(6)) {
    case 0:
      delete entries[name];
      break;
    case 1:
      entries[random.pick(["../x", "/etc/x", "..\\x", "C:\\x", "__proto__", "a".repeat(5000), "\0"])] = content;
      break;
    case 2:
      entries[name] = new Uint8Array(random.pick([0, 0, 0, 5_000_000]));
      break;
    default:
      entries[name] = new Uint8Array(mutate(content, "xml", random));
  }
  return zipSync(entries, { level: 1 });
}

/** What a structure is changed by, where it can be read at all. */
const structures: Partial<Record<Kind, (bytes: Uint8Array, random: Random) => Uint8Array>> = {
  json: mutateJson,
  lines: mutateLines,
  zip: mutateZip,
  msgpack: (bytes, random) => encode(mutateValue(decode(bytes), random), { maxDepth: 2000 }),
};

function mutateOnce(bytes: Uint8Array, kind: Kind, random: Random, other: Uint8Array): Uint8Array {
  const structure = structures[kind];
  // Archives and messages that are broken as such are told at once; what is inside them is more interesting.
  const onStructure = kind === "zip" || kind === "msgpack" ? !random.once(4) : random.once(2);
  if (structure && onStructure) {
    try {
      return structure(bytes, random);
    } catch {
      // An earlier mutation has broken it.
    }
  }
  return random.once(2) ? mutateTokens(bytes, random) : mutateBytes(bytes, random, other);
}

/** @param other another sound input, for splicing */
export function mutate(bytes: Uint8Array, kind: Kind, random: Random, other: Uint8Array = bytes): Uint8Array {
  let result: Uint8Array = bytes;
  for (let left = random.pick([1, 1, 1, 2, 3, 6]); left > 0; left--) {
    result = mutateOnce(result, kind, random, other);
    if (result.length > LONGEST) result = result.slice(0, LONGEST);
  }
  return result;
}
