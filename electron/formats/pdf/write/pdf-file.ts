/**
 * A PDF written from its first page to its last: pages leave as they are drawn, what remains in memory is the signs that
 * were used and where each object stands. Text is drawn in the fonts of `print-fonts.ts`, of which only the used signs go
 * into the file, each with the character that it means. Must not know: what is on the pages.
 *
 * PDFKit was tried in its place: its fonts can't be brought to a weight out of the web's variable ones, it puts every slice
 * of a font into the file as a font of its own (twenty for one page of a newspaper), and it keeps an entry in memory for
 * each page.
 */
import { deflateSync } from "node:zlib";
import { EmbeddedFont } from "./embedded-font.ts";
import { isBox, signOf } from "./print-fonts.ts";

/** Pages that one node of the tree of pages holds; a flat list of a whole corpus would be slow to open. */
const PAGES_OF_NODE = 64;

/** Objects whose numbers are known before they are written. */
const CATALOG = 1;
const PAGES = 2;
const OUTLINES = 3;
const RESOURCES = 4;
const FIRST_FREE = 5;

/** A character as it is drawn. */
export interface Drawn {
  /** The font's name in the page's resources. */
  font: string;
  /** Four hexadecimal digits. */
  code: string;
}

export class PdfFile {
  readonly #title: string;
  /** What was written and not yet taken. */
  #parts: Uint8Array[] = [];
  readonly #boxes = new Set<number>();
  readonly #fonts = new Map<string, EmbeddedFont>();
  /** By object number, where it begins in the file; 0 while it is not written. */
  readonly #offsets: number[] = new Array(FIRST_FREE).fill(0);
  #length = 0;
  #pages = 0;
  readonly #nodes: number[] = [];
  #kids: number[] = [];
  /** The entry of the outline that was made last: it is written when the one after it is known. */
  #entry: { number: number; previous: number; title: string; page: number } | null = null;
  #entries = { first: 0, count: 0 };

  constructor(title: string) {
    this.#title = title;
    // The second line says to programs that transfer files that this one is no text.
    this.#append(Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1"));
  }

  /** The bytes of the file that came since this was asked last. */
  take(): Uint8Array {
    const bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    return bytes;
  }

  /** Characters drawn since this was asked last that no font has: boxes stand for them. */
  takeBoxes(): string[] {
    const characters = [...this.#boxes].map((codePoint) => String.fromCodePoint(codePoint));
    this.#boxes.clear();
    return characters;
  }

  /** How a character is drawn, and that it is. Its text must have been prepared (`prepareSigns`). */
  draw(codePoint: number): Drawn {
    const sign = signOf(codePoint);
    if (isBox(sign)) this.#boxes.add(codePoint);
    let font = this.#fonts.get(sign.family);
    if (!font) {
      font = new EmbeddedFont(sign.family, `F${this.#fonts.size}`, sign.measures);
      this.#fonts.set(sign.family, font);
    }
    return { font: font.resource, code: font.codeOf(codePoint, sign).toString(16).padStart(4, "0") };
  }

  /**
   * A page. @param width in points @param height in points @param content its drawing operators
   * @returns its number in the file, for the outline
   */
  page(width: number, height: number, content: string): number {
    if (this.#kids.length === PAGES_OF_NODE) this.#endNode();
    if (!this.#kids.length) this.#nodes.push(this.#reserve());
    const parent = this.#nodes.at(-1);
    const stream = this.#stream(this.#reserve(), "", Buffer.from(content, "latin1"));
    const number = this.#reserve();
    this.#kids.push(number);
    this.#pages++;
    const box = `/MediaBox [0 0 ${width} ${height}]`;
    this.#object(
      number,
      `<< /Type /Page /Parent ${parent} 0 R ${box} /Resources ${RESOURCES} 0 R /Contents ${stream} 0 R >>`,
    );
    return number;
  }

  /** An entry of the outline that leads to a page. */
  outline(title: string, page: number): void {
    const number = this.#reserve();
    const previous = this.#entry?.number ?? 0;
    this.#endEntry(number);
    this.#entry = { number, previous, title, page };
    this.#entries.first ||= number;
    this.#entries.count++;
  }

  /** Fonts, trees, and the list of what stands where. */
  end(): void {
    // A file without pages is none.
    if (!this.#pages) this.page(595, 842, "");
    const last = this.#entry?.number ?? 0;
    this.#endEntry(0);
    this.#endNode();
    const nodes = this.#nodes.map((node) => `${node} 0 R`).join(" ");
    this.#object(PAGES, `<< /Type /Pages /Kids [${nodes}] /Count ${this.#pages} >>`);
    const { first, count } = this.#entries;
    const ends = count ? `/First ${first} 0 R /Last ${last} 0 R /Count ${count}` : "";
    this.#object(OUTLINES, `<< /Type /Outlines ${ends} >>`);
    const fonts: string[] = [];
    for (const font of this.#fonts.values()) fonts.push(`/${font.resource} ${this.#font(font)} 0 R`);
    this.#object(RESOURCES, `<< /Font << ${fonts.join(" ")} >> >>`);
    const shown = "/ViewerPreferences << /DisplayDocTitle true >>";
    this.#object(CATALOG, `<< /Type /Catalog /Pages ${PAGES} 0 R /Outlines ${OUTLINES} 0 R /Lang (zh-CN) ${shown} >>`);
    const info = this.#reserve();
    this.#object(info, `<< /Title ${textString(this.#title)} /Producer (Galley) >>`);
    const start = this.#length;
    const size = this.#offsets.length;
    this.#append(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n`, "latin1"));
    for (let from = 1; from < size; from += 4096) {
      const rows = this.#offsets.slice(from, from + 4096).map((at) => `${String(at).padStart(10, "0")} 00000 n \n`);
      this.#append(Buffer.from(rows.join(""), "latin1"));
    }
    const trailer = `<< /Size ${size} /Root ${CATALOG} 0 R /Info ${info} 0 R >>`;
    this.#append(Buffer.from(`trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n`, "latin1"));
  }

  #endNode(): void {
    const node = this.#nodes.at(-1);
    if (!node || !this.#kids.length) return;
    const kids = this.#kids.map((kid) => `${kid} 0 R`).join(" ");
    this.#object(node, `<< /Type /Pages /Parent ${PAGES} 0 R /Kids [${kids}] /Count ${this.#kids.length} >>`);
    this.#kids = [];
  }

  #endEntry(next: number): void {
    if (!this.#entry) return;
    const { number, previous, title, page } = this.#entry;
    const links = `${previous ? `/Prev ${previous} 0 R` : ""} ${next ? `/Next ${next} 0 R` : ""}`;
    const target = `/Dest [${page} 0 R /XYZ null null null]`;
    this.#object(number, `<< /Title ${textString(title)} /Parent ${OUTLINES} 0 R ${links} ${target} >>`);
  }

  #font(font: EmbeddedFont): number {
    const { name, measures } = font;
    const scaled = (value: number) => Math.round((value * 1000) / measures.unitsPerEm);
    const program = font.program();
    const file = this.#stream(this.#reserve(), `/Length1 ${program.length}`, program);
    const descriptor = this.#reserve();
    const [ascent, descent] = [scaled(measures.ascent), scaled(measures.descent)];
    this.#object(
      descriptor,
      `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [${measures.box.map(scaled).join(" ")}] /ItalicAngle 0 ` +
        `/Ascent ${ascent} /Descent ${descent} /CapHeight 730 /StemV 80 /FontFile2 ${file} 0 R >>`,
    );
    const part = this.#reserve();
    this.#object(
      part,
      `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) ` +
        `/Supplement 0 >> /FontDescriptor ${descriptor} 0 R /DW 1000 /W [${font.widths()}] /CIDToGIDMap /Identity >>`,
    );
    const meanings = this.#stream(this.#reserve(), "", Buffer.from(font.meanings(), "latin1"));
    const number = this.#reserve();
    this.#object(
      number,
      `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${part} 0 R] ` +
        `/ToUnicode ${meanings} 0 R >>`,
    );
    return number;
  }

  #reserve(): number {
    this.#offsets.push(0);
    return this.#offsets.length - 1;
  }

  #object(number: number, body: string): void {
    this.#offsets[number] = this.#length;
    this.#append(Buffer.from(`${number} 0 obj\n${body}\nendobj\n`, "latin1"));
  }

  #stream(number: number, entries: string, content: Uint8Array): number {
    const packed = deflateSync(content);
    this.#offsets[number] = this.#length;
    const head = `${number} 0 obj\n<< /Length ${packed.length} /Filter /FlateDecode ${entries} >>\nstream\n`;
    this.#append(Buffer.concat([Buffer.from(head, "latin1"), packed, Buffer.from("\nendstream\nendobj\n", "latin1")]));
    return number;
  }

  #append(bytes: Uint8Array): void {
    this.#length += bytes.length;
    this.#parts.push(bytes);
  }
}

/** Any text as a PDF's strings have it. */
function textString(text: string): string {
  return `<FEFF${utf16Hex(text)}>`;
}

function utf16Hex(text: string): string {
  return Buffer.from(text.toWellFormed(), "utf16le").swap16().toString("hex").toUpperCase();
}
