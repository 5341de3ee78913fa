/** A value as one line of JSON Lines. Must not know: what the value is. */

// Legal inside JSON strings, but line ends to many readers of lines.
const lineEnds = /[\u0085\u2028\u2029]/g;
const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** With a line feed at its end. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value).replace(lineEnds, escaped)}\n`;
}
