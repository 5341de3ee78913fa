import { describe, expect, test } from "vitest";
import { GalleyError } from "../../../shared/errors.ts";
import { FakeClock, settle } from "../../app/test/fake-clock.ts";
import { Saver, timing } from "./save.ts";

function setup() {
  const clock = new FakeClock();
  const world = { text: "", version: 0, composing: false };
  const writes: { text: string; baseHash: string; done: (hash?: string) => void; fail: (error: unknown) => void }[] =
    [];
  const saver = new Saver<string>({
    clock,
    read: () => world.text,
    version: () => world.version,
    composing: () => world.composing,
    write: (text, baseHash) =>
      new Promise((resolve, reject) => {
        writes.push({ text, baseHash, done: (hash = `h${writes.length}`) => resolve({ hash }), fail: reject });
      }),
    baseHash: "h0",
  });
  const type = (text: string) => {
    world.text += text;
    world.version++;
    saver.changed();
  };
  const last = () => {
    const write = writes.at(-1);
    if (!write) throw new Error("nothing was written");
    return write;
  };
  return { clock, world, writes, saver, type, last };
}

describe("saving", () => {
  test("happens within a second of a pause, once", async () => {
    const { clock, writes, saver, type, last } = setup();
    type("一");
    expect(saver.getState().name).toBe("dirty");
    await clock.advance(999);
    expect(saver.getState().name).toBe("saving");
    last().done();
    await settle();
    expect(saver.getState().name).toBe("saved");
    await clock.advance(60_000);
    expect(writes).toHaveLength(1);
  });

  test("waits for the pause while typing goes on, but five seconds at most", async () => {
    const { clock, writes, type } = setup();
    for (let i = 0; i < 16; i++) {
      type("字");
      await clock.advance(300);
      if (i === 9) expect(writes).toHaveLength(0);
    }
    type("字");
    await clock.advance(300);
    expect(writes).toHaveLength(1);
  });

  test("never happens by itself while an input method composes, and follows its end", async () => {
    const { clock, world, writes, saver, type, last } = setup();
    world.composing = true;
    type("ni");
    await clock.advance(20_000);
    expect(writes).toHaveLength(0);
    world.composing = false;
    world.text = "你";
    saver.changed();
    await clock.advance(timing.pause);
    expect(last().text).toBe("你");
  });

  test("takes up what was typed during a save in another one, based on the first", async () => {
    const { clock, writes, saver, type, last } = setup();
    type("一");
    await clock.advance(timing.pause);
    type("二");
    last().done("first");
    await settle();
    expect(saver.getState().name).toBe("dirty");
    await clock.advance(timing.pause);
    expect(writes.map(({ text, baseHash }) => [text, baseHash])).toEqual([
      ["一", "h0"],
      ["一二", "first"],
    ]);
  });

  test("on leaving happens at once and answers whether all is on disk", async () => {
    const { saver, type, last, writes } = setup();
    type("一");
    const left = saver.flush();
    await settle();
    type("二");
    last().done();
    await settle();
    expect(writes).toHaveLength(2);
    last().done();
    expect(await left).toBe(true);
  });

  test("on leaving without a change writes nothing", async () => {
    const { saver, writes } = setup();
    expect(await saver.flush()).toBe(true);
    expect(writes).toHaveLength(0);
  });

  test("on leaving waits for the save that is under way instead of writing twice", async () => {
    const { clock, saver, type, last, writes } = setup();
    type("一");
    await clock.advance(timing.pause);
    const left = saver.flush();
    last().done();
    expect(await left).toBe(true);
    expect(writes).toHaveLength(1);
  });

  test("that failed keeps the changes, says why, and is tried again ever later", async () => {
    const { clock, saver, type, last, writes } = setup();
    const full = new GalleyError("disk-full", "no space");
    type("一");
    await clock.advance(timing.pause);
    last().fail(full);
    await settle();
    expect(saver.getState()).toEqual({ name: "failed", error: full });
    await clock.advance(timing.firstRetry);
    expect(writes).toHaveLength(2);
    last().fail(full);
    await settle();
    await clock.advance(timing.firstRetry);
    expect(writes).toHaveLength(2);
    await clock.advance(timing.firstRetry);
    expect(writes).toHaveLength(3);
    last().done();
    await settle();
    expect(saver.getState().name).toBe("saved");
  });

  test("that failed is not hammered by further typing", async () => {
    const { clock, saver, type, last, writes } = setup();
    type("一");
    await clock.advance(timing.pause);
    last().fail(new GalleyError("connection", "gone"));
    await settle();
    for (let i = 0; i < 9; i++) {
      type("字");
      await clock.advance(100);
    }
    expect(writes).toHaveLength(1);
    expect(saver.getState().name).toBe("failed");
  });

  test("that failed is tried at once when the host is back", async () => {
    const { clock, saver, type, last, writes } = setup();
    type("一");
    await clock.advance(timing.pause);
    last().fail(new GalleyError("connection", "gone"));
    await settle();
    saver.retry();
    await settle();
    expect(writes).toHaveLength(2);
  });

  test("that fails on leaving answers false", async () => {
    const { saver, type, last } = setup();
    type("一");
    const left = saver.flush();
    await settle();
    last().fail(new GalleyError("permission", "no"));
    expect(await left).toBe(false);
  });

  test("stops at a conflict until the editor decides", async () => {
    const { clock, saver, type, last, writes } = setup();
    type("一");
    await clock.advance(timing.pause);
    last().fail(new GalleyError("conflict", "changed"));
    await settle();
    expect(saver.getState().name).toBe("conflict");
    type("二");
    await clock.advance(60_000);
    expect(await saver.flush()).toBe(false);
    expect(writes).toHaveLength(1);
  });

  test("starts nothing after its document has left the screen, and goes on when it is back", async () => {
    const { clock, saver, type, writes } = setup();
    type("一");
    saver.stop();
    await clock.advance(60_000);
    expect(writes).toHaveLength(0);
    saver.start();
    await clock.advance(timing.pause);
    expect(writes).toHaveLength(1);
  });
});
