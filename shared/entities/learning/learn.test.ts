import { expect, it } from "vitest";
import { suggest } from "../suggest.ts";
import type { TaggedBlock } from "../suggestion.ts";
import { testContext } from "../testing.ts";
import { Learned, learn, type TaggedPage } from "./learn.ts";
import { totals } from "./validation.ts";
import { modelFrom, writtenModel } from "./written-model.ts";

/** Ships are of no type that the patterns know. */
const ships = ["甲辰", "乙巳", "丙午", "丁未", "戊申", "己酉", "庚戌", "辛亥"];

function pageOf(names: readonly string[]): TaggedPage {
  return names.map((name, i): TaggedBlock => {
    const text = `那艘货轮${name}轮驶出外海。`;
    return { id: `b${i}`, role: "paragraph", text, entities: [{ type: "SHIP", start: 4, end: 7, text: `${name}轮` }] };
  });
}

it("learns a type that no pattern knows, and finds names that it has not seen", () => {
  const tagger = new Learned(learn([pageOf([...ships, ...ships])], testContext).model);
  const found = suggest([{ id: "b", role: "paragraph", text: "那艘货轮壬子轮驶出外海。", entities: [] }], {
    ...testContext,
    tagger,
  });
  expect(found).toMatchObject([{ type: "SHIP", text: "壬子轮", source: "model" }]);
});

it("gives the same model for the same pages, and the same answers after it was written and read", () => {
  const { model } = learn([pageOf(ships)], testContext);
  expect(learn([pageOf(ships)], testContext).model).toEqual(model);
  const block: TaggedBlock = { id: "b", role: "paragraph", text: "那艘货轮甲辰轮驶出外海。", entities: [] };
  const read = new Learned(modelFrom(structuredClone(writtenModel(model))));
  expect(suggest([block], { ...testContext, tagger: read })).toEqual(
    suggest([block], { ...testContext, tagger: new Learned(model) }),
  );
});

it("says by cross-validation how it would do on other pages", () => {
  const pages = [ships.slice(0, 4), ships.slice(4), ships.slice(2, 6)].map((names) => pageOf([...names, ...names]));
  const counts = learn(pages, testContext).validation;
  expect(counts?.by).toBe("page");
  expect(counts && totals(counts).patterns.right).toBe(0);
  expect(counts?.types.SHIP?.learned.right).toBeGreaterThan(12);
  expect(learn(pages.slice(0, 1), testContext).validation?.by).toBe("block");
  expect(learn([pages[0]?.slice(0, 1) ?? []], testContext).validation).toBeNull();
});

it("learns nothing from a sentence with an entity that nobody has looked at", () => {
  const unseen = pageOf([...ships, ...ships]).map((block) => ({
    ...block,
    entities: block.entities.map((entity) => ({ ...entity, unseen: true })),
  }));
  expect(learn([unseen], testContext)).toMatchObject({
    model: { tagger: { types: [], features: new Int32Array() } },
    validation: null,
  });
});
