/**
 * Tells components of a document's changes. What a key did to the text is on the screen first and around it in the frame
 * after: bars and panels take as long to draw as the text. What changes the window's whole look is told at once, and how
 * saving stands: “saved” is never shown beside what isn't.
 * Must not know: React.
 */
import { afterFrame } from "../../ui/after-frame.ts";
import type { OpenDocument, OpenSnapshot } from "./open-document.ts";

/** @returns what ends it */
export type Subscribe = (listener: () => void) => () => void;

type Told = Pick<OpenDocument, "getSnapshot" | "subscribe">;

const tellings = new WeakMap<Told, Subscribe>();

/** The same function for the same document, as `useSyncExternalStore` wants it. */
export function tellingOf(open: Told): Subscribe {
  const known = tellings.get(open);
  if (known) return known;
  const made = telling(open, afterFrame);
  tellings.set(open, made);
  return made;
}

/** @param later calls back when the next frame has been painted; returns what cancels that */
export function telling(open: Told, later: (callback: () => void) => () => void): Subscribe {
  const listeners = new Set<() => void>();
  let told = open.getSnapshot();
  let cancel: (() => void) | null = null;
  let stop: (() => void) | null = null;
  const tell = () => {
    cancel?.();
    cancel = null;
    told = open.getSnapshot();
    for (const listener of listeners) listener();
  };
  const changed = () => {
    if (mustNotWait(told, open.getSnapshot())) tell();
    else cancel ??= later(tell);
  };
  return (listener) => {
    if (listeners.size === 0) {
      told = open.getSnapshot();
      stop = open.subscribe(changed);
    }
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      stop?.();
      cancel?.();
      cancel = null;
    };
  };
}

const mustNotWait = (was: OpenSnapshot, now: OpenSnapshot): boolean =>
  was.editor !== now.editor ||
  was.text?.mode !== now.text?.mode ||
  was.save !== now.save ||
  was.deciding !== now.deciding ||
  was.draft !== now.draft ||
  was.missing !== now.missing;
