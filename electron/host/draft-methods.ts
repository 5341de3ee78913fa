/** The contract's methods about drafts: what is typed between two saves. */
import type { Host } from "../../shared/api.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { Drafts } from "./drafts.ts";

interface DraftParts {
  /** The open corpus. @throws GalleyError no-corpus */
  corpus(): Corpus;
  drafts: Drafts;
  now(): Date;
}

export function draftMethods({
  corpus,
  drafts,
  now,
}: DraftParts): Pick<Host, "keepDraft" | "readDraft" | "discardDraft"> {
  return {
    async keepDraft({ delta, baseHash }) {
      return { kept: await drafts.keep(corpus().dir, delta, baseHash, now()) };
    },

    async readDraft({ id }) {
      const open = corpus();
      if (!drafts.has(open.dir, id)) return null;
      const draft = await drafts.read(open.dir, await open.readDocument(id));
      if (!draft) return null;
      const { document, keptAt, current, base } = draft;
      return { document, keptAt, current, base: current ? null : await open.findRevision(id, base) };
    },

    async discardDraft({ id }) {
      await drafts.discard(corpus().dir, id);
      return {};
    },
  };
}
