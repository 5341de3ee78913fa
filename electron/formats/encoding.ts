/**
 * From the bytes of a source to its text: which encoding it is, and decoding that never invents a character. Detection
 * weighs each encoding's reading of a sample by how likely its characters are on a Chinese page; decoding is strict.
 * Must not know: files, formats, documents.
 */
import type { EncodingChoice } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { big5Supplement } from "./big5-supplement.ts";
import { logLikelihood } from "./character-odds.ts";

export type SourceEncoding = Exclude<EncodingChoice, "auto">;

export interface Detection {
  encoding: SourceEncoding;
  /** Whether it is beyond reasonable doubt; if not, let a person look at a sample. */
  certain: boolean;
}

/** How much of a file is weighed: enough for any doubt to vanish, little enough to be instant. */
const SAMPLE_BYTES = 96 * 1024;

// What speaks for an encoding before a byte is read: most files are UTF-8, and UTF-16 mostly has a mark.
const priors: readonly (readonly [SourceEncoding, number])[] = [
  ["utf-8", 0],
  ["gb18030", -1],
  ["big5", -2],
  ["utf-16le", -6],
  ["utf-16be", -7],
];

export function isUtf16(encoding: SourceEncoding): boolean {
  return encoding === "utf-16le" || encoding === "utf-16be";
}

function startsWith(bytes: Uint8Array, ...mark: number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function encodingOfMark(bytes: Uint8Array): SourceEncoding | null {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return "utf-8";
  if (startsWith(bytes, 0xff, 0xfe)) return "utf-16le";
  if (startsWith(bytes, 0xfe, 0xff)) return "utf-16be";
  if (startsWith(bytes, 0x84, 0x31, 0x95, 0x33)) return "gb18030";
  return null;
}

function isPlainAscii(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);
}

/** A sample that begins at the first telling byte (a character's first byte, in every encoding); null if all is ASCII. */
function tellingSample(bytes: Uint8Array): Uint8Array | null {
  const first = bytes.findIndex((byte) => !isPlainAscii(byte));
  if (first < 0) return null;
  // Even, so that UTF-16 stays in step; an ASCII byte more does no harm.
  const start = first < SAMPLE_BYTES / 2 ? 0 : first & ~1;
  return bytes.subarray(start, start + SAMPLE_BYTES);
}

/** A reading for weighing only: what can't be read counts as damage. */
function readForWeighing(sample: Uint8Array, encoding: SourceEncoding): string {
  // Streaming: a character cut by the sample's end is no damage.
  const text = new TextDecoder(encoding).decode(sample, { stream: true });
  return encoding === "big5" ? resolveBig5(text, () => "\uFFFD") : text;
}

/**
 * Whether a sample is UTF-8 beyond doubt: so many characters of more bytes than one, all as the standard wants them,
 * come about by chance in no text (a Chinese character in GB18030 fits with a chance of one in five).
 */
function isSurelyUtf8(sample: Uint8Array): boolean {
  if (!isReadable(sample, "utf-8", true) || sample.includes(0)) return false;
  let leads = 0;
  for (const byte of sample) if (byte >= 0xc0 && ++leads >= 12) return true;
  return false;
}

/** All readings of a sample, the likeliest first. */
function weigh(sample: Uint8Array): { encoding: SourceEncoding; text: string; score: number }[] {
  return priors
    .map(([encoding, prior]) => {
      const text = readForWeighing(sample, encoding);
      return { encoding, text, score: prior + logLikelihood(text) };
    })
    .sort((a, b) => b.score - a.score);
}

/** Whether a few bytes that are all ASCII make likelier Chinese: the two characters 作用 are “O\\(u” as well. */
function couldBeUtf16(bytes: Uint8Array): boolean {
  const [best] = bytes.length <= 64 ? weigh(bytes) : [];
  return best !== undefined && isUtf16(best.encoding);
}

/**
 * The encoding of a text's bytes. Always answers; damaged bytes lower certainty and are reported by `decodeSource`.
 * Bytes may be the beginning of a longer file.
 */
export function detectEncoding(bytes: Uint8Array): Detection {
  const marked = encodingOfMark(bytes);
  if (marked) return { encoding: marked, certain: true };
  const sample = tellingSample(bytes);
  if (!sample) return { encoding: "utf-8", certain: !couldBeUtf16(bytes) };

  if (isSurelyUtf8(sample)) return { encoding: "utf-8", certain: true };

  const [best, second] = weigh(sample);
  if (!best || !second) throw new Error("there are encodings to choose from");
  // However rare its characters are: what reads without damage is likelier than what doesn't.
  if (best.text.includes("\uFFFD") && isReadable(sample, "utf-8", true)) return { encoding: "utf-8", certain: false };
  // So few bytes prove little but UTF-8, whose pattern chance seldom makes.
  const enough = sample.length >= 8 || best.encoding === "utf-8";
  const clear = enough && best.score - second.score > 8;
  // A page of another language or encoding reads as rare characters in all of these.
  const plausible = best.score / best.text.length > -11 && !best.text.includes("\uFFFD");
  return { encoding: best.encoding, certain: clear && plausible };
}

/** Replaces the private-use characters that the system's Big5 gives for the supplements' characters. */
function resolveBig5(text: string, unknown: (character: string, index: number) => string): string {
  const table = big5Supplement();
  return text.replace(/[\uE000-\uF8FF\u0080]/g, (character, index: number) => {
    return table.get(character) ?? unknown(character, index);
  });
}

/**
 * The text of a source's bytes, without a byte order mark; line ends as they are.
 * @param name of the file, for the message
 * @param options.mayGoOn the bytes are the beginning of more: a character cut by their end is left out
 * @throws GalleyError bad-encoding with the place (byte offset from 0, line from 1) of the first invalid byte
 */
export function decodeSource(
  bytes: Uint8Array,
  encoding: SourceEncoding,
  name = "The file",
  { mayGoOn = false } = {},
): string {
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: mayGoOn });
  } catch {
    throw badEncoding(bytes, encoding, name, findInvalid(bytes, encoding));
  }
  if (encoding === "gb18030" && text.startsWith("\uFEFF")) return text.slice(1);
  if (encoding === "big5") {
    return resolveBig5(text, (_, index) => {
      throw badEncoding(bytes, encoding, name, big5Offset(bytes, index));
    });
  }
  return text;
}

/** The byte offset of the n-th character of valid Big5, where the decoder gives one UTF-16 unit for each. */
function big5Offset(bytes: Uint8Array, character: number): number {
  let offset = 0;
  for (let i = 0; i < character; i++) {
    const byte = bytes[offset] ?? 0;
    offset += byte > 0x80 && byte < 0xff ? 2 : 1;
  }
  return offset;
}

function badEncoding(bytes: Uint8Array, encoding: SourceEncoding, name: string, offset: number): GalleyError {
  const line = lineAt(bytes, encoding, offset);
  const byte = (bytes[offset] ?? 0).toString(16).padStart(2, "0");
  return new GalleyError(
    "bad-encoding",
    `${name} is not valid ${encoding}: byte 0x${byte} at offset ${offset} (line ${line}) makes no character. ` +
      "Choose another encoding, or mend the file.",
    { name, encoding, offset, line, byte },
  );
}

function lineAt(bytes: Uint8Array, encoding: SourceEncoding, offset: number): number {
  let line = 1;
  if (isUtf16(encoding)) {
    const low = encoding === "utf-16le" ? 0 : 1;
    for (let i = 0; i + 1 < offset; i += 2) if (bytes[i + low] === 0x0a && bytes[i + 1 - low] === 0) line++;
  } else {
    for (let i = 0; i < offset; i++) if (bytes[i] === 0x0a) line++;
  }
  return line;
}

function isReadable(bytes: Uint8Array, encoding: SourceEncoding, mayGoOn: boolean): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: mayGoOn });
    return true;
  } catch {
    return false;
  }
}

const CHUNK_BYTES = 64 * 1024;

/** Byte offset of the first invalid or unfinished character of bytes that can't be decoded. */
function findInvalid(bytes: Uint8Array, encoding: SourceEncoding): number {
  const { from, to } = damagedStretch(bytes, encoding);
  // The shortest beginning that can't be the beginning of a text ends inside the character that is looked for.
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isReadable(bytes.subarray(from, middle), encoding, true)) low = middle + 1;
    else high = middle;
  }
  for (let start = Math.min(high, bytes.length) - 1; start > from; start--)
    if (isReadable(bytes.subarray(from, start), encoding, false)) return start;
  return from;
}

/** A short stretch that begins with a whole character, can't be decoded, and before which all can. */
function damagedStretch(bytes: Uint8Array, encoding: SourceEncoding): { from: number; to: number } {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let chunk = 0;
  for (; chunk < bytes.length; chunk += CHUNK_BYTES) {
    try {
      decoder.decode(bytes.subarray(chunk, chunk + CHUNK_BYTES), { stream: true });
    } catch {
      break;
    }
  }
  // Without a break the bytes end in the middle of a character.
  const last = Math.min(chunk, Math.max(0, bytes.length - 8));
  return { from: characterStart(bytes, encoding, last), to: Math.min(chunk + CHUNK_BYTES, bytes.length) };
}

/** The nearest offset at or before `offset` where a character certainly begins. */
function characterStart(bytes: Uint8Array, encoding: SourceEncoding, offset: number): number {
  let start = offset;
  if (isUtf16(encoding)) return Math.max(0, (start & ~1) - 2);
  if (encoding === "utf-8") {
    // One back in any case: the byte before may begin a character that is never finished.
    if (start > 0) start--;
    for (let back = 0; back < 3 && start > 0 && ((bytes[start] ?? 0) & 0xc0) === 0x80; back++) start--;
    return start;
  }
  // No character's second byte is below 0x30 (GB18030) or 0x40 (Big5): what follows such a byte is a beginning.
  while (start > 0 && (bytes[start - 1] ?? 0) >= 0x30) start--;
  return start;
}
