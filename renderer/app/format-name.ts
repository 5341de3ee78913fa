/** What a format is called. */
import type { FormatInfo } from "../../shared/api.ts";

/** A format as a person chooses it: its name, and under it its id and what it writes. `about` is "name: what it writes". */
export function nameAndHint({ id, about }: Pick<FormatInfo, "id" | "about">, language: "zh" | "en") {
  const [, label, rest] = /^(.+?)[：:]\s*(.+)$/su.exec(about[language]) ?? [];
  return label && rest ? { label, hint: `${id} · ${rest}` } : { label: id, hint: about[language] };
}
