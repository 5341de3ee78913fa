/** Where repair puts what it takes out of the way: .galley/quarantine/<time>/…, same paths. Nothing is ever deleted. */
import { copyFile, mkdir, rename } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { diskError } from "../../disk-errors.ts";
import { privateName } from "../layout.ts";

export class Quarantine {
  readonly #dir: string;
  readonly #folder: string;

  /** @param now names the folder of this run */
  constructor(dir: string, now: Date) {
    this.#dir = dir;
    this.#folder = join(dir, privateName, "quarantine", now.toISOString().replace(/[:.]/g, "-"));
  }

  /** Moves a file of the corpus aside; answers with its new path inside the corpus. @throws GalleyError */
  move(path: string): Promise<string> {
    return this.#place(path, rename);
  }

  /** Keeps a copy of a file that is about to be mended; answers with its path inside the corpus. @throws GalleyError */
  copy(path: string): Promise<string> {
    return this.#place(path, copyFile);
  }

  async #place(path: string, act: (from: string, to: string) => Promise<void>): Promise<string> {
    const target = join(this.#folder, relative(this.#dir, path));
    try {
      await mkdir(dirname(target), { recursive: true });
      await act(path, target);
    } catch (error) {
      throw diskError(error, path, "move aside");
    }
    return relative(this.#dir, target);
  }
}
