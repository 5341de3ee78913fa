import { expect, test } from "vitest";
import { blocksOf, type GalleyDocument } from "../../../shared/model/document.ts";
import { sampleDocument } from "../../../shared/model/testing.ts";
import type { Delta } from "../../../shared/versions/delta.ts";
import { FakeClock } from "../../app/test/fake-clock.ts";
import { DraftKeeper } from "./draft-keeper.ts";

function setup(answer: (delta: Delta) => Promise<boolean> = async () => true) {
  const clock = new FakeClock();
  const base = sampleDocument();
  const world = { document: base as GalleyDocument, version: 0, composing: false, saved: base as GalleyDocument };
  const kept: { at: number; blocks: string[] }[] = [];
  const keeper = new DraftKeeper({
    clock,
    idle: (callback, milliseconds) => void clock.after(milliseconds, callback),
    read: () => world.document,
    version: () => world.version,
    composing: () => world.composing,
    keep: async (delta) => {
      kept.push({ at: clock.now(), blocks: delta.changed.map(({ text }) => text) });
      return await answer(delta);
    },
    base: () => new Set(blocksOf(world.saved)),
  });
  keeper.start();
  const type = (words: string) => {
    const [article, ...rest] = world.document.articles;
    const [block, ...blocks] = article?.blocks ?? [];
    if (!article || !block) throw new Error("there is no block");
    const changed = { ...block, text: block.text + words };
    world.document = { ...world.document, articles: [{ ...article, blocks: [changed, ...blocks] }, ...rest] };
    world.version++;
    keeper.changed();
  };
  return { clock, world, kept, keeper, type };
}

test("typing is at most half a second ahead of the draft, however long it goes on", async () => {
  const { clock, kept, type } = setup();
  for (let key = 0; key < 40; key++) {
    type("字");
    await clock.advance(50);
  }
  expect(kept.length).toBeGreaterThanOrEqual(4);
  for (const [index, { at }] of kept.entries()) expect(at - (kept[index - 1]?.at ?? 0)).toBeLessThanOrEqual(500);
  expect(kept.at(-1)?.blocks).toHaveLength(1);
});

test("nothing is kept while an input method composes; the moment it is done, it is", async () => {
  const { clock, world, kept, keeper, type } = setup();
  world.composing = true;
  type("ni");
  await clock.advance(3000);
  expect(kept).toEqual([]);
  world.composing = false;
  type("你");
  await clock.advance(0);
  expect(kept).toHaveLength(1);
  await keeper.flush();
  expect(kept).toHaveLength(1);
});

test("what is saved needs no draft, and the next one tells only what changed since", async () => {
  const { clock, world, kept, keeper, type } = setup();
  type("一");
  world.saved = world.document;
  keeper.saved(world.version);
  await clock.advance(1000);
  expect(kept).toEqual([]);
  expect(await keeper.flush()).toBe(true);
  type("二");
  await clock.advance(500);
  expect(kept).toHaveLength(1);
});

test("a host that does not know the base gets the whole document", async () => {
  const asked: number[] = [];
  const { clock, type } = setup(async ({ changed }) => asked.push(changed.length) > 1);
  type("一");
  await clock.advance(500);
  expect(asked[0]).toBe(1);
  expect(asked[1]).toBeGreaterThan(1);
});

test("a failure is tried again, and says meanwhile that nothing is kept", async () => {
  let isThere = false;
  const { clock, kept, keeper, type } = setup(async () => {
    if (!isThere) throw new Error("no host");
    return true;
  });
  type("一");
  await clock.advance(500);
  expect([kept.length, await keeper.flush()]).toEqual([1, false]);
  isThere = true;
  await clock.advance(5000);
  expect(await keeper.flush()).toBe(true);
});
