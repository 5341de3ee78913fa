/** What the operating system answers, as an error that a person can act on. */
import { type ErrorCode, GalleyError } from "../../shared/errors.ts";

const known: Record<string, { code: ErrorCode; sentence: (path: string) => string }> = {
  EACCES: { code: "permission", sentence: (path) => `You have no permission to write ${path}.` },
  EPERM: { code: "permission", sentence: (path) => `You have no permission to write ${path}.` },
  EROFS: { code: "read-only", sentence: (path) => `${path} is on a disk that can't be written.` },
  ENOSPC: { code: "disk-full", sentence: (path) => `The disk is full: ${path} was not written.` },
  EDQUOT: { code: "disk-full", sentence: (path) => `Your disk quota is used up: ${path} was not written.` },
  ENOENT: { code: "not-found", sentence: (path) => `The folder for ${path} does not exist.` },
  ENOTDIR: { code: "not-found", sentence: (path) => `The folder for ${path} is not a folder.` },
};

function codeOf(error: unknown): string | null {
  const code = error instanceof Error && "code" in error ? error.code : null;
  // The system's own: E and capitals. Node's (ERR_…) and others are defects.
  return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ? code : null;
}

/** The same error, made a GalleyError that names the path when it came from the disk. */
export function asDiskError(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (error instanceof GalleyError || code === null) return error;
  const entry = known[code];
  const message = entry?.sentence(path) ?? `${path} could not be written (${code}).`;
  return new GalleyError(entry?.code ?? "disk-error", message, { path, reason: code }, { cause: error });
}
