/** A proof sheet as HTML that needs nothing else, runs nothing and loads nothing. Must not know: documents. */
import type { Label } from "../../../shared/model/settings.ts";
import { escapeHtml, htmlHead } from "../support/html-page.ts";
import { style } from "./html-style.ts";
import {
  articleName,
  bothNames,
  type Mark,
  markSamples,
  marksName,
  type Sheet,
  type SheetRow,
  type SheetRun,
  sheetName,
} from "./sheet.ts";

// Control characters but tab and line ends are no HTML.
const CONTROL = /(?![\t\n])\p{Cc}/gu;

export const htmlBegin = (corpus: string): string =>
  htmlHead({ title: `${visible(corpus)} · ${bothNames(sheetName).join(" ")}`, style });

export function htmlSheet(sheet: Sheet): string {
  const many = sheet.articles.length > 1;
  const articles = sheet.articles.map((rows, index) => {
    const name = many ? `<p class="article">${bilingual(articleName(index + 1))}</p>\n` : "";
    return name + rows.map(rowHtml).join("");
  });
  return `<article class="sheet">
<header>
<p class="kind">${escaped(sheet.corpus)} · ${bilingual(sheetName)}</p>
<h1>${escaped(sheet.title)}</h1>
<p class="about">${[...sheet.source, ...sheet.state].map(escaped).join(" · ")}</p>
${sheet.summary.map(({ name, rows }) => counts(bilingual(name), rows)).join("\n")}
${sheet.hasMarks ? legend() : ""}
</header>
${articles.join("")}</article>
`;
}

function counts(title: string, rows: [Label, string][]): string {
  const items = rows.map(([name, value]) => `<li>${bilingual(name)} <b>${escaped(value)}</b></li>`);
  return `<ul class="counts"><li class="name">${title}</li>${items.join("")}</ul>`;
}

/** How the marks are read. */
function legend(): string {
  const items = markSamples.map(({ runs, name }) => `<li>${runs.map(runHtml).join("")} ${bilingual(name)}</li>`);
  return `<ul class="counts"><li class="name">${bilingual(marksName)}</li>${items.join("")}</ul>`;
}

/** A block with what is said of it in the margin. */
function rowHtml({ role, name, notes, changed, runs }: SheetRow): string {
  const margin = [
    ...(name ? [`<span class="role">${bilingual(name)}</span>`] : []),
    ...notes.map((note) => `<span class="moved">${bilingual(note)}</span>`),
  ];
  const className = role === null ? "removed" : `role-${role.replace(/[^A-Za-z0-9]/g, "-")}`;
  const text = runs.map(runHtml).join("");
  return `<div class="block ${className}${changed ? " changed" : ""}"><div class="margin">${margin.join("")}</div><p>${text}</p></div>\n`;
}

const tags: Record<Mark, [open: string, close: string]> = {
  plain: ["", ""],
  removed: ["<del>", "</del>"],
  slight: ['<del class="slight">', "</del>"],
  inserted: ["<ins>", "</ins>"],
  seam: ['<span class="seam">', "</span>"],
};

function runHtml({ text, mark }: SheetRun): string {
  const [open, close] = tags[mark];
  return open + escaped(text) + close;
}

function bilingual(label: Label): string {
  const [name, english] = bothNames(label);
  return english ? `${escaped(name)} <span lang="en">${escaped(english)}</span>` : escaped(name);
}

const escaped = (text: string): string => escapeHtml(visible(text));

/** As a browser reads it: whatever ends a line is a line feed. */
function visible(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(CONTROL, "\uFFFD");
}
