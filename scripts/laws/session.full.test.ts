import fc from "fast-check";
import { expect, test } from "vitest";
import { importTexts } from "../../electron/corpus/operations/testing.ts";
import { temporaryCorpus } from "../../electron/corpus/testing.ts";
import { deeds } from "./deeds.ts";
import { live, Office, pageTexts } from "./session.ts";

test("200 days of up to 40 steps leave text, entities and registry in agreement", { timeout: 1_800_000 }, async () => {
  const corpus = await temporaryCorpus();
  const office = new Office(corpus, await importTexts(corpus, pageTexts));
  const did = new Map<string, number>();
  let [days, tagged, registered] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(deeds, { minLength: 4, maxLength: 40 }), async (list) => {
      const day = await office.open();
      await live(day, list);
      for (const { name } of list) {
        const kind = name.replace(/ [\d“].*$/u, "");
        did.set(kind, (did.get(kind) ?? 0) + 1);
      }
      days++;
      tagged += day.desk.document.articles.flatMap((article) => article.blocks.flatMap((one) => one.entities)).length;
      registered += day.entries.length;
    }),
    { numRuns: 200 },
  );
  console.log(`${days} days; at their ends ${tagged} entities on open pages, ${registered} entries.`);
  console.log([...did].map(([kind, count]) => `${kind} ${count}`).join(", "));
  expect(days).toBe(200);
});
