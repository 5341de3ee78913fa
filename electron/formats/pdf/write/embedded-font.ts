/** The signs of one font that a PDF uses: numbered as they come, and written as a font that holds nothing else. */
import type { Sign } from "./print-fonts.ts";
import { type FontMeasures, type Outline, withParts, writeTrueType } from "./truetype.ts";

/** How many lines a part of a character map may have. */
const LINES = 100;

export class EmbeddedFont {
  readonly name: string;
  /** Its name in the pages' resources. */
  readonly resource: string;
  readonly measures: FontMeasures;
  /** The first one stands for nothing: a font must have it. */
  readonly #outlines: Outline[] = [{ width: 1000, bytes: new Uint8Array(0) }];
  /** By character, its number here. */
  readonly #codes = new Map<number, number>();

  constructor(family: string, resource: string, measures: FontMeasures) {
    // Six letters before the name say that it is a part of that font.
    this.name = `GALLEY+${family}`;
    this.resource = resource;
    this.measures = measures;
  }

  codeOf(codePoint: number, sign: Sign): number {
    const known = this.#codes.get(codePoint);
    if (known !== undefined) return known;
    const code = this.#add(sign.outline, sign);
    this.#codes.set(codePoint, code);
    return code;
  }

  #add(outline: Outline, sign: Sign): number {
    const code = this.#outlines.push(outline) - 1;
    const bytes = withParts(outline.bytes, (number) => this.#add(sign.part(number), sign));
    this.#outlines[code] = { width: outline.width, bytes };
    return code;
  }

  program(): Uint8Array {
    return writeTrueType(this.#outlines, this.measures);
  }

  /** Of all signs, as a PDF lists them: where a row begins, and the widths in it, in thousandths of the size. */
  widths(): string {
    const widths = this.#outlines.map(({ width }) => Math.round((width * 1000) / this.measures.unitsPerEm));
    const rows: string[] = [];
    for (let at = 0; at < widths.length; at++) {
      if (widths[at] === 1000) continue;
      const from = at;
      while (at < widths.length && widths[at] !== 1000) at++;
      rows.push(`${from} [${widths.slice(from, at).join(" ")}]`);
    }
    return rows.join(" ");
  }

  /** Which character each sign means, so that text can be searched and copied. */
  meanings(): string {
    const rows = [...this.#codes].map(([codePoint, code]) => {
      const text = Buffer.from(String.fromCodePoint(codePoint), "utf16le").swap16();
      return `<${code.toString(16).padStart(4, "0")}> <${text.toString("hex")}>`;
    });
    const parts: string[] = [];
    for (let at = 0; at < rows.length; at += LINES) {
      const part = rows.slice(at, at + LINES);
      parts.push(`${part.length} beginbfchar\n${part.join("\n")}\nendbfchar`);
    }
    return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${parts.join("\n")}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
  }
}
