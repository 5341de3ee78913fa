/** The open document for components: each reads only what it shows. */
import { createContext, startTransition, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { afterFrame } from "../../ui/after-frame.ts";
import type { OpenDocument, OpenSnapshot } from "./open-document.ts";

export const OpenDocumentContext = createContext<OpenDocument | null>(null);

export function useOpenDocument(): OpenDocument {
  const open = useContext(OpenDocumentContext);
  if (!open) throw new Error("no document is open here");
  return open;
}

/** A part of the snapshot; it must be a primitive or an object that the snapshot itself keeps. */
export function useOpen<T>(selector: (snapshot: OpenSnapshot) => T): T {
  const open = useOpenDocument();
  return useSyncExternalStore(tellingOf(open), () => selector(open.getSnapshot()));
}

/** The version of the text, for what is worked out from all of it: that gives way to keys. */
export function useTextVersion(): number {
  const open = useOpenDocument();
  const [version, setVersion] = useState(() => versionOf(open));
  useEffect(() => {
    const follow = () => startTransition(() => setVersion(versionOf(open)));
    follow();
    return tellingOf(open)(follow);
  }, [open]);
  return version;
}

const versionOf = (open: OpenDocument): number => open.getSnapshot().text?.version ?? 0;

type Subscribe = (listener: () => void) => () => void;

const tellings = new WeakMap<OpenDocument, Subscribe>();

function tellingOf(open: OpenDocument): Subscribe {
  const known = tellings.get(open);
  if (known) return known;
  const made = telling(open);
  tellings.set(open, made);
  return made;
}

/**
 * Tells the components of a document's changes. What a key did to the text is on the screen first and around it in the
 * frame after: bars and panels take as long to draw as the text. What changes the window's whole look is told at once,
 * and how saving stands: “saved” is never shown beside what isn't.
 */
function telling(open: OpenDocument): Subscribe {
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
    else cancel ??= afterFrame(tell);
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
