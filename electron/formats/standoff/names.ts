/**
 * Names for formats that take only letters, digits, "-" and "_": every other character becomes its code, so that the
 * name can be read back exactly. 人名 becomes _u4eba_u540d. Must not know: what the names name.
 */

const plain = /[A-Za-z0-9_-]/;
// An underscore that would be read as the beginning of a code, or as the name for nothing.
const ambiguous = /_(?=u[0-9a-f]{4}|U[0-9a-f]{8}|u$)/g;
const code = /_u([0-9a-f]{4})|_U([0-9a-f]{8})/g;
/** The empty name. */
const nothing = "_u";

function escaped(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return point > 0xffff ? `_U${point.toString(16).padStart(8, "0")}` : `_u${point.toString(16).padStart(4, "0")}`;
}

/** A name as letters, digits, "-" and "_" alone. */
export function escapeName(name: string): string {
  if (!name) return nothing;
  const safe = name.replace(ambiguous, "_u005f");
  return Array.from(safe, (character) => (plain.test(character) ? character : escaped(character))).join("");
}

/** What `escapeName` made its result from; a name without codes is itself. */
export function unescapeName(name: string): string {
  if (name === nothing) return "";
  return name.replace(code, (whole, short?: string, long?: string) => {
    const point = Number.parseInt(short ?? long ?? "", 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
