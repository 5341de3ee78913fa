/**
 * Writing through a connection that may break between the save and its answer. A save that was sent but never answered
 * may be on the disk; the next try then meets a file that nobody else has changed, which is no conflict to ask about.
 * Must not know: the editor, when to save.
 */
import type { GalleyApi, Result } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { GalleyDocument } from "../../../shared/model/document.ts";
import { serializeDocument } from "../../../shared/model/serialize.ts";

export type Write = (document: GalleyDocument, baseHash: string) => Promise<Result<"saveDocument">>;

/** What a document says, without what every save gives it anew. */
const contentOf = (document: GalleyDocument) =>
  serializeDocument({ ...document, revision: 0, updatedAt: "", updatedBy: "" });

/** @returns a function that saves; it fails as `saveDocument` does, but for a conflict with its own unanswered save */
export function createWrite(api: Pick<GalleyApi, "call">): Write {
  /** The document whose save got no answer. */
  let unanswered: GalleyDocument | null = null;

  const send: Write = async (document, baseHash) => {
    try {
      const saved = await api.call("saveDocument", { document, baseHash });
      unanswered = null;
      return saved;
    } catch (error) {
      if (error instanceof GalleyError && error.code === "connection") unanswered ??= document;
      throw error;
    }
  };

  return async (document, baseHash) => {
    try {
      return await send(document, baseHash);
    } catch (error) {
      if (!unanswered || !(error instanceof GalleyError) || error.code !== "conflict") throw error;
      const sent = contentOf(unanswered);
      unanswered = null;
      const now = await api.call("readDocument", { id: document.id });
      if (contentOf(now.document) !== sent) throw error;
      return await send(document, now.hash);
    }
  };
}
