/** The beginning of a file as text, one character a byte, so that ASCII marks can be looked for whatever the encoding. */

/** @param most bytes that are read */
export function bytesAsText(bytes: Uint8Array, most = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(most, bytes.length)).toString("latin1");
}
