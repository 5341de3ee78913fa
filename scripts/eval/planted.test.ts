import { expect, it } from "vitest";
import { readLexiconText } from "../../electron/lexicon.ts";
import { randomFrom } from "../../shared/entities/learning/perceptron.ts";
import { lexiconFromText } from "../../shared/proofing/lexicon.ts";
import { damages, plant, restored } from "./damage.ts";
import { cleanBlocks, runPlanted } from "./planted.ts";

const lexicon = lexiconFromText(await readLexiconText());

it("knows what it has planted, and plants the same for the same seed", () => {
  for (const damage of damages)
    for (const text of cleanBlocks()) {
      const one = plant(text, damage, randomFrom(7), lexicon);
      expect(restored(one.text, one.plants)).toBe(text);
      expect(plant(text, damage, randomFrom(7), lexicon)).toEqual(one);
    }
});

it("finds planted errors: few are missed, hardly any finding is wrong, and no safe one is", async () => {
  for (const { rule, planted, found, findings, right, safe, safeRight } of await runPlanted(2)) {
    const least = rule === "char.shape" ? { recall: 0.5, precision: 0.9 } : { recall: 0.7, precision: 0.99 };
    expect([
      rule,
      planted > 0,
      found / planted >= least.recall,
      right / findings >= least.precision,
      safeRight,
    ]).toEqual([rule, true, true, true, safe]);
  }
});
