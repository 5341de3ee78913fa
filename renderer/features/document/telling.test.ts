import { expect, test, vi } from "vitest";
import type { EditorSnapshot } from "../../editor/editor-api.ts";
import type { OpenSnapshot } from "./open-document.ts";
import { telling } from "./telling.ts";

const text = (part: Partial<EditorSnapshot>) => ({ mode: "proofread", version: 1, ...part }) as EditorSnapshot;

/** A document that is changed by hand, and frames that are painted by hand. */
function opened() {
  let snapshot: OpenSnapshot = {
    editor: null,
    text: text({}),
    status: "new",
    save: { name: "saved" },
    deciding: false,
    draft: null,
    missing: false,
  };
  const listeners = new Set<() => void>();
  const frames = new Set<() => void>();
  const open = {
    getSnapshot: () => snapshot,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const later = (callback: () => void) => {
    frames.add(callback);
    return () => void frames.delete(callback);
  };
  return {
    subscribe: telling(open, later),
    change(part: Partial<OpenSnapshot>) {
      snapshot = { ...snapshot, ...part };
      for (const listener of listeners) listener();
    },
    paint() {
      for (const frame of [...frames]) {
        frames.delete(frame);
        frame();
      }
    },
    get waiting() {
      return frames.size;
    },
    get heard() {
      return listeners.size;
    },
  };
}

test("what a key did to the text is told once, after the frame that shows it", () => {
  const page = opened();
  const listener = vi.fn();
  page.subscribe(listener);
  page.change({ text: text({ version: 2 }) });
  page.change({ text: text({ version: 3 }), status: "proofreading" });
  expect(listener).not.toHaveBeenCalled();
  page.paint();
  expect(listener).toHaveBeenCalledOnce();
  page.paint();
  expect(listener).toHaveBeenCalledOnce();
});

test("“saved” goes at once, and what waited for a frame is told with it", () => {
  const page = opened();
  const listener = vi.fn();
  page.subscribe(listener);
  page.change({ text: text({ version: 2 }) });
  page.change({ save: { name: "dirty" } });
  expect(listener).toHaveBeenCalledOnce();
  page.paint();
  expect(listener).toHaveBeenCalledOnce();
});

test("another mode is told at once: the whole window shows it", () => {
  const page = opened();
  const listener = vi.fn();
  page.subscribe(listener);
  page.change({ text: text({ mode: "tag" }) });
  expect(listener).toHaveBeenCalledOnce();
});

test("who has stopped listening hears nothing, and after the last one nothing waits", () => {
  const page = opened();
  const [first, second] = [vi.fn(), vi.fn()];
  const stops = [first, second].map((listener) => page.subscribe(listener));
  page.change({ text: text({ version: 2 }) });
  stops[0]?.();
  page.paint();
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  page.change({ text: text({ version: 3 }) });
  stops[1]?.();
  expect([page.waiting, page.heard]).toEqual([0, 0]);
  page.paint();
  expect(second).toHaveBeenCalledOnce();
});
