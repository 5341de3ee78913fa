/**
 * A file on disk as formats read it. Links, pipes and devices are refused, and what lies beside a file can be asked for
 * only inside the folder that the person chose.
 */
import { basename, dirname, join, relative, sep } from "node:path";
import { importLimit } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { diskError, isMissing } from "../../disk-errors.ts";
import { headBytes, type ImportFile } from "../../formats/format.ts";
import { refuseTooLarge } from "../../formats/too-large.ts";
import { type DurableFs, type DurableHandle, realFs } from "../disk.ts";
import { openRegularFile, partsOf, readAt, readRegularFile } from "../read-regular-file.ts";

/**
 * @param root the folder that the person chose, or the one that the chosen file is in
 * @throws GalleyError not-found, permission, disk-error (not a plain file, or the disk fails)
 */
export async function openDiskFile(path: string, root: string, fs: DurableFs = realFs): Promise<ImportFile> {
  const { size, head } = await withFile(path, fs, async (handle, fileSize) => {
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
      whole ??= await readRegularFile(path, fs, limit);
      return whole;
    },
    stream: () => (whole ? inMemory(whole) : partsOf(path, fs)),
    sibling: (relativePath) => readSibling(path, relativePath, root, fs),
  };
}

async function withFile<T>(
  path: string,
  fs: DurableFs,
  work: (handle: DurableHandle, size: number) => Promise<T>,
): Promise<T> {
  try {
    const { handle, size } = await openRegularFile(path, fs);
    try {
      return await work(handle, size);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw diskError(error, path, "read");
  }
}

async function* inMemory(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function readSibling(
  path: string,
  relativePath: string,
  root: string,
  fs: DurableFs,
): Promise<Uint8Array | null> {
  const wanted = join(dirname(path), relativePath);
  try {
    // Real paths: a link in between could lead out as well as “..” does.
    const inside = relative(fs.realpath(root), fs.realpath(dirname(wanted)));
    if (inside === ".." || inside.startsWith(`..${sep}`)) return null;
    return await readRegularFile(wanted, fs, importLimit);
  } catch (error) {
    if (isMissing(error) || (error instanceof GalleyError && error.code === "not-found")) return null;
    throw diskError(error, wanted, "read");
  }
}
