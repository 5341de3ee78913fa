/**
 * Tells of a defect on standard error without repeating what it was about: an error's message may hold a path or a
 * page's text, its kind and stack do not.
 */
function describeDefect(defect: unknown): string {
  if (!(defect instanceof Error)) return `Defect: ${typeof defect} thrown`;
  const frames = (defect.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [`Defect: ${defect.name}`, ...frames].join("\n");
}

export const reportDefect = (defect: unknown): void => console.error(describeDefect(defect));
