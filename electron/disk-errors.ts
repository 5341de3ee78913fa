/**
 * What the operating system's error codes mean to a person: the one place that maps errno to GalleyError.
 */
import { basename } from "node:path";
import { type ErrorCode, GalleyError } from "../shared/errors.ts";

const meanings: Record<string, { code: ErrorCode; says: string }> = {
  ENOSPC: { code: "disk-full", says: "the disk is full" },
  EDQUOT: { code: "disk-full", says: "your disk quota is used up" },
  EACCES: { code: "permission", says: "the operating system refuses access" },
  EPERM: { code: "permission", says: "the operating system refuses access" },
  EROFS: { code: "read-only", says: "the disk is mounted read-only" },
  ENOENT: { code: "not-found", says: "there is no such file or folder" },
  EMFILE: { code: "disk-error", says: "too many files are open" },
  ENFILE: { code: "disk-error", says: "too many files are open" },
  EIO: { code: "disk-error", says: "the disk reports an error" },
  ESTALE: { code: "disk-error", says: "the network folder has gone away" },
  EBUSY: { code: "disk-error", says: "another program holds the file" },
  EISDIR: { code: "disk-error", says: "it is a folder, not a file" },
  ENOTDIR: { code: "disk-error", says: "it is a file, not a folder" },
  ENAMETOOLONG: { code: "disk-error", says: "the name is too long" },
};

/** The errno name ("ENOSPC") of a thrown thing, or null. */
export function errnoOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return null;
  return /^E[A-Z0-9]+$/.test(error.code) && !error.code.startsWith("ERR_") ? error.code : null;
}

/**
 * A thrown thing as a GalleyError that names the file. GalleyErrors pass through.
 * @param action what was being done, as "could not …" goes on: "write", "read"
 */
export function diskError(error: unknown, path: string, action: string): GalleyError {
  if (error instanceof GalleyError) return error;
  const errno = errnoOf(error);
  const meaning = errno ? meanings[errno] : undefined;
  const says = errno === "ENOENT" && action === "write" ? "its folder does not exist" : meaning?.says;
  const reason = says ?? (error instanceof Error ? error.message : String(error));
  return new GalleyError(
    meaning?.code ?? (errno ? "disk-error" : "internal"),
    `Could not ${action} ${path}: ${reason}${errno ? ` (${errno})` : ""}.`,
    { name: basename(path), reason },
    { cause: error },
  );
}

/** Whether an error says that a file or folder is not there. */
export function isMissing(error: unknown): boolean {
  const errno = errnoOf(error) ?? (error instanceof GalleyError ? errnoOf(error.cause) : null);
  return errno === "ENOENT" || errno === "ENOTDIR";
}

/**
 * The same for code that may throw anything: what the disk answered becomes a GalleyError that names the path, all else
 * (a defect) stays what it is.
 */
export function asDiskError(error: unknown, path: string, action: string): unknown {
  return errnoOf(error) === null ? error : diskError(error, path, action);
}
