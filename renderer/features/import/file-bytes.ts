/** Reading what the browser gives as a file. Must not know: the host. */
import { GalleyError } from "../../../shared/errors.ts";

/** The content of a file, or of a part of it. @throws GalleyError permission when the browser can't read it (any more) */
export async function bytesOf(file: Blob, path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new GalleyError("permission", `${path} can't be read: ${String(cause)}`, { name: path }, { cause });
  }
}
