/** Content that is gathered as bytes until it is worth a write. Must not know: where it goes. */
export class GatheredBytes {
  #bytes = Buffer.alloc(0);
  /** In bytes. */
  size = 0;

  /** @param content text becomes UTF-8 */
  add(content: string | Uint8Array): void {
    // A UTF-16 unit takes three bytes at most.
    this.#reserve(typeof content === "string" ? 3 * content.length : content.length);
    if (typeof content === "string") this.size += this.#bytes.write(content, this.size, "utf8");
    else {
      this.#bytes.set(content, this.size);
      this.size += content.length;
    }
  }

  /** What was added since this was asked last, in memory of its own. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.subarray(0, this.size);
    this.#bytes = Buffer.alloc(0);
    this.size = 0;
    return taken;
  }

  #reserve(more: number): void {
    const needed = this.size + more;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(needed + (needed >> 1));
    larger.set(this.#bytes.subarray(0, this.size));
    this.#bytes = larger;
  }
}
