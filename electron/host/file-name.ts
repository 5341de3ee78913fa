/** Names that people give to folders and exports: one part of a path, valid on every system that a corpus may move to. */
import { GalleyError } from "../../shared/errors.ts";

const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
// Most file systems take 255 bytes; the rest is room for a number and for temporary names. 66 Han characters.
const MOST_BYTES = 200;

/** @throws GalleyError usage, with what is wrong with the name */
export function checkFileName(name: string): string {
  const reason = whyInvalid(name);
  if (reason) throw new GalleyError("usage", `“${name}” can't be a name: ${reason}.`, { name, reason });
  return name;
}

function whyInvalid(name: string): string | null {
  if (!name.trim()) return "it is empty";
  if (name !== name.trim() || name.endsWith(".")) return "it begins or ends with a space or ends with a dot";
  if (name.startsWith(".")) return "it begins with a dot, so it would be hidden";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const forbidden = /[\u0000-\u001f\u007f<>:"/\\|?*]/.exec(name);
  if (forbidden) return `it holds ${JSON.stringify(forbidden[0])}`;
  if (!name.isWellFormed()) return "it holds half a character";
  if (RESERVED_ON_WINDOWS.test(name)) return "Windows keeps this name for itself";
  return Buffer.byteLength(name) > MOST_BYTES ? "it is too long" : null;
}
