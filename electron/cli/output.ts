/**
 * What every command writes through: with --json, JSON Lines on standard output and nothing else there; without it,
 * tables for a person. Messages, failures and progress go to standard error, always.
 */
import { GalleyError } from "../../shared/errors.ts";

export interface Stream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

export interface CliStreams {
  stdout: Stream;
  stderr: Stream;
  /** Calls `stop` when the person presses Ctrl-C for the first time. */
  onInterrupt(stop: () => void): void;
}

export class Output {
  readonly json: boolean;
  readonly #streams: CliStreams;
  #failures = 0;
  #progressShown = false;

  constructor(streams: CliStreams, json: boolean) {
    this.#streams = streams;
    this.json = json;
  }

  /** How many things failed; more than none means exit status 1. */
  get failures(): number {
    return this.#failures;
  }

  /** One result: a JSON line, or the sentence for a person (none when null). */
  line(value: object, sentence: string | null): void {
    if (this.json) this.#streams.stdout.write(`${JSON.stringify(value)}\n`);
    else if (sentence !== null) this.#streams.stdout.write(`${sentence}\n`);
  }

  /** Many results that a person gets in another form: JSON lines in one write, since each costs a call of the system. */
  lines(values: readonly object[]): void {
    if (this.json && values.length)
      this.#streams.stdout.write(values.map((value) => `${JSON.stringify(value)}\n`).join(""));
  }

  /** Text as it is, on standard output. */
  text(text: string): void {
    this.#streams.stdout.write(text);
  }

  /**
   * A table for a person, wide characters counted as two.
   * @param align of the columns from the first on; left for those that it does not say
   */
  table(
    head: readonly string[],
    rows: readonly (readonly (string | number)[])[],
    align: readonly ("left" | "right")[] = [],
  ): void {
    const cells = [head, ...rows].map((row) => row.map(oneLine));
    const widths = head.map((_, column) => Math.max(...cells.map((row) => displayWidth(row[column] ?? ""))));
    for (const row of cells) {
      const padded = row.map((cell, column) => {
        const space = " ".repeat((widths[column] ?? 0) - displayWidth(cell));
        return align[column] === "right" ? space + cell : cell + space;
      });
      this.#streams.stdout.write(`${padded.join("  ").trimEnd()}\n`);
    }
  }

  message(text: string): void {
    this.#clearProgress();
    this.#streams.stderr.write(`${plain(text)}\n`);
  }

  /** Names one thing that failed, by its error or in a sentence; the command goes on. */
  failure(error: unknown, what?: string): void {
    this.#failures++;
    // Anything that is neither a sentence nor a GalleyError is a defect: show where.
    const text = error instanceof GalleyError ? error.message : error instanceof Error ? error.stack : String(error);
    this.message(`galley: ${what && !text?.includes(what) ? `${what}: ` : ""}${text}`);
  }

  /** A line that overwrites itself; only on a terminal. @param more what is under way, and how far */
  progress(done: number, total: number | null, more = ""): void {
    if (!this.#streams.stderr.isTTY) return;
    this.#streams.stderr.write(`\r${done}${total === null ? "" : ` / ${total}`} ${more && `${oneLine(more)}\u001b[K`}`);
    this.#progressShown = true;
  }

  #clearProgress(): void {
    if (this.#progressShown) this.#streams.stderr.write("\r\u001b[K");
    this.#progressShown = false;
  }

  done(): void {
    this.#clearProgress();
  }
}

/** Control characters (a title or a file's name may hold any) would move the cursor or colour the terminal. */
function oneLine(cell: string | number): string {
  return plain(String(cell)).replace(/\s+/g, " ");
}

/** The same for texts of several lines, as a defect's stack is. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]+/g, " ");
}

/** Columns on a terminal: East Asian wide and full-width characters take two, combining marks none. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text.replace(/[\p{Mn}\p{Me}\u200b-\u200f\u2060\ufeff]/gu, ""))
    width +=
      /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
        character,
      )
        ? 2
        : 1;
  return width;
}
