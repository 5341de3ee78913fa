/** What an export's file is called. */

/** The name that an export is given unless the user types another: corpus, format, date. */
export function exportName(
  corpus: string,
  format: string,
  extension: string | null,
  isFolder: boolean,
  date: Date,
): string {
  const safe = corpus
    // What no file system takes in a name.
    .replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, "-")
    .trim()
    .slice(0, 80);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  const name = `${safe || "galley"}-${format}-${day}`;
  return isFolder || !extension ? name : `${name}.${extension}`;
}
