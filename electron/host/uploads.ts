/**
 * Files that the window hands over in parts, as they are too large for one message: kept in a temporary folder until they
 * are imported. Must not know: corpora, formats.
 */
import { randomUUID } from "node:crypto";
import { appendFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { uploadLimit } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { openDiskFile } from "../corpus/import/disk-file.ts";
import { diskError } from "../disk-errors.ts";
import { baseName } from "../formats/file-names.ts";
import type { ImportFile } from "../formats/format.ts";
import { refuseTooLarge } from "../formats/too-large.ts";

interface Upload {
  path: string;
  /** As it was announced, and as much as has come. */
  size: number;
  received: number;
}

export class Uploads {
  #folder: Promise<string> | null = null;
  readonly #uploads = new Map<string, Upload>();

  /** @returns its id. @throws GalleyError too-large, disk-full, disk-error */
  async begin(name: string, size: number): Promise<string> {
    refuseTooLarge(name, size, uploadLimit);
    this.#folder ??= mkdtemp(join(tmpdir(), "galley-import-"));
    const id = randomUUID();
    // Under its own name: messages name it.
    const path = join(await this.#folder, id, baseName(name).replace(/[\p{C}<>:"/\\|?*]/gu, "_") || "file");
    try {
      await mkdir(dirname(path));
      await writeFile(path, "");
    } catch (error) {
      throw diskError(error, path, "write");
    }
    this.#uploads.set(id, { path, size, received: 0 });
    return id;
  }

  /** Parts come one after the other. @throws GalleyError usage, disk-full, disk-error */
  async add(id: string, bytes: Uint8Array): Promise<void> {
    const upload = this.#get(id);
    upload.received += bytes.length;
    if (upload.received > upload.size) throw new GalleyError("usage", "More was sent than was announced.");
    try {
      await appendFile(upload.path, bytes);
    } catch (error) {
      throw diskError(error, upload.path, "write");
    }
  }

  /**
   * The whole file, as formats read it.
   * @param siblings contents of the files beside it, by name
   * @throws GalleyError usage (parts are missing), not-found
   */
  async open(id: string, path: string, siblings: ReadonlyMap<string, Uint8Array>): Promise<ImportFile> {
    const upload = this.#get(id);
    if (upload.received !== upload.size) throw new GalleyError("usage", `${path} did not come whole.`, { name: path });
    const file = await openDiskFile(upload.path, dirname(upload.path));
    return { ...file, path, sibling: async (name) => siblings.get(name) ?? null };
  }

  async drop(id: string): Promise<void> {
    const upload = this.#uploads.get(id);
    this.#uploads.delete(id);
    if (upload) await rm(dirname(upload.path), { recursive: true, force: true });
  }

  /** Takes away all that is left. */
  async close(): Promise<void> {
    this.#uploads.clear();
    const folder = await this.#folder?.catch(() => null);
    this.#folder = null;
    if (folder) await rm(folder, { recursive: true, force: true });
  }

  #get(id: string): Upload {
    const upload = this.#uploads.get(id);
    if (!upload) throw new GalleyError("not-found", "This file is not known any more; choose it again.", { name: id });
    return upload;
  }
}
