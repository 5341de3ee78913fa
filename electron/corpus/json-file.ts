/**
 * lowdb over the durable writer, for the small files that are read whole (galley.json, entities.json, preferences).
 * lowdb's own adapters don't fsync and share one temporary name, so only its core is used.
 */
import { basename } from "node:path";
import { type Adapter, Low } from "lowdb";
import { GalleyError } from "../../shared/errors.ts";
import { type Json, lines, object, ordered, pretty } from "../../shared/model/json-layout.ts";
import { parseJsonText } from "../../shared/model/json-text.ts";
import { isMissing } from "../disk-errors.ts";
import { type DurableFs, realFs } from "./disk.ts";
import { holdingOld, prepareFile } from "./durable-file.ts";
import { readRegularFile, sha256 } from "./read-regular-file.ts";

// Far beyond any registry; a file over it is not one of ours.
const LIMIT = 64 * 1024 * 1024;

class DurableJson<T> implements Adapter<T> {
  readonly #path: string;
  readonly #check: (json: unknown) => T;
  readonly #fs: DurableFs;
  readonly #guarded: boolean;
  /** Checksum of what `read` found, null for no file; undefined before. */
  #found: string | null | undefined;

  constructor(path: string, check: (json: unknown) => T, fs: DurableFs, guarded: boolean) {
    this.#guarded = guarded;
    this.#path = path;
    this.#check = check;
    this.#fs = fs;
  }

  /** Null when there is no file. @throws what `check` throws; SyntaxError when it is not JSON; GalleyError */
  async read(): Promise<T | null> {
    let bytes: Buffer;
    try {
      bytes = await readRegularFile(this.#path, this.#fs, LIMIT);
    } catch (error) {
      if (!isMissing(error)) throw error;
      this.#found = null;
      return null;
    }
    this.#found = sha256(bytes);
    // Editors on Windows like to put a byte order mark in front.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return this.#check(parseJsonText(text));
  }

  /** @throws GalleyError conflict when it is guarded and another than the one that was read (someone else's editor) */
  async write(data: T): Promise<void> {
    const bytes = Buffer.from(jsonText(data));
    const prepared = await prepareFile(this.#path, bytes, this.#fs);
    await holdingOld([this.#path], this.#fs, async () => {
      // As late as can be: between this and the rename nothing waits.
      if (this.#guarded && this.#found !== undefined && !(await this.isAsKnown())) {
        await prepared.discard();
        const name = basename(this.#path);
        throw new GalleyError("conflict", `${name} was changed by another program; nothing was written.`, { name });
      }
      await prepared.replace();
      await prepared.settle();
    });
    this.#found = sha256(bytes);
  }

  /** Whether the file holds what was read or written last. @throws GalleyError */
  async isAsKnown(): Promise<boolean> {
    return this.#found === (await this.#checksum());
  }

  async #checksum(): Promise<string | null> {
    try {
      return sha256(await readRegularFile(this.#path, this.#fs, LIMIT));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }
}

/**
 * A small file's text: a key a line, and an item a line of a list, so that a change is a line of a diff. A hundred thousand
 * entries take a third of the time that JSON's own indenting takes.
 */
export function jsonText(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return `${pretty(value, "")}\n`;
  const entries = ordered(value as Json, []).map(([key, item]): [string, string] => {
    return [
      key,
      Array.isArray(item)
        ? lines(
            item.map((one) => JSON.stringify(one)),
            "  ",
          )
        : pretty(item, "  "),
    ];
  });
  return `${object(entries, "")}\n`;
}

/** A database over one JSON file; call `read` before using `data`. */
export class JsonFile<T> extends Low<T> {
  readonly #file: DurableJson<T>;

  /**
   * @param check turns parsed JSON into a T or throws; what it returns is what `data` is, so it should keep unknown keys
   * @param guarded writing refuses a file that was changed by someone since it was read
   */
  constructor(path: string, initial: T, check: (json: unknown) => T, fs: DurableFs = realFs, guarded = false) {
    const file = new DurableJson(path, check, fs, guarded);
    super(file, initial);
    this.#file = file;
  }

  /** Whether the file holds what was read or written last: nobody else wrote it since. @throws GalleyError */
  isAsKnown(): Promise<boolean> {
    return this.#file.isAsKnown();
  }
}

/** What is wrong with a file that `read` threw at, in words: JSON's complaint or the checker's. */
export function reasonOf(error: unknown, path: string): string {
  if (error instanceof SyntaxError) return `it is not valid JSON: ${error.message}`;
  if (error instanceof TypeError) return "it is not UTF-8 text";
  return error instanceof Error ? error.message : `${basename(path)} can't be read`;
}
