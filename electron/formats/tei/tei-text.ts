/**
 * The text of a TEI file as it is put together while reading: the source (what stands on the page), and blocks of it with
 * the pieces that say which of their characters are the source's. Offsets are code points. Must not know: XML.
 */
import type { Block, Entity, Piece } from "../../../shared/model/document.ts";
import { CodePointText, codePointLength } from "../../../shared/model/offsets.ts";
import { joinPieces } from "../../../shared/model/pieces.ts";

/** Where a character comes from: the page, an editor who put it in, or the page but not the corrected text. */
export type Origin = "source" | "inserted" | "dropped";

const chinese = /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF“”‘’…—]/u;

export class TeiText {
  #source = "";
  #length = 0;

  get source(): string {
    return this.#source;
  }

  /** Code points of the source so far. */
  get length(): number {
    return this.#length;
  }

  append(text: string): void {
    this.#source += text;
    this.#length += codePointLength(text);
  }
}

/** An entity of a block that is still open: its text is not settled yet. */
export type OpenEntity = Pick<Entity, "id" | "type" | "start" | "end" | "ref" | "by" | "note" | "attributes">;

/** One block while it is read. */
export class OpenBlock {
  readonly #whole: TeiText;
  readonly #pieces: Piece[] = [];
  #text = "";
  #length = 0;
  /** White space that may turn out to be only the file's layout; a line beginning that nothing follows yet. */
  #space: "" | " " | "\n" = "";
  #break = false;
  #begun = false;

  constructor(whole: TeiText) {
    this.#whole = whole;
  }

  /** Code points of its text so far. */
  get length(): number {
    return this.#length;
  }

  /** Text of the file; white space counts as it stands only where it is preserved. */
  append(text: string, origin: Origin, preserve: boolean): void {
    if (preserve) {
      this.#put(text, origin);
      return;
    }
    for (const [run] of text.matchAll(/[ \t\r\n]+|[^ \t\r\n]+/g)) {
      if (/^[ \t\r\n]/.test(run)) this.#space = this.#space === "\n" || /\n/.test(run) ? "\n" : " ";
      else {
        this.#settle(run);
        this.#put(run, origin);
      }
    }
  }

  /** The beginning of a line. @param joined the line end before it was taken out of the text */
  lineBegins(joined: boolean, preserve: boolean): void {
    if (joined) this.#put("\n", "dropped");
    else if (preserve) this.#put("\n", "source");
    else this.#break = true;
    if (joined) this.#space = "";
  }

  /** What stood between this character and the one before, now that it is known that something follows. */
  #settle(following: string): void {
    const before = Array.from(this.#text.slice(-2)).at(-1) ?? "";
    if (this.#length && this.#break) this.#put("\n", "source");
    else if (this.#length && this.#space) {
      const isLayout = this.#space === "\n" && chinese.test(before) && chinese.test(Array.from(following)[0] ?? "");
      if (!isLayout) this.#put(" ", "source");
    }
    this.#space = "";
    this.#break = false;
  }

  #put(text: string, origin: Origin): void {
    if (!text) return;
    if (!this.#begun && this.#whole.length) this.#whole.append("\n\n");
    this.#begun = true;
    const start = this.#whole.length;
    if (origin !== "inserted") this.#whole.append(text);
    if (origin === "dropped") return;
    this.#pieces.push(origin === "source" ? { source: [start, this.#whole.length] } : { inserted: text });
    this.#text += text;
    this.#length += codePointLength(text);
  }

  /**
   * @param preserve white space at the ends of entities is theirs; else it is left outside
   * @returns the block; entities of nothing but space are left out
   */
  close(id: string, role: string, entities: readonly OpenEntity[], preserve: boolean): Block {
    const points = new CodePointText(this.#text);
    const kept = entities.flatMap((entity): Entity[] => {
      let { start, end } = entity;
      end = Math.min(end, points.length);
      const isBlank = !points.slice(start, end).trim();
      while (!preserve && start < end && !points.slice(start, start + 1).trim()) start++;
      while (!preserve && end > start && !points.slice(end - 1, end).trim()) end--;
      return start < end && !isBlank ? [{ ...entity, start, end, text: points.slice(start, end) }] : [];
    });
    return { id, role, text: this.#text, pieces: joinPieces(this.#pieces), entities: kept };
  }
}
