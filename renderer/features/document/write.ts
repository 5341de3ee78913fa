/**
 * Writing through a connection that may break between the save and its answer. A save that was sent but never answered
 * may be on the disk; the next try then meets a file that nobody else has changed, which is no conflict to ask about.
 * What is sent is what differs from the version on the disk; all of it where the host has forgotten that one.
 * Must not know: the editor, when to save.
 */
import type { GalleyApi, Result } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { type Block, blocksOf, type GalleyDocument } from "../../../shared/model/document.ts";
import { serializeDocument } from "../../../shared/model/serialize.ts";
import { deltaOf } from "../../../shared/versions/delta.ts";

export type Write = (document: GalleyDocument, baseHash: string) => Promise<Result<"saveDocument">>;

/** The version of a document that is on the disk, as the window last heard. */
export interface OnDisk {
  hash: string;
  /** As the same objects that an unchanged block of the window's document is. */
  blocks: ReadonlySet<Block>;
}

/** @param document as the window has it @param hash of the file that says the same */
export function onDiskAs(document: GalleyDocument, hash: string): OnDisk {
  return { hash, blocks: new Set(blocksOf(document)) };
}

/** What a document says, without what every save gives it anew. */
const contentOf = (document: GalleyDocument) =>
  serializeDocument({ ...document, revision: 0, updatedAt: "", updatedBy: "" });

/** @returns a function that saves; it fails as `saveDocument` does, but for a conflict with its own unanswered save */
export function createWrite(api: Pick<GalleyApi, "call">, onDisk: () => OnDisk): Write {
  /** The document whose save got no answer. */
  let unanswered: GalleyDocument | null = null;

  const send: Write = async (document, baseHash) => {
    try {
      const { hash, blocks } = onDisk();
      const delta = deltaOf(document, hash === baseHash ? blocks : new Set());
      const saved =
        (await api.call("saveDelta", { delta, baseHash })) ?? (await api.call("saveDocument", { document, baseHash }));
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
