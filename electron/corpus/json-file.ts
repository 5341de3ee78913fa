/**
 * lowdb over the durable writer, for the small files that are read whole (galley.json, entities.json, preferences).
 * lowdb's own adapters don't fsync and share one temporary name, so only its core is used.
 */
import { basename } from "node:path";
import { type Adapter, Low } from "lowdb";
import { isMissing } from "../disk-errors.ts";
import { type DurableFs, realFs, writeFileDurably } from "./durable-file.ts";
import { readRegularFile } from "./read-regular-file.ts";

// Far beyond any registry; a file over it is not one of ours.
const LIMIT = 64 * 1024 * 1024;

class DurableJson<T> implements Adapter<T> {
  readonly #path: string;
  readonly #check: (json: unknown) => T;
  readonly #fs: DurableFs;

  constructor(path: string, check: (json: unknown) => T, fs: DurableFs) {
    this.#path = path;
    this.#check = check;
    this.#fs = fs;
  }

  /** Null when there is no file. @throws what `check` throws; SyntaxError when it is not JSON; GalleyError */
  async read(): Promise<T | null> {
    let bytes: Buffer;
    try {
      bytes = await readRegularFile(this.#path, LIMIT);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
    // Editors on Windows like to put a byte order mark in front.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return this.#check(JSON.parse(text));
  }

  write(data: T): Promise<void> {
    return writeFileDurably(this.#path, `${JSON.stringify(data, null, 2)}\n`, this.#fs);
  }
}

/**
 * A database over one JSON file; call `read` before using `data`.
 * @param check turns parsed JSON into a T or throws; what it returns is what `data` is, so it should keep unknown keys
 */
export function jsonFile<T>(path: string, initial: T, check: (json: unknown) => T, fs: DurableFs = realFs): Low<T> {
  return new Low(new DurableJson(path, check, fs), initial);
}

/** What is wrong with a file that `read` threw at, in words: JSON's complaint or the checker's. */
export function reasonOf(error: unknown, path: string): string {
  if (error instanceof SyntaxError) return `it is not valid JSON: ${error.message}`;
  if (error instanceof TypeError) return "it is not UTF-8 text";
  return error instanceof Error ? error.message : `${basename(path)} can't be read`;
}
