import { expect, test } from "vitest";
import { serializeDocument } from "../../shared/model/serialize.ts";
import { documentBytes } from "./document-bytes.ts";
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
