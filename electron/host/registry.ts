/** The contract's methods about the registry of known entities; the window hears of every change. */
import type { EventPayload, Host } from "../../shared/api.ts";
import type { ChangedRegistry } from "../../shared/entities/registry-edits.ts";
import type { Corpus } from "../corpus/corpus.ts";

/** Beyond this many, reading the registry again is the better answer. */
const MOST_ENTRIES = 500;

export function registryMethods(
  corpus: () => Corpus,
  tell: (change: EventPayload<"registryChanged">) => void,
): Pick<Host, "readRegistry" | "changeRegistry"> {
  return {
    readRegistry: async () => await corpus().readRegistry(),
    async changeRegistry({ edits }) {
      const change = await corpus().changeRegistry(edits);
      const told = toldOf(change);
      if (told) tell(told);
      return { undo: change.undo };
    },
  };
}

/** What windows are told of a change; null when there is none. */
export function toldOf({ changed, removed }: Pick<ChangedRegistry, "changed" | "removed">) {
  if (!changed.length && !removed.length) return null;
  return changed.length + removed.length > MOST_ENTRIES ? { changed: null, removed: [] } : { changed, removed };
}
