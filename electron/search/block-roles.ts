/**
 * The roles of a document's blocks as they are packed behind its text, so that a search within one role need not take
 * each document's blocks out of the index: the roles' names, and for each block the number of its own. Where blocks are
 * the text itself says, by its borders. Must not know: documents, files.
 */
import { BORDER } from "../../shared/search/concordance.ts";

/** A block in its document's text, in UTF-16 units. */
export interface Span {
  role: string;
  start: number;
  end: number;
}

const border = Buffer.from(BORDER, "utf16le");
/** Between two names. */
const NAMES = "\n";
/** Bytes of a UTF-16 unit. */
const UNIT = 2;

/**
 * @param text the blocks' texts, a border between two
 * @param roles of the blocks, in their order
 * @returns nothing where it can't be said so: borders within blocks, names that are none
 */
export function packedRoles(text: Uint8Array, roles: readonly string[]): Uint8Array {
  const names = [...new Set(roles)];
  const isStrange = names.length >= 0xffff || names.some((name) => name.includes(BORDER) || name.includes(NAMES));
  if (isStrange || bordersIn(text) !== roles.length - 1) return border.subarray(0, 0);
  const numberOf = new Map(names.map((name, number) => [name, String.fromCharCode(number)]));
  return Buffer.from(names.join(NAMES) + BORDER + roles.map((role) => numberOf.get(role)).join(""), "utf16le");
}

function bordersIn(text: Uint8Array): number {
  const bytes = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  let borders = 0;
  for (let at = bytes.indexOf(border, 0, "utf16le"); at >= 0; at = bytes.indexOf(border, at + UNIT, "utf16le"))
    borders++;
  return borders;
}

/** Names, and the number of each block's. */
function read(packed: Buffer): { names: string[]; numbers: Buffer } | null {
  const end = packed.indexOf(border, 0, "utf16le");
  if (end < 0) return null;
  return { names: packed.toString("utf16le", 0, end).split(NAMES), numbers: packed.subarray(end + UNIT) };
}

/** Null where the roles are not known. */
export function spansOf(text: string, packed: Buffer): Span[] | null {
  const roles = read(packed);
  if (!roles) return null;
  const spans: Span[] = [];
  for (let start = 0, at = 0; at < roles.numbers.length; at += UNIT) {
    const next = text.indexOf(BORDER, start);
    const end = next < 0 ? text.length : next;
    spans.push({ role: roles.names[roles.numbers.readUInt16LE(at)] ?? "", start, end });
    start = end + 1;
  }
  return spans;
}

/**
 * How often a text stands in the blocks of one role. @param wanted holds no border
 * @param from where it stands first, in bytes @returns null where the roles are not known
 */
export function timesInRole(text: Buffer, packed: Buffer, wanted: Buffer, from: number, role: string): number | null {
  const roles = read(packed);
  if (!roles) return null;
  const number = roles.names.indexOf(role);
  if (number < 0) return 0;
  const isOnly = roles.names.length === 1;
  let times = 0;
  let block = 0;
  let end = isOnly ? -1 : text.indexOf(border, 0, "utf16le");
  for (let at = from; at >= 0; at = text.indexOf(wanted, at + wanted.length, "utf16le")) {
    for (; end >= 0 && end < at; end = text.indexOf(border, end + UNIT, "utf16le")) block++;
    if (isOnly || roles.numbers.readUInt16LE(block * UNIT) === number) times++;
  }
  return times;
}
