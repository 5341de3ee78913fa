/** The open document for components: each reads only what it shows. */
import { createContext, startTransition, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { afterFrame } from "../../ui/after-frame.ts";
import type { OpenDocument, OpenSnapshot } from "./open-document.ts";
import { tellingOf } from "./telling.ts";

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

/**
 * The version of the text, for what is worked out from all of it: a moment behind, since nothing of that is drawn before the
 * key that changed the text is on the screen.
 */
export function useTextVersion(): number {
  const open = useOpenDocument();
  const [version, setVersion] = useState(() => versionOf(open));
  useEffect(() => {
    let cancel: (() => void) | null = null;
    const follow = () => {
      cancel ??= afterFrame(() => {
        cancel = null;
        startTransition(() => setVersion(versionOf(open)));
      });
    };
    follow();
    const stop = open.subscribe(follow);
    return () => {
      stop();
      cancel?.();
    };
  }, [open]);
  return version;
}

const versionOf = (open: OpenDocument): number => open.getSnapshot().text?.version ?? 0;
