import fc from "fast-check";
import { expect, test } from "vitest";
import { importTexts } from "../../electron/corpus/operations/testing.ts";
import { temporaryCorpus } from "../../electron/corpus/testing.ts";
import { deeds } from "./deeds.ts";
import { live, Office, pageTexts } from "./session.ts";

test("whatever is edited, tagged, spread, undone, saved and opened again, text, entities and registry agree", async () => {
  const corpus = await temporaryCorpus();
  const office = new Office(corpus, await importTexts(corpus, pageTexts));
  let days = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(deeds, { minLength: 4, maxLength: 14 }), async (list) => {
      await live(await office.open(), list);
      days++;
    }),
    { numRuns: 20 },
  );
  expect(days).toBe(20);
});
