/** Where repair puts what it takes out of the way: .galley/quarantine/<time>/…, same paths. Nothing is ever deleted. */
import { dirname, join, relative } from "node:path";
import { diskError } from "../../disk-errors.ts";
import { type DurableFs, realFs } from "../disk.ts";
import { privateName } from "../layout.ts";

/** The folder in the private one. */
export const quarantineName = "quarantine";

export class Quarantine {
  readonly #dir: string;
  readonly #folder: string;
  readonly #fs: DurableFs;

  /** @param now names the folder of this run */
  constructor(dir: string, now: Date, fs: DurableFs = realFs) {
    this.#fs = fs;
    this.#dir = dir;
    this.#folder = join(dir, privateName, quarantineName, now.toISOString().replace(/[:.]/g, "-"));
  }

  /** Moves a file of the corpus aside; answers with its new path inside the corpus. @throws GalleyError */
  move(path: string): Promise<string> {
    return this.#place(path, (from, to) => this.#fs.rename(from, to));
  }

  /** Keeps a copy of a file that is about to be mended; answers with its path inside the corpus. @throws GalleyError */
  copy(path: string): Promise<string> {
    return this.#place(path, (from, to) => this.#fs.copy(from, to));
  }

  async #place(path: string, act: (from: string, to: string) => Promise<void>): Promise<string> {
    const target = join(this.#folder, relative(this.#dir, path));
    try {
      this.#fs.makeFolders(dirname(target));
      await act(path, target);
    } catch (error) {
      throw diskError(error, path, "move aside");
    }
    return relative(this.#dir, target);
  }
}
