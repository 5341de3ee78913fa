/**
 * Handles: what the window knows of folders and files. Random and meaningless, so that a window (or a page that got
 * hold of its connection) can only name places that the host itself has shown it.
 */
import { nanoid } from "nanoid";
import { GalleyError } from "../../shared/errors.ts";

export class Handles {
  readonly #paths = new Map<string, string>();
  readonly #handles = new Map<string, string>();

  /** The handle of a path; the same path always has the same one. */
  of(path: string): string {
    const known = this.#handles.get(path);
    if (known) return known;
    const handle = nanoid();
    this.#handles.set(path, handle);
    this.#paths.set(handle, path);
    return handle;
  }

  /** @throws GalleyError not-found, for a handle that this host never gave out */
  path(handle: string): string {
    const path = this.#paths.get(handle);
    if (path === undefined)
      throw new GalleyError("not-found", "This folder is not known any more; choose it again.", { name: handle });
    return path;
  }
}
