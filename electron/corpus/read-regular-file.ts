/**
 * Reading a file that must be a plain one. Links, pipes and devices are refused before anything is read from them: a
 * link could lead out of the corpus and a pipe would never answer.
 */
import { hash } from "node:crypto";
import { basename } from "node:path";
import { GalleyError } from "../../shared/errors.ts";
import { diskError, errnoOf } from "../disk-errors.ts";
import { type DurableFs, type DurableHandle, READ_FLAGS, realFs } from "./disk.ts";

/** How much of a file is in memory at once where parts will do, in bytes. */
const PART = 1024 * 1024;

/**
 * Opens a plain file; the caller closes it.
 * @returns its size in bytes beside it
 * @throws GalleyError not-found, permission, disk-error (not a plain file, or the disk fails)
 */
export async function openRegularFile(
  path: string,
  fs: DurableFs = realFs,
): Promise<{ handle: DurableHandle; size: number }> {
  try {
    const handle = await fs.open(path, READ_FLAGS);
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) throw notRegular(path, stats.isDirectory() ? "a folder" : "a pipe or device");
      return { handle, size: stats.size };
    } catch (error) {
      await closeRead(handle);
      throw error;
    }
  } catch (error) {
    if (errnoOf(error) === "ELOOP") throw notRegular(path, "a symbolic link");
    // Opening a socket.
    if (errnoOf(error) === "ENXIO") throw notRegular(path, "a pipe or device");
    throw diskError(error, path, "read");
  }
}

/**
 * @param limit in bytes
 * @throws GalleyError not-found, permission, too-large, disk-error (not a plain file, or the disk fails)
 */
export async function readRegularFile(
  path: string,
  fs: DurableFs = realFs,
  limit = Number.POSITIVE_INFINITY,
): Promise<Buffer> {
  const { handle, size } = await openRegularFile(path, fs);
  try {
    if (size > limit) throw tooLarge(path, size, limit);
    return await readWhole(handle, size);
  } catch (error) {
    throw diskError(error, path, "read");
  } finally {
    await closeRead(handle);
  }
}

/** What was read is read, however closing ends. */
function closeRead(handle: DurableHandle): Promise<void> {
  return handle.close().catch(() => {});
}

/** As `handle.readFile`, with one call to the system instead of three: thousands of files are read in a row. */
async function readWhole(handle: DurableHandle, size: number): Promise<Buffer> {
  // One byte more than it has: a shorter answer says that this was all.
  const buffer = Buffer.allocUnsafeSlow(size + 1);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
  if (bytesRead === size) return buffer.subarray(0, size);
  // It grew or shrank meanwhile, or the system gave less than there is.
  const chunks: Buffer[] = [buffer.subarray(0, bytesRead)];
  for (let at = bytesRead; ; ) {
    const chunk = Buffer.alloc(64 * 1024);
    const { bytesRead: more } = await handle.read(chunk, 0, chunk.length, at);
    if (more === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, more));
    at += more;
  }
}

/** A plain file of any size, part after part. @throws GalleyError as `openRegularFile` */
export async function* partsOf(path: string, fs: DurableFs = realFs): AsyncGenerator<Uint8Array> {
  const { handle } = await openRegularFile(path, fs);
  try {
    for (let position = 0; ; ) {
      const part = await readAt(handle, position, PART);
      if (!part.length) return;
      position += part.length;
      yield part;
    }
  } catch (error) {
    throw diskError(error, path, "read");
  } finally {
    await closeRead(handle);
  }
}

/** @returns fewer bytes only where the file ends */
export async function readAt(handle: DurableHandle, position: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

export function sha256(bytes: Uint8Array): string {
  return hash("sha256", bytes, "hex");
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
