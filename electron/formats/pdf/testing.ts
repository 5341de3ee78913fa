/** PDFs for tests: text at places, in Chinese fonts that are neither embedded nor explained, as old newspapers' are. */

export interface TestText {
  /** Upper left corner, in points from the page's upper left corner. */
  x: number;
  y: number;
  size: number;
  text: string;
  /** From top to bottom. */
  vertical?: boolean;
}

export interface TestPage {
  width?: number;
  height?: number;
  /** Degrees, clockwise. */
  rotate?: number;
  texts?: TestText[];
  /** A grey box, as a scan would be. */
  picture?: boolean;
}

export interface TestPdf {
  pages: TestPage[];
  encoding?: "UniGB-UTF16" | "GBK-EUC" | "ETen-B5" | "Identity";
  encode?: (text: string) => Uint8Array;
  locked?: boolean;
  /** Of all pages: how they are counted. */
  labels?: string;
}

const utf16 = (text: string) => Buffer.from(text, "utf16le").swap16();
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** How much of a letter stands above its line. */
const ASCENT = 0.8;

function contentOf({ height = 800, texts = [], picture }: TestPage, encode: (text: string) => Uint8Array): string {
  const shown = texts.map(({ x, y, size, text, vertical }) => {
    // Letters of vertical fonts hang from the middle of their top.
    const [left, base] = vertical ? [x + size / 2, height - y] : [x, height - y - size * ASCENT];
    return `BT /${vertical ? "V" : "H"} ${size} Tf ${left} ${base} Td <${hex(encode(text))}> Tj ET`;
  });
  return [...(picture ? ["0.5 g 10 10 100 100 re f"] : []), ...shown].join("\n");
}

export function makePdf({ pages, encoding = "UniGB-UTF16", encode = utf16, locked, labels }: TestPdf): Uint8Array {
  const ordering = encoding === "ETen-B5" ? "CNS1" : encoding === "Identity" ? "Identity" : "GB1";
  const objects: string[] = [];
  const add = (object: string) => objects.push(object);
  const first = 8;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(" ");
  add(`<</Type/Catalog/Pages 2 0 R${labels ? `/PageLabels<</Nums[0<</S/D/P(${labels})>>]>>` : ""}>>`);
  add(`<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`);
  const font = (way: "H" | "V") =>
    `<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/${encoding}-${way}/DescendantFonts[5 0 R]>>`;
  add(font("H"));
  add(font("V"));
  add(
    `<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(${ordering})/Supplement 2>>/DW 1000/FontDescriptor 6 0 R>>`,
  );
  add(
    "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 800]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 800/StemV 80>>",
  );
  add(
    "<</Filter/Standard/V 1/R 2/Length 40/P -4/O<0000000000000000000000000000000000000000000000000000000000000000>/U<1111111111111111111111111111111111111111111111111111111111111111>>>",
  );
  for (const page of pages) {
    const { width = 600, height = 800, rotate = 0 } = page;
    const content = contentOf(page, encode);
    add(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Rotate ${rotate}/Resources<</Font<</H 3 0 R/V 4 0 R>>>>/Contents ${objects.length + 2} 0 R>>`,
    );
    add(`<</Length ${content.length}>>stream\n${content}\nendstream`);
  }
  let file = "%PDF-1.6\n";
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const start = file.length;
  const trailer = `<</Size ${objects.length + 1}/Root 1 0 R${locked ? "/Encrypt 7 0 R/ID[<00><00>]" : ""}>>`;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join("")}trailer${trailer}\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, "latin1");
}

/** Lines of text set into a column of the given width, the first of each paragraph indented. */
export function column(
  paragraphs: readonly string[],
  at: { x: number; y: number; width: number; size: number },
): TestText[] {
  const { x, width, size } = at;
  let { y } = at;
  const most = Math.floor(width / size);
  const texts: TestText[] = [];
  for (const paragraph of paragraphs) {
    let rest = Array.from(paragraph);
    for (let indent = 2; rest.length; indent = 0) {
      texts.push({ x: x + indent * size, y, size, text: rest.slice(0, most - indent).join("") });
      rest = rest.slice(most - indent);
      y += size * 1.4;
    }
  }
  return texts;
}
