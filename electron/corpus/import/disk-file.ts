/**
 * A file on disk as formats read it. Links, pipes and devices are refused, and what lies beside a file can be asked for
 * only inside the folder that the person chose.
 */
import { type FileHandle, realpath } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { importLimit } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { diskError, isMissing } from "../../disk-errors.ts";
import { headBytes, type ImportFile } from "../../formats/format.ts";
import { refuseTooLarge } from "../../formats/run-import.ts";
import { openRegularFile, readRegularFile } from "../read-regular-file.ts";

const CHUNK = 1024 * 1024;

/**
 * @param root the folder that the person chose, or the one that the chosen file is in
 * @throws GalleyError not-found, permission, disk-error (not a plain file, or the disk fails)
 */
export async function openDiskFile(path: string, root: string): Promise<ImportFile> {
  const { size, head } = await withFile(path, async (handle, fileSize) => {
    return { size: fileSize, head: await readAt(handle, 0, Math.min(fileSize, headBytes)) };
  });
  const name = basename(path);
  let whole: Uint8Array | null = size <= head.length ? head : null;
  return {
    path,
    name,
    head,
    size,
    async bytes(limit = importLimit) {
      refuseTooLarge(name, size, limit);
      whole ??= await readRegularFile(path, limit);
      return whole;
    },
    stream: () => (whole ? inMemory(whole) : chunksOf(path)),
    sibling: (relativePath) => readSibling(path, relativePath, root),
  };
}

async function withFile<T>(path: string, work: (handle: FileHandle, size: number) => Promise<T>): Promise<T> {
  try {
    const { handle, size } = await openRegularFile(path);
    try {
      return await work(handle, size);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw diskError(error, path, "read");
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

async function* inMemory(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const { handle } = await openRegularFile(path);
  try {
    for (let position = 0; ; ) {
      const chunk = await readAt(handle, position, CHUNK);
      if (!chunk.length) return;
      position += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw diskError(error, path, "read");
  } finally {
    await handle.close();
  }
}

async function readSibling(path: string, relativePath: string, root: string): Promise<Uint8Array | null> {
  const wanted = join(dirname(path), relativePath);
  try {
    // Real paths: a link in between could lead out as well as “..” does.
    const inside = relative(await realpath(root), await realpath(dirname(wanted)));
    if (inside === ".." || inside.startsWith(`..${sep}`)) return null;
    return await readRegularFile(wanted, importLimit);
  } catch (error) {
    if (isMissing(error) || (error instanceof GalleyError && error.code === "not-found")) return null;
    throw diskError(error, wanted, "read");
  }
}
