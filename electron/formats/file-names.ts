/**
 * Names of exported files: from the source's name, safe on every system and different from each other on every disk,
 * whether it tells upper from lower case or not. Must not know: disk, formats.
 */
const MAX_BYTES = 200;
// What Windows calls devices, with any ending.
const device = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;
const encoder = new TextEncoder();
/** Of the files that pages come from; with another one behind it, it would say what the file is not. */
const readEnding =
  /\.(txt|text|md|markdown|json|jsonl|ndjson|jsonld|xml|xhtml|html?|hocr|docx|pdf|ann|conll|bio|bioes|bmes|iob|tsv|csv|xmi)$/i;

/** The last part of a path of any system. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part) ?? path;
}

/** A file name's ending without the dot; empty when it has none. */
export function extensionOf(name: string): string {
  return name.slice(stemOf(name).length + 1);
}

/** A file name without its ending. */
export function stemOf(name: string): string {
  return name.replace(/(?<=.)\.[^.\s]{1,16}$/, "");
}

/** The name of the n-th page (from 1) of a file that holds many: "train.jsonl" gives "train 12". */
export function numberedName(fileName: string, number: number): string {
  return `${stemOf(fileName)} ${number}`;
}

function cutToBytes(name: string, limit: number): string {
  let result = "";
  let size = 0;
  for (const character of name) {
    size += encoder.encode(character).length;
    if (size > limit) break;
    result += character;
  }
  return result;
}

/** A name without ending that every file system takes, at most `limit` bytes long. */
function safeBase(sourceName: string, limit: number): string {
  const bare = baseName(sourceName)
    .toWellFormed()
    .normalize("NFC")
    .replace(readEnding, "")
    // Controls, invisible direction marks, and what Windows forbids.
    .replace(/[\p{C}<>:"/\\|?*]/gu, "_");
  // Windows drops dots and spaces at the end; a dot at the start hides a file.
  const trimmed = cutToBytes(bare.replace(/^[\s.]+/, ""), limit).replace(/[\s.]+$/, "");
  if (!trimmed) return "document";
  return device.test(trimmed.split(".")[0]?.trim() ?? "") ? `_${trimmed}` : trimmed;
}

/**
 * Gives each source name a file name of its own, without ending: a second “page” becomes “page-2”.
 * @param extension that will be added, without the dot; counts towards the 200 bytes
 */
export function makeFileNamer(extension: string): (sourceName: string) => string {
  // Disks compare names in their own ways; folding generously costs a number at most.
  const fold = (name: string) => name.normalize("NFKC").toUpperCase().toLowerCase();
  // Every folder of an export holds a README.txt.
  const used = new Set<string>([fold("README")]);
  const nextNumber = new Map<string, number>();
  return (sourceName) => {
    const base = safeBase(sourceName, MAX_BYTES - encoder.encode(extension).length - 12);
    let name = base;
    for (let number = nextNumber.get(fold(base)) ?? 2; used.has(fold(name)); number++) {
      name = `${base}-${number}`;
      nextNumber.set(fold(base), number + 1);
    }
    used.add(fold(name));
    return name;
  };
}
