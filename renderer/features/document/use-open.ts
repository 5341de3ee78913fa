/** The open document for components: each reads only what it shows. */
import { createContext, useContext, useSyncExternalStore } from "react";
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
  return useSyncExternalStore(open.subscribe, () => selector(open.getSnapshot()));
}
