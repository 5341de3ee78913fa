/**
 * PDFium, compiled to WebAssembly: what stands where on the pages of a PDF. Neither script nor network is in it, the
 * character maps of Chinese, Japanese and Korean fonts are; its memory is bounded here. A defect that it meets in a file
 * ends the instance, never the program. Must not know: what is read from glyphs, disk (but its own program).
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { WrappedPdfiumModule } from "@embedpdf/pdfium";
import { GalleyError } from "../../../shared/errors.ts";
import type { Box } from "../../../shared/model/page-layout.ts";
import { boxAround } from "../layout/shapes.ts";

/** A character where it stands: in points (1/72 inch), from the upper left corner of the page as it is shown. */
export interface Glyph {
  /** One character, or the letters of a ligature. */
  text: string;
  box: Box;
  /** Of its font, in points. */
  size: number;
}

export interface PdfPage {
  /** From 1. */
  number: number;
  /** What the file calls it ("A3"), else its number. */
  label: string;
  width: number;
  height: number;
  /** In the order of the file; spaces too. */
  glyphs: Glyph[];
  /** How many glyphs have no meaning in the file: their text is U+FFFD. */
  unknown: number;
  /** Whether anything is drawn on it. */
  drawn: boolean;
}

export interface PdfFile {
  pages: number;
  /** @param index from 0. @throws GalleyError pdf-damaged, too-heavy */
  page(index: number): PdfPage;
  close(): void;
}

/** How much the engine may take, the file included. In bytes. */
const MEMORY = 1024 * 1024 * 1024;
/** A page of a newspaper has some ten thousand. */
const MOST_GLYPHS = 1_000_000;

/** What a page takes in a file at least, if only to be named: what says that it has more pages is not to be believed. */
const LEAST_PAGE = 6;

/** What of Emscripten's module is used here; the package's own types lean on types that it does not bring. */
type Engine = WrappedPdfiumModule & { pdfium: { HEAPU8: Uint8Array } };
type Imports = Record<string, Record<string, unknown>>;
/** Of WebAssembly, what is used here: its types are among the browser's, which have no place in this room. */
declare const WebAssembly: {
  compile(bytes: Uint8Array<ArrayBuffer>): Promise<object>;
  instantiate(module: object, imports: Imports): Promise<object>;
};

let running: Promise<Engine> | null = null;

/** Beside this module in the built program, in its package in a checkout. */
function program(): Uint8Array<ArrayBuffer> {
  const beside = join(import.meta.dirname, "pdfium.wasm");
  const path = existsSync(beside) ? beside : createRequire(import.meta.url).resolve("@embedpdf/pdfium/pdfium.wasm");
  return new Uint8Array(readFileSync(path));
}

async function start(): Promise<Engine> {
  // Only where a PDF is read: what lists the formats does not need it.
  const { init } = await import("@embedpdf/pdfium");
  const compiled = await WebAssembly.compile(program());
  const overrides = {
    print: () => {},
    printErr: () => {},
    /** As Emscripten would do it, but for the limit. */
    instantiateWasm(imports: Imports, receive: (instance: object) => void) {
      const bounded = Object.fromEntries(
        Object.entries(imports).map(([name, functions]) => [name, withLimit(functions)]),
      );
      void WebAssembly.instantiate(compiled, bounded).then(receive);
      return {};
    },
  };
  const engine = (await init(overrides as Parameters<typeof init>[0])) as Engine;
  engine.PDFiumExt_Init();
  return engine;
}

const RESIZE = "emscripten_resize_heap";

function withLimit(functions: Record<string, unknown>): Record<string, unknown> {
  const grow = functions[RESIZE];
  if (typeof grow !== "function") return functions;
  return { ...functions, [RESIZE]: (size: number) => (size >>> 0 > MEMORY ? 0 : grow(size)) };
}

/** Runs a step of the engine; where it breaks down, the next file gets a new one. */
function guarded<T>(name: string, page: number | null, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof GalleyError) throw error;
    running = null;
    const place = page === null ? name : `${name}, page ${page}`;
    const reason = error instanceof Error ? error.message : String(error);
    if (/memory|OOM|allocat/i.test(reason)) throw tooHeavy(place, `it needs more than ${MEMORY / 1024 / 1024} MB`);
    throw damaged(place, "its content can't be read");
  }
}

function tooHeavy(name: string, reason: string): GalleyError {
  return new GalleyError("too-heavy", `${name} was not imported: ${reason}. Divide the file, or make it smaller.`, {
    name,
    reason,
  });
}

function damaged(name: string, reason: string): GalleyError {
  return new GalleyError(
    "pdf-damaged",
    `${name} is a damaged PDF: ${reason}. Open it in a PDF program and save it anew, or get it again.`,
    { name, reason },
  );
}

const lastError = { password: 4, security: 5 } as const;

/** Makes the engine ready, which takes longer than most pages do; the first file does it otherwise. */
export async function readyPdf(): Promise<Engine> {
  running ??= start();
  return await running;
}

/** @throws GalleyError pdf-locked, pdf-damaged, too-heavy */
export async function openPdf(bytes: Uint8Array, name: string): Promise<PdfFile> {
  const engine = await readyPdf();
  const { malloc, free } = engine.pdfium.wasmExports;
  const content = guarded(name, null, () => malloc(bytes.length));
  if (!content) throw tooHeavy(name, `it needs more than ${MEMORY / 1024 / 1024} MB`);
  engine.pdfium.HEAPU8.set(bytes, content);
  const file = guarded(name, null, () => engine.FPDF_LoadMemDocument(content, bytes.length, ""));
  if (!file) {
    const reason = engine.FPDF_GetLastError();
    free(content);
    if (reason === lastError.password || reason === lastError.security)
      throw new GalleyError(
        "pdf-locked",
        `${name} is locked with a password. Save it without one in a PDF program, and import that.`,
        { name },
      );
    throw damaged(name, "it is not built as a PDF is");
  }
  const close = () => {
    engine.FPDF_CloseDocument(file);
    free(content);
  };
  const pages = guarded(name, null, () => engine.FPDF_GetPageCount(file));
  if (pages * LEAST_PAGE > bytes.length) {
    close();
    throw damaged(name, `it says that it has ${pages} pages, which are more than fit into it`);
  }
  return { pages, page: (index) => guarded(name, index + 1, () => readPage(engine, file, index, name)), close };
}

function readPage(engine: Engine, file: number, index: number, name: string): PdfPage {
  const page = engine.FPDF_LoadPage(file, index);
  if (!page) throw damaged(`${name}, page ${index + 1}`, "it can't be opened");
  const text = engine.FPDFText_LoadPage(page);
  const { malloc, free } = engine.pdfium.wasmExports;
  const scratch = malloc(64);
  try {
    const frame = frameOf(engine, page, scratch);
    const count = Math.max(0, engine.FPDFText_CountChars(text));
    if (count > MOST_GLYPHS) throw tooHeavy(`${name}, page ${index + 1}`, `it has ${count} characters`);
    return {
      number: index + 1,
      label: labelOf(engine, file, index) || String(index + 1),
      width: frame.width,
      height: frame.height,
      ...glyphsOf(engine, text, count, frame, scratch),
      drawn: engine.FPDFPage_CountObjects(page) > 0,
    };
  } finally {
    free(scratch);
    engine.FPDFText_ClosePage(text);
    engine.FPDF_ClosePage(page);
  }
}

interface Frame {
  width: number;
  height: number;
  /** From the page's own coordinates (upwards, not turned) to what is shown. */
  shown(left: number, bottom: number, right: number, top: number): Box;
}

function frameOf(engine: Engine, page: number, scratch: number): Frame {
  const float = (at: number) => engine.pdfium.getValue(scratch + at, "float") as number;
  // FS_RECTF: left, top, right, bottom.
  engine.FPDF_GetPageBoundingBox(page, scratch);
  const [left, top, right, bottom] = [float(0), float(4), float(8), float(12)];
  const size = { width: right - left, height: top - bottom };
  const turned = { width: size.height, height: size.width };
  switch (engine.FPDFPage_GetRotation(page)) {
    case 1:
      return { ...turned, shown: (l, b, r, t) => [b - bottom, l - left, t - bottom, r - left] };
    case 2:
      return { ...size, shown: (l, b, r, t) => [right - r, b - bottom, right - l, t - bottom] };
    case 3:
      return { ...turned, shown: (l, b, r, t) => [top - t, right - r, top - b, right - l] };
    default:
      return { ...size, shown: (l, b, r, t) => [l - left, top - t, r - left, top - b] };
  }
}

/** What stands for a hyphen at a line's end. */
const HYPHEN = 0x02;
const UNKNOWN = "\uFFFD";

function glyphsOf(
  engine: Engine,
  text: number,
  count: number,
  { shown, width, height }: Frame,
  scratch: number,
): Pick<PdfPage, "glyphs" | "unknown"> {
  const float = (at: number) => engine.pdfium.getValue(scratch + at, "float") as number;
  const glyphs: Glyph[] = [];
  let unknown = 0;
  let half: { unit: number; glyph: Glyph } | null = null;
  for (let index = 0; index < count; index++) {
    // Spaces and line ends that the engine thinks of are found here by the places of glyphs.
    if (engine.FPDFText_IsGenerated(text, index) === 1) continue;
    // Otherwise the engine gives a sign's number in its font for a character.
    const known = engine.FPDFText_HasUnicodeMapError(text, index) !== 1;
    const unit = known ? engine.FPDFText_GetUnicode(text, index) : 0;
    if (!engine.FPDFText_GetLooseCharBox(text, index, scratch)) continue;
    // FS_RECTF: left, top, right, bottom.
    const box = shown(float(0), float(12), float(8), float(4));
    // FS_MATRIX: a, b, c, d, e, f.
    const scale = engine.FPDFText_GetMatrix(text, index, scratch) ? Math.hypot(float(8), float(12)) : 1;
    const size = engine.FPDFText_GetFontSize(text, index) * scale || box[3] - box[1];
    if (!isOn(box, width, height) || !(size > 0 && Number.isFinite(size))) continue;
    if (half && unit >= 0xdc00 && unit <= 0xdfff) {
      half.glyph.text = String.fromCharCode(half.unit, unit);
      // Some fonts give each half a place of its own.
      half.glyph.box = boxAround([half.glyph.box, box]);
      unknown--;
      half = null;
      continue;
    }
    const glyph: Glyph = { text: characterOf(unit), box, size };
    half = unit >= 0xd800 && unit <= 0xdbff ? { unit, glyph } : null;
    if (glyph.text === UNKNOWN) unknown++;
    if (glyph.text) glyphs.push(glyph);
  }
  return { glyphs, unknown };
}

/** Empty for what is no character: controls. */
function characterOf(unit: number): string {
  if (unit === HYPHEN) return "-";
  if (unit === 0 || unit > 0x10ffff || (unit >= 0xd800 && unit <= 0xdfff) || isPrivate(unit)) return UNKNOWN;
  if (unit === 0x09 || unit === 0xa0) return " ";
  return unit < 0x20 || (unit >= 0x7f && unit < 0xa0) || unit === 0xad || unit === 0xfffe || unit === 0xfeff
    ? ""
    : String.fromCodePoint(unit);
}

/** A font's own signs: what they mean, the file does not say. */
function isPrivate(unit: number): boolean {
  return (unit >= 0xe000 && unit <= 0xf8ff) || unit >= 0xf0000;
}

/** Not printer's marks outside of what is shown, nor glyphs without a place. */
function isOn([left, top, right, bottom]: Box, width: number, height: number): boolean {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return x >= 0 && y >= 0 && x <= width && y <= height;
}

function labelOf(engine: Engine, file: number, index: number): string {
  const length = engine.FPDF_GetPageLabel(file, index, 0, 0);
  if (length <= 2 || length > 200) return "";
  const { malloc, free } = engine.pdfium.wasmExports;
  const buffer = malloc(length);
  engine.FPDF_GetPageLabel(file, index, buffer, length);
  const label = (engine.pdfium.UTF16ToString as (pointer: number) => string)(buffer);
  free(buffer);
  return label.trim();
}
