/** The open document for components: each reads only what it shows. */
import { createContext, startTransition, useContext, useEffect, useState, useSyncExternalStore } from "react";
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
