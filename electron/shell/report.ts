import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * Tells of a defect on standard error without repeating what it was about: an error's message may hold a path or a
 * page's text, its kind and stack do not.
 */
function describeDefect(defect: unknown): string {
  if (!(defect instanceof Error)) return `Defect: ${typeof defect} thrown`;
  const frames = (defect.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [`Defect: ${defect.name}`, ...frames.map(inSources)].join("\n");
}

/**
 * A line of a stack in a built program, as its map says it of the sources. Read only now: Node itself would read the maps
 * at every start.
 */
function inSources(frame: string): string {
  return frame.replace(/(file:.+):(\d+):(\d+)/, (place, file: string, line: string, column: string) => {
    try {
      const map = new SourceMap(JSON.parse(readFileSync(fileURLToPath(`${file}.map`), "utf8")));
      const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
      if (!("originalSource" in entry)) return place;
      return `${new URL(entry.originalSource, file)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    } catch {
      return place;
    }
  });
}

export const reportDefect = (defect: unknown): void => console.error(describeDefect(defect));
