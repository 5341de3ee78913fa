import { describe, expect, test, vi } from "vitest";
import {
  ariaShortcut,
  codeOfKey,
  type GateBinding,
  type GateOptions,
  handleKey,
  type KeyPress,
  keyCaps,
  type Shortcut,
} from "./shortcuts.ts";

const press = (change: Partial<KeyPress>): KeyPress => ({
  key: "",
  code: "",
  keyCode: 0,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...change,
});

function gate(shortcut: Shortcut, change: Partial<GateOptions> = {}, enabled = true) {
  const run = vi.fn();
  const binding: GateBinding = { shortcuts: [shortcut], enabled: () => enabled, run };
  const options: GateOptions = {
    platform: "linux",
    bindings: () => [binding],
    composing: () => false,
    inText: () => false,
    blocked: () => false,
    ...change,
  };
  return { run, options };
}

const ctrlK = press({ key: "k", code: "KeyK", keyCode: 75, ctrlKey: true });

describe("the shortcut gate", () => {
  test("runs the command of the pressed keys", () => {
    const { run, options } = gate({ code: "KeyK", mod: true });
    expect(handleKey(ctrlK, null, options)).toBe(true);
    expect(run).toHaveBeenCalledOnce();
  });

  test.each([
    ["isComposing", { isComposing: true }],
    ["key code 229", { keyCode: 229 }],
    ["a key that the input method processes", { key: "Process" }],
    ["a dead key", { key: "Dead" }],
  ])("leaves a key to the input method: %s", (_, change) => {
    const { run, options } = gate({ code: "KeyK", mod: true });
    expect(handleKey({ ...ctrlK, ...change }, null, options)).toBe(false);
    expect(run).not.toHaveBeenCalled();
  });

  test("does nothing while the text composes, by the editor's own account", () => {
    const { run, options } = gate({ code: "KeyK", mod: true }, { composing: () => true });
    expect(handleKey(ctrlK, null, options)).toBe(false);
    expect(run).not.toHaveBeenCalled();
  });

  test("does nothing behind an open dialog", () => {
    const { options } = gate({ code: "KeyK", mod: true }, { blocked: () => true });
    expect(handleKey(ctrlK, null, options)).toBe(false);
  });

  test("lets a bare sign be typed in a text, and takes it elsewhere", () => {
    const question = press({ key: "?", code: "Slash", shiftKey: true });
    const typing = gate({ key: "?" }, { inText: () => true });
    expect(handleKey(question, null, typing.options)).toBe(false);
    expect(handleKey(question, null, gate({ key: "?" }).options)).toBe(true);
  });

  test("works in a text for named keys and keys with a modifier", () => {
    const inText = () => true;
    expect(handleKey(press({ key: "F2", code: "F2" }), null, gate({ key: "F2" }, { inText }).options)).toBe(true);
    expect(handleKey(ctrlK, null, gate({ code: "KeyK", mod: true }, { inText }).options)).toBe(true);
  });

  test("knows Alt and a letter by its place, whatever the layout makes of it", () => {
    const { options } = gate({ code: "KeyP", alt: true });
    expect(handleKey(press({ key: "π", code: "KeyP", altKey: true }), null, options)).toBe(true);
  });

  test("tells Shift apart", () => {
    const { options } = gate({ key: "Enter", mod: true });
    expect(handleKey(press({ key: "Enter", ctrlKey: true, shiftKey: true }), null, options)).toBe(false);
  });

  test("uses Cmd on a Mac and leaves Ctrl alone there", () => {
    const { options } = gate({ code: "KeyK", mod: true }, { platform: "mac" });
    expect(handleKey(ctrlK, null, options)).toBe(false);
    expect(handleKey({ ...ctrlK, ctrlKey: false, metaKey: true }, null, options)).toBe(true);
  });

  test("passes the key on when the command makes no sense now", () => {
    const { options } = gate({ code: "KeyK", mod: true }, {}, false);
    expect(handleKey(ctrlK, null, options)).toBe(false);
  });
});

test("keys are written as the platform writes them", () => {
  expect(keyCaps({ code: "KeyK", mod: true, shift: true }, "linux")).toEqual(["Ctrl", "Shift", "K"]);
  expect(keyCaps({ code: "KeyK", mod: true, shift: true }, "mac")).toEqual(["⌘", "⇧", "K"]);
  expect(keyCaps({ code: "Minus", alt: true }, "windows")).toEqual(["Alt", "-"]);
  expect(ariaShortcut({ key: "PageDown", alt: true }, "linux")).toBe("Alt+PageDown");
});

test("a settings key finds its place on the keyboard", () => {
  expect(["p", "0", "-", "中"].map(codeOfKey)).toEqual(["KeyP", "Digit0", "Minus", null]);
});
