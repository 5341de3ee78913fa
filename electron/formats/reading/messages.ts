/** What the reading thread and those who ask it say to each other. */
import type { ErrorShape } from "../../../shared/errors.ts";
import type { ImportedPage, ImportFile, ReadOptions } from "../format.ts";

/** A page without its bytes where they are the file's: those need not cross. */
export type CrossingPage = Omit<ImportedPage, "bytes"> & { bytes: Uint8Array | null };

export type ToThread =
  | { say: "read"; format: string; file: Pick<ImportFile, "path" | "name" | "size" | "head">; options: ReadOptions }
  /** One page more is wanted. */
  | { say: "next" }
  /** No more is wanted. */
  | { say: "stop" }
  | { say: "part"; bytes: Uint8Array | null; error: ErrorShape | null };

export type FromThread =
  | { say: "page"; page: CrossingPage }
  | { say: "unread"; error: ErrorShape }
  /** After the last page, or what ended reading. */
  | { say: "end"; error: ErrorShape | null }
  | { say: "stopped" }
  /** The next part of the file's content; its beginning again when `again`. */
  | { say: "want"; part: { of: "content"; again: boolean } | { of: "sibling"; path: string } };
