/** A proof sheet as plain text, to be looked at before it is written: [-taken out-], {+put in+}. Must not know: documents. */
import type { Label } from "../../../shared/model/settings.ts";
import { articleName, bothNames, type Mark, type Sheet, sheetName } from "./sheet.ts";

const signs: Record<Mark, [open: string, close: string]> = {
  plain: ["", ""],
  removed: ["[-", "-]"],
  slight: ["[-", "-]"],
  inserted: ["{+", "+}"],
  seam: ["", ""],
};

/** @param pages how many it has on paper */
export function textSheet(sheet: Sheet, pages: number): string {
  const lines = [
    `${sheet.corpus} · ${both(sheetName)} · A4 × ${pages}`,
    sheet.title,
    [...sheet.source, ...sheet.state].join(" · "),
    ...sheet.summary.map(({ name, rows }) =>
      [both(name), ...rows.map(([label, value]) => `${both(label)} ${value}`)].join("  "),
    ),
  ];
  for (const [index, rows] of sheet.articles.entries()) {
    lines.push("", ...(sheet.articles.length > 1 ? [`— ${both(articleName(index + 1))} —`] : []));
    for (const { name, notes, runs } of rows) {
      const margin = [...(name ? [name] : []), ...notes].map(both).join(" · ");
      const text = runs.map((run) => signs[run.mark].join(run.text));
      lines.push(`${margin}│ ${text.join("")}`);
    }
  }
  return lines.join("\n");
}

function both(label: Label): string {
  return bothNames(label).filter(Boolean).join(" ");
}
