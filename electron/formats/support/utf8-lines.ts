/**
 * A text that is made character by character, as the bytes of UTF-8 at once: strings that only grow are copied, and left
 * to the collector of garbage, many times over. Must not know: what is written.
 */

/** A code point has at most so many bytes. */
const MOST_BYTES = 4;

export class Utf8Lines {
  #bytes = new Uint8Array(64 * 1024);
  #length = 0;

  /** A character and what ends its line. @param ending in UTF-8 */
  add(code: number, ending: Uint8Array): void {
    this.#reserve(MOST_BYTES + ending.length);
    const bytes = this.#bytes;
    let at = this.#length;
    if (code < 0x80) bytes[at++] = code;
    else {
      if (code < 0x800) bytes[at++] = 0xc0 | (code >> 6);
      else {
        if (code < 0x10000) bytes[at++] = 0xe0 | (code >> 12);
        else {
          bytes[at++] = 0xf0 | (code >> 18);
          bytes[at++] = 0x80 | ((code >> 12) & 0x3f);
        }
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
      }
      bytes[at++] = 0x80 | (code & 0x3f);
    }
    for (let index = 0; index < ending.length; index++) bytes[at++] = ending[index] as number;
    this.#length = at;
  }

  /** @param text in UTF-8 */
  addBytes(text: Uint8Array): void {
    this.#reserve(text.length);
    this.#bytes.set(text, this.#length);
    this.#length += text.length;
  }

  /** What was added since this was asked last. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#length + bytes));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
