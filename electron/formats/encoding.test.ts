import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodings } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { decodeSource, detectEncoding, type SourceEncoding } from "./encoding.ts";
import { encode, traditionalText } from "./test-support.ts";

const seeds = new URL("../../seeds/", import.meta.url);
const simplified = readdirSync(seeds)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => readFileSync(new URL(name, seeds), "utf8"))
  .join("\n");
const all = encodings.filter((encoding): encoding is SourceEncoding => encoding !== "auto");
const texts: Record<SourceEncoding, readonly string[]> = {
  "utf-8": [simplified, traditionalText],
  "utf-16le": [simplified, traditionalText],
  "utf-16be": [simplified, traditionalText],
  gb18030: [simplified],
  big5: [traditionalText],
};

function windows(text: string, length: number, count: number): string[] {
  const long = text.repeat(Math.ceil((length * 2) / text.length));
  const step = Math.max(1, Math.floor((long.length - length) / count));
  return (
    Array.from({ length: count }, (_, index) => long.slice(index * step, index * step + length).toWellFormed())
      // A window of nothing but ASCII is the same bytes in three encodings.
      .filter((window) => /[\u4e00-\u9fff]/.test(window))
  );
}

function errorOf(run: () => unknown): GalleyError {
  try {
    run();
  } catch (error) {
    if (error instanceof GalleyError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

describe("detection", () => {
  test("is right for at least 99.5 % of texts of 200 characters and more, in five encodings", () => {
    const lines: string[] = [];
    let long = { right: 0, of: 0, sureAndWrong: 0 };
    for (const length of [2, 4, 8, 16, 50, 200, 1000, 5000]) {
      const line: string[] = [];
      for (const encoding of all) {
        let right = 0;
        let of = 0;
        for (const text of texts[encoding].flatMap((text) => windows(text, length, length > 500 ? 20 : 120))) {
          const found = detectEncoding(encode(text, encoding));
          of++;
          if (found.encoding === encoding) right++;
          else if (found.certain && length > 2) long = { ...long, sureAndWrong: long.sureAndWrong + 1 };
          if (length >= 200)
            long = { ...long, right: long.right + Number(found.encoding === encoding), of: long.of + 1 };
        }
        line.push(`${encoding} ${((100 * right) / of).toFixed(1)} %`);
      }
      lines.push(`${length} characters: ${line.join(", ")}`);
    }
    console.warn(
      `encoding guessed right\n${lines.join("\n")}\n200 and more: ${long.right} of ${long.of}; sure and wrong, from 4 characters up: ${long.sureAndWrong}`,
    );
    expect(long.right / long.of).toBeGreaterThanOrEqual(0.995);
    expect(long.sureAndWrong).toBe(0);
  });

  test("is certain about whole pages", () => {
    for (const encoding of all)
      for (const text of texts[encoding])
        expect(detectEncoding(encode(text, encoding)), encoding).toEqual({ encoding, certain: true });
  });

  test("follows a byte order mark, which is no part of the text", () => {
    for (const encoding of ["utf-8", "utf-16le", "utf-16be"] as const) {
      const bytes = encode("\uFEFFAB", encoding);
      expect(detectEncoding(bytes)).toEqual({ encoding, certain: true });
      expect(decodeSource(bytes, encoding)).toBe("AB");
    }
    const gb = Uint8Array.of(0x84, 0x31, 0x95, 0x33, 0xd6, 0xd0);
    expect(detectEncoding(gb)).toEqual({ encoding: "gb18030", certain: true });
    expect(decodeSource(gb, "gb18030")).toBe("中");
  });

  test("takes only one mark away", () => {
    expect(decodeSource(encode("\uFEFF\uFEFF文", "utf-8"), "utf-8")).toBe("\uFEFF文");
  });

  test("calls plain ASCII UTF-8, also where its letters would make Chinese characters in UTF-16", () => {
    expect(detectEncoding(encode("Bush hid the facts", "utf-8"))).toEqual({ encoding: "utf-8", certain: true });
  });

  test("finds the first Chinese after a long ASCII beginning", () => {
    for (const encoding of ["utf-8", "gb18030", "big5"] as const) {
      const text = `${"x".repeat(300_001)}\n${traditionalText}`;
      expect(detectEncoding(encode(text, encoding)).encoding).toBe(encoding);
    }
  });

  test("sees other languages' UTF-8, whose bytes would make Chinese characters in GB18030", () => {
    const texts = [
      "Ελληνικά: Η εφημερίδα της Αθήνας",
      "Газета вышла в Москве сегодня утром",
      "شىنجاڭ گېزىتى بۈگۈن نەشر قىلىندى",
      "བོད་ལྗོངས་ཉིན་རེའི་ཚགས་པར",
      "Báo Nhân Dân số ra ngày hôm nay",
      "Le café à côté du théâtre était fermé",
      "日本の新聞です",
      "한국 신문입니다",
    ];
    for (const text of texts) expect(detectEncoding(encode(text, "utf-8")).encoding, text).toBe("utf-8");
    for (const text of texts.slice(0, 4))
      expect(detectEncoding(encode(text, "utf-8")), text).toEqual({ encoding: "utf-8", certain: true });
  });

  test("what only UTF-8 reads without damage is UTF-8, however rare its one character", () => {
    for (const rare of ["\u0301", "\u{2FF9}", "\uE000"])
      for (const text of [`a\n${rare}\n`, `${rare}\tO\n`])
        expect(decodeSource(encode(text, "utf-8"), detectEncoding(encode(text, "utf-8")).encoding)).toBe(text);
  });

  test("still sees UTF-8 in damaged UTF-8, and is not certain", () => {
    const bytes = encode(simplified, "utf-8");
    bytes[5000] = 0xff;
    expect(detectEncoding(bytes)).toEqual({ encoding: "utf-8", certain: false });
  });

  test("is not certain about other languages' encodings", () => {
    // Japanese, Shift_JIS: 日本語の新聞です。
    const bytes = [
      0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea, 0x82, 0xcc, 0x90, 0x56, 0x95, 0xb7, 0x82, 0xc5, 0x82, 0xb7, 0x81, 0x42,
    ];
    expect(detectEncoding(Uint8Array.from(bytes)).certain).toBe(false);
  });

  test("answers for any bytes at all, within moments", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => all.includes(detectEncoding(bytes).encoding)));
  });
});

describe("decoding", () => {
  test("gives back the seeds' text from every encoding, and traditional text from Big5", () => {
    for (const encoding of all)
      for (const text of texts[encoding]) expect(decodeSource(encode(text, encoding), encoding), encoding).toBe(text);
  });

  test("keeps a replacement character that was written on purpose", () => {
    expect(decodeSource(encode("前\uFFFD後", "utf-8"), "utf-8")).toBe("前\uFFFD後");
  });

  test("reads four-byte GB18030", () => {
    expect(decodeSource(Uint8Array.of(0x95, 0x34, 0xb2, 0x35, 0xcc, 0xef), "gb18030")).toBe("𠮷田");
  });

  test("reads the Hong Kong supplement and the ETEN characters of Big5", () => {
    const bytes = [0x9d, 0xef, 0xcb, 0xdd, 0x9d, 0xf8, 0xf9, 0xd8, 0x9d, 0xed];
    expect(decodeSource(Uint8Array.from(bytes), "big5")).toBe("嘅咁啲裏𠺝");
  });

  test.for([
    ["utf-8", "一二\n三", [0xff], 0, "a stray byte"],
    ["utf-8", "一二\n三", [0xe4, 0xb8], 0, "an unfinished character"],
    ["utf-8", "一二\n三", [0xed, 0xa0, 0x80], 0, "half a pair"],
    ["gb18030", "一二\n三", [0xff], 0, "a byte that means nothing"],
    ["gb18030", "一二\n三", [0x81, 0x20], 0, "an impossible second byte"],
    ["gb18030", "一二\n三", [0xfe, 0x39, 0xfe, 0x39], 0, "four bytes beyond Unicode"],
    ["big5", "一二\n三", [0xa4, 0x20], 0, "an impossible second byte"],
    ["big5", "一二\n三", [0x81, 0x40], 0, "a private character, which the system's decoder lets pass"],
    ["big5", "一二\n三", [0xff], 0, "a byte that means nothing"],
    ["utf-16le", "一二\n三", [0x00, 0xd8], 0, "half a pair"],
    ["utf-16be", "一二\n三", [0xdc, 0x00], 0, "half a pair"],
  ] as const)("names the place of the damage: %s, %s, %s (%s)", ([encoding, before, damage]) => {
    const start = encode(before, encoding);
    const after = encode("\n四五六", encoding);
    for (const padding of [0, 70_000]) {
      const pad = encode("文\n".repeat(padding), encoding);
      const bytes = Buffer.concat([pad, start, Uint8Array.from(damage), after]);
      const error = errorOf(() => decodeSource(bytes, encoding, "a.txt"));
      expect(error.code).toBe("bad-encoding");
      expect(error.details).toMatchObject({
        name: "a.txt",
        encoding,
        offset: pad.length + start.length,
        line: padding + 2,
      });
      expect(error.message).toContain(`offset ${pad.length + start.length} (line ${padding + 2})`);
      expect(error.message).toMatch(/another encoding/);
    }
  });

  test("names the place of an unfinished last character", () => {
    for (const encoding of all) {
      const bytes = encode("一二\n三", encoding);
      const error = errorOf(() => decodeSource(bytes.subarray(0, bytes.length - 1), encoding));
      const last = encode("三", encoding).length;
      expect(error.details, encoding).toMatchObject({ offset: bytes.length - last, line: 2 });
    }
  });

  test("names exactly the first byte that breaks UTF-8, wherever it is put", () => {
    fc.assert(
      fc.property(fc.nat({ max: 3000 }), fc.constantFrom(0xff, 0xc0, 0x80), (position, byte) => {
        const before = encode("中a文\n𠮷".repeat(400).slice(0, position).toWellFormed(), "utf-8");
        const bytes = Buffer.concat([before, Uint8Array.of(byte), encode("後", "utf-8")]);
        return errorOf(() => decodeSource(bytes, "utf-8")).details.offset === before.length;
      }),
      { numRuns: 60 },
    );
  });

  test("never makes a replacement character that the bytes don't hold", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(...all), (bytes, encoding) => {
        try {
          const text = decodeSource(bytes, encoding);
          // Written on purpose: EF BF BD, FFFD, FDFF or 84 31 A4 37.
          const hex = Buffer.from(bytes).toString("hex");
          return !text.includes("\uFFFD") || /efbfbd|fffd|fdff|8431a437/.test(hex);
        } catch (error) {
          return error instanceof GalleyError && error.code === "bad-encoding";
        }
      }),
      { numRuns: 2000 },
    );
  });
});
