import fc from "fast-check";
import { expect, test } from "vitest";
import { Needle } from "./needle.ts";

/** Few characters, so that parts of the needle stand everywhere; two of them share bytes the wrong way round. */
const characters = fc.constantFrom("中", "华", "人", "人人", "的", "丮", "\u2d4e", "𠮷", "a", "\ufffc");
const texts = (most: number, least = 0) =>
  fc.array(characters, { minLength: least, maxLength: most }).map((parts) => parts.join(""));

test("a needle is found where the text has it, from any place on", () => {
  fc.assert(
    fc.property(texts(60), texts(6, 1), texts(60), (before, wanted, sampled) => {
      const needle = new Needle(wanted);
      // What a needle is found by is chosen by the first text that it is looked for in.
      needle.indexIn(Buffer.from(sampled, "utf16le"), 0);
      const text = before + wanted + sampled;
      const bytes = Buffer.from(text, "utf16le");
      for (let from = 0; from <= text.length; from++) {
        const at = text.indexOf(wanted, from);
        expect(needle.indexIn(bytes, from * 2)).toBe(at < 0 ? -1 : at * 2);
      }
    }),
    { numRuns: 500 },
  );
});

test("nothing is found past the end, in an empty text, or across two units", () => {
  const needle = new Needle("中华");
  expect(needle.indexIn(Buffer.alloc(0), 0)).toBe(-1);
  expect(needle.indexIn(Buffer.from("中华", "utf16le"), 2)).toBe(-1);
  expect(needle.indexIn(Buffer.from("中华", "utf16le"), 4)).toBe(-1);
  const shifted = Buffer.concat([Buffer.from([0]), Buffer.from("中华", "utf16le"), Buffer.from([0])]);
  expect(needle.indexIn(shifted, 0)).toBe(-1);
});
