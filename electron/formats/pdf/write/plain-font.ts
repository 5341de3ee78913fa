/**
 * Fonts of the web as plain TrueType: unpacked by Google's WOFF2 and, where a font holds all weights in one, brought to
 * one of them by HarfBuzz. Both are WebAssembly and get only fonts that Galley brings itself.
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Of HarfBuzz, what is used here; numbers are addresses in its memory. */
interface HarfBuzz {
  memory: { buffer: ArrayBuffer };
  _initialize(): void;
  malloc(size: number): number;
  free(address: number): void;
  hb_blob_create(data: number, length: number, mode: number, user: number, destroy: number): number;
  hb_blob_destroy(blob: number): void;
  hb_blob_get_data(blob: number, length: number): number;
  hb_blob_get_length(blob: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_face_destroy(face: number): void;
  hb_face_reference_blob(face: number): number;
  hb_set_add(set: number, value: number): void;
  hb_set_clear(set: number): void;
  hb_set_invert(set: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_destroy(input: number): void;
  hb_subset_input_unicode_set(input: number): number;
  hb_subset_input_set(input: number, kind: number): number;
  hb_subset_input_set_flags(input: number, flags: number): void;
  hb_subset_input_pin_axis_location(input: number, face: number, axis: number, value: number): number;
  hb_subset_or_fail(face: number, input: number): number;
}

type Unpack = (woff2: Uint8Array) => Promise<Uint8Array>;

declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array<ArrayBuffer>,
    imports: object,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

/** HarfBuzz's own numbers. */
const MEMORY_MODE_WRITABLE = 2;
const SETS_DROP_TABLE_TAG = 3;
const FLAGS_NO_HINTING = 1;

/** What a PDF has no use for. */
const unused = ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "VORG"];

let running: Promise<HarfBuzz> | null = null;

async function start(): Promise<HarfBuzz> {
  const beside = join(import.meta.dirname, "harfbuzz-subset.wasm");
  const path = existsSync(beside)
    ? beside
    : createRequire(import.meta.url).resolve("harfbuzzjs/dist/harfbuzz-subset.wasm");
  const { instance } = await WebAssembly.instantiate(new Uint8Array(readFileSync(path)), {});
  const engine = instance.exports as unknown as HarfBuzz;
  engine._initialize();
  return engine;
}

const tag = (name: string) => Buffer.from(name, "latin1").readUInt32BE();

/** @param weight of a font that holds all of them (400: regular), null for a font that has but one */
export async function plainFont(woff2: Uint8Array, weight: number | null): Promise<Uint8Array> {
  // Only where a PDF is written: what lists the formats does not need them.
  // @ts-expect-error The package brings no types.
  const unpacking: { default: Unpack } = await import("wawoff2/decompress.js");
  const plain = await unpacking.default(woff2);
  if (weight === null) return plain;
  running ??= start();
  return atWeight(await running, plain, weight);
}

function atWeight(engine: HarfBuzz, font: Uint8Array, weight: number): Uint8Array {
  const data = engine.malloc(font.length);
  new Uint8Array(engine.memory.buffer).set(font, data);
  const blob = engine.hb_blob_create(data, font.length, MEMORY_MODE_WRITABLE, 0, 0);
  const face = engine.hb_face_create(blob, 0);
  engine.hb_blob_destroy(blob);
  const input = engine.hb_subset_input_create_or_fail();
  const characters = engine.hb_subset_input_unicode_set(input);
  engine.hb_set_clear(characters);
  engine.hb_set_invert(characters);
  const dropped = engine.hb_subset_input_set(input, SETS_DROP_TABLE_TAG);
  for (const name of unused) engine.hb_set_add(dropped, tag(name));
  engine.hb_subset_input_set_flags(input, FLAGS_NO_HINTING);
  engine.hb_subset_input_pin_axis_location(input, face, tag("wght"), weight);
  const result = engine.hb_subset_or_fail(face, input);
  engine.hb_subset_input_destroy(input);
  engine.hb_face_destroy(face);
  engine.free(data);
  if (!result) throw new Error("HarfBuzz can't bring the font to this weight.");
  const made = engine.hb_face_reference_blob(result);
  const from = engine.hb_blob_get_data(made, 0);
  // A copy: what lies in the engine's memory moves when that grows.
  const bytes = new Uint8Array(engine.memory.buffer).slice(from, from + engine.hb_blob_get_length(made));
  engine.hb_blob_destroy(made);
  engine.hb_face_destroy(result);
  return bytes;
}
