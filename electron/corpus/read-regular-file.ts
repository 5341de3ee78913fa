/**
 * Reading a file that must be a plain one. Links, pipes and devices are refused before anything is read from them: a
 * link could lead out of the corpus and a pipe would never answer.
 */
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { GalleyError } from "../../shared/errors.ts";
import { diskError, errnoOf } from "../disk-errors.ts";

// NOFOLLOW: a link swapped in after the check is refused by the system itself. NONBLOCK: opening a pipe returns at once.
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * @param limit in bytes
 * @throws GalleyError not-found, permission, too-large, disk-error (not a plain file, or the disk fails)
 */
export async function readRegularFile(path: string, limit = Number.POSITIVE_INFINITY): Promise<Buffer> {
  try {
    const handle = await open(path, FLAGS);
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) throw notRegular(path, stats.isDirectory() ? "a folder" : "a pipe or device");
      if (stats.size > limit) throw tooLarge(path, stats.size, limit);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errnoOf(error) === "ELOOP") throw notRegular(path, "a symbolic link");
    // Opening a socket.
    if (errnoOf(error) === "ENXIO") throw notRegular(path, "a pipe or device");
    throw diskError(error, path, "read");
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function notRegular(path: string, what: string): GalleyError {
  return new GalleyError("disk-error", `${path} is ${what}, not a plain file; it was not read.`, {
    name: basename(path),
    reason: `it is ${what}`,
  });
}

function tooLarge(path: string, size: number, limit: number): GalleyError {
  const [is, most] = [size, limit].map((bytes) => Math.ceil(bytes / 1024 / 1024)) as [number, number];
  return new GalleyError("too-large", `${path} has ${is} MB; at most ${most} MB are read.`, {
    name: basename(path),
    size: is,
    limit: most,
  });
}
