/** Lines of a UTF-8 file that may be larger than memory. Must not know: what is on the lines, files. */
import { GalleyError } from "../../../shared/errors.ts";
import { decodeSource } from "../encoding.ts";
import type { ImportFile } from "../format.ts";

/** No page is as long; a line that is was never meant as one. In bytes. */
const MAX_LINE = 64 * 1024 * 1024;

const mark = Uint8Array.of(0xef, 0xbb, 0xbf);

export interface NumberedLine {
  /** Without its line end ("\n" or "\r\n"), and without a byte order mark on the first line. */
  text: string;
  /** From 1. */
  number: number;
}

/** @throws GalleyError bad-encoding that names the line, too-large */
export async function* linesOf(file: Pick<ImportFile, "name" | "stream">): AsyncGenerator<NumberedLine> {
  let rest: Uint8Array[] = [];
  let held = 0;
  let number = 0;
  const line = (parts: readonly Uint8Array[]): NumberedLine => {
    const bytes = parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
    // Decoding takes a mark away; only the file's own is none of its text.
    const marked = number > 0 && mark.every((byte, index) => bytes[index] === byte);
    number++;
    const text = decodeSource(marked ? Buffer.concat([mark, bytes]) : bytes, "utf-8", `${file.name}, line ${number}`);
    return { text: text.endsWith("\r") ? text.slice(0, -1) : text, number };
  };
  for await (const chunk of file.stream()) {
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      yield line([...rest, chunk.subarray(start, end)]);
      rest = [];
      held = 0;
      start = end + 1;
    }
    if (start === chunk.length) continue;
    rest.push(chunk.slice(start));
    held += chunk.length - start;
    if (held > MAX_LINE) {
      const limit = MAX_LINE / 1024 / 1024;
      throw new GalleyError("too-large", `${file.name}: line ${number + 1} is longer than ${limit} MB.`, {
        name: file.name,
        size: Math.ceil(held / 1024 / 1024),
        limit,
      });
    }
  }
  if (held) yield line(rest);
}
