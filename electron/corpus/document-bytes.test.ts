import fc from "fast-check";
import { expect, test } from "vitest";
import type { Block } from "../../shared/model/document.ts";
import { serializeDocument } from "../../shared/model/serialize.ts";
import { written } from "../../shared/model/testing.ts";
import { documentBytes } from "./document-bytes.ts";
import { KnownBlocks } from "./known-blocks.ts";
import { importText, temporaryCorpus } from "./testing.ts";

test("a document's bytes are those of its text, also where it is much longer than its source", async () => {
  const corpus = await temporaryCorpus();
  const { document } = await corpus.read(await importText(corpus));
  for (const text of ["", '𠮷\ud800\n\\"', "田".repeat(30_000), "a".repeat(100_000)])
    for (const times of [1, 3]) {
      const inserted = { id: "more", role: "body", text, pieces: [{ inserted: text }], entities: [] };
      const longer = { ...document, articles: Array(times).fill({ id: "a", blocks: [inserted] }) };
      expect(documentBytes(longer).equals(Buffer.from(serializeDocument(longer)))).toBe(true);
    }
});

test("bytes of blocks that are kept from save to save are the same bytes, whatever is changed, moved and taken out", () => {
  const block = (id: number, text: string): Block => ({
    id: `b${id}`,
    role: "paragraph",
    text,
    pieces: [{ inserted: text }],
    entities: [],
  });
  const edit = fc.record({ at: fc.nat(7), text: fc.option(fc.string({ unit: "grapheme" })), isKnown: fc.boolean() });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
      const known = new KnownBlocks();
      let blocks = ["一", "二", "三"].map((text, index) => block(index, text));
      for (const [step, { at, text, isKnown }] of edits.entries()) {
        const rest = blocks.toSpliced(at, 1);
        blocks = text === null && rest.length ? rest : rest.toSpliced(at, 0, block(step + 3, text ?? ""));
        if (isKnown) known.add(blocks);
        const document = { ...written(), articles: [{ id: "a", blocks }] };
        expect(documentBytes(document, known).toString()).toBe(serializeDocument(document));
      }
    }),
  );
});
