/**
 * Markdown for reading: headlines as headings, other roles as emphasised lines, articles divided by a rule. Everything
 * else in the text is escaped (CommonMark), so that nothing on a page can become markup or HTML.
 */
import type { Block, GalleyDocument } from "../../shared/model/document.ts";
import { withLineFeeds } from "../../shared/model/offsets.ts";
import { exportEach } from "./export-each.ts";
import { makeFileNamer } from "./file-names.ts";
import type { Format } from "./format.ts";
import { markdownImporter } from "./txt.ts";

const strong = new Set(["kicker", "subtitle"]);
const emphasised = new Set(["byline", "dateline", "caption", "credit", "boilerplate"]);

// Active anywhere in a line; "|" makes tables, "~" strikes out, "$" sets formulas in common extensions.
const active = /[\\`*_[\]<>&|~$]/g;
// Active at a line's start only: headings, lists, rules, underlines of headings.
const activeStart = /^(#|[-+=:]|\d{1,9}(?=[.)]))/;

function escapeLine(line: string): string {
  const escaped = line
    .replace(active, "\\$&")
    .replace(activeStart, (mark) => (/^\d/.test(mark) ? mark : `\\${mark}`))
    .replace(/^(\d{1,9})([.)])/, "$1\\$2");
  // Four spaces or a tab would make code, two at the end a line break: written as references they are text.
  return escaped.replace(/^[ \t]/, reference).replace(/[ \t]$/, reference);
}

function reference(space: string): string {
  return `&#${space.charCodeAt(0)};`;
}

/** Emphasis line by line; outer space stays outside, as "** x**" is no emphasis. */
function emphasise(lines: readonly string[], mark: string): string {
  return lines
    .filter((line) => line.trim())
    .map((line) => `${mark}${escapeLine(line.trim())}${mark}`)
    .join("\\\n");
}

/** A heading is one line; number signs after a space at its end would be taken for its end. */
function headingText(lines: readonly string[]): string {
  return escapeLine(lines.join(" ").trim()).replace(/(?<!\\)#/g, "\\#");
}

function blockText(block: Block): string {
  const lines = withLineFeeds(block.text).split("\n");
  if (block.role === "title") return `# ${headingText(lines)}`;
  if (block.role === "heading") return `## ${headingText(lines)}`;
  if (block.role === "quote") return lines.map((line) => `> ${escapeLine(line)}`.trimEnd()).join("\n");
  if (strong.has(block.role)) return emphasise(lines, "**");
  if (emphasised.has(block.role)) return emphasise(lines, "*");
  return lines.map(escapeLine).join("\n");
}

function documentText(document: GalleyDocument): string {
  const articles = document.articles.map((article) =>
    article.blocks
      .filter((block) => block.text.trim())
      .map(blockText)
      .join("\n\n"),
  );
  const text = articles.filter((article) => article).join("\n\n---\n\n");
  return text && `${text}\n`;
}

export const markdown: Format = {
  id: "markdown",
  about: {
    zh: "Markdown：一个文档一个文件，标题、引文等用标记表示",
    en: "Markdown: one file a document, headlines and quotes as marks",
  },
  losses: [
    { zh: "不含实体、备注与状态；空段落略去。", en: "Entities, notes, status and empty blocks are left out." },
    {
      zh: "标题、小标题与引文以外的角色只写成粗体或斜体，不能还原。",
      en: "Roles other than title, heading and quote become bold or italic lines and can't be told apart.",
    },
    {
      zh: "标题内的换行变成空格；重新导入时转义符号保留在文字里。",
      en: "Line breaks in headlines become spaces; read back, escapes stay in the text.",
    },
  ],
  importer: markdownImporter,
  exporter: {
    writes: "folder",
    extension: "md",
    async write(documents, sink, context) {
      const fileName = makeFileNamer("md");
      await exportEach(documents, sink, context, (document) => [
        [`${fileName(document.source.name)}.md`, documentText(document)],
      ]);
    },
  },
};
