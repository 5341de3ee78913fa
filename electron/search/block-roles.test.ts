import { tmpdir } from "node:os";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BORDER } from "../../shared/search/concordance.ts";
import { packedRoles, spansOf, timesInRole } from "./block-roles.ts";
import { type Packed, TextPack } from "./text-pack.ts";

const bytesOf = (text: string) => Buffer.from(text, "utf16le");
const timesOf = (text: string, wanted: string) => text.split(wanted).length - 1;

// Words that are also in names of roles, and units as low as the numbers of blocks.
const words = fc.string({ unit: fc.constantFrom("議", "p", "a", "\u0000", "\u0001", "𠮷", "\n"), maxLength: 6 });
const blocks = fc.array(fc.record({ role: fc.constantFrom("para", "p", "題"), text: words }), {
  minLength: 1,
  maxLength: 6,
});
const textIn = (document: readonly { text: string }[]) => document.map(({ text }) => text).join(BORDER);

test("a text is counted in all blocks, or in those of a role; what is said about the text is not searched", () => {
  fc.assert(
    fc.property(
      fc.array(blocks, { minLength: 1, maxLength: 8 }),
      words.filter((wanted) => wanted !== ""),
      fc.constantFrom(null, "para", "p", "題", "none"),
      (documents, wanted, role) => {
        const pack = TextPack.unnamed(tmpdir());
        try {
          const packed: Packed[] = documents.map((document) => {
            const text = bytesOf(textIn(document));
            return pack.add(
              text,
              packedRoles(
                text,
                document.map((block) => block.role),
              ),
            );
          });
          const counts = documents.map(() => 0);
          const note = (index: number, times: number) => {
            counts[index] = times;
          };
          const bytes = bytesOf(wanted);
          const inRole = (_: number, text: Buffer, roles: Buffer, first: number) =>
            timesInRole(text, roles, bytes, first, role ?? "") ?? -1;
          for (let at = 0; at < packed.length; )
            at = pack.count(packed, at, bytes, note, role === null ? null : inRole);
          const isAsked = (block: { role: string }) => role === null || block.role === role;
          expect(counts).toEqual(
            documents.map((document) =>
              document.filter(isAsked).reduce((sum, { text }) => sum + timesOf(text, wanted), 0),
            ),
          );
          for (const [index, one] of packed.entries()) {
            const { text, about } = pack.read(one);
            expect(text).toBe(textIn(documents[index] ?? []));
            expect(
              spansOf(text, about)?.map(({ role, start, end }) => ({ role, text: text.slice(start, end) })),
            ).toEqual(documents[index]);
          }
        } finally {
          pack.close();
        }
      },
    ),
    { numRuns: 100 },
  );
});

test("blocks with a border of their own, and roles whose names can't be told apart, are left to the index", () => {
  const known = (texts: readonly string[], roles: readonly string[]) => {
    const text = texts.join(BORDER);
    const about = Buffer.from(packedRoles(bytesOf(text), roles));
    return spansOf(text, about) !== null && timesInRole(bytesOf(text), about, bytesOf("議"), 0, "a") !== null;
  };
  expect(known(["議", "議"], ["a", "b"])).toBe(true);
  expect(known(["議"], ["a\nb"])).toBe(false);
  expect(known(["議"], [`a${BORDER}`])).toBe(false);
  expect(known([`議${BORDER}議`], ["a"])).toBe(false);
});
