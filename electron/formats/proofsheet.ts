/**
 * A proof sheet: the corrected text with every change in it, to be printed and read with a pencil. One HTML file that
 * needs nothing else, runs nothing and loads nothing.
 */
import { createHash } from "node:crypto";
import type { Correction, CorrectionKind } from "../../shared/corrections/correction.ts";
import { correctionKinds } from "../../shared/corrections/correction.ts";
import { correctionsOf } from "../../shared/corrections/corrections-of.ts";
import { type Measure, measure } from "../../shared/corrections/measure.ts";
import { LineNumbers, type TrackedBlock, trackedBlocks } from "../../shared/corrections/tracked.ts";
import { errorRate } from "../../shared/metrics/cer.ts";
import { levels } from "../../shared/metrics/levels.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { titleOf } from "../../shared/model/document.ts";
import type { CodePointText } from "../../shared/model/offsets.ts";
import { exportEach } from "./export-each.ts";
import type { Format } from "./format.ts";
import { style } from "./proofsheet-style.ts";

const kindNames: Record<CorrectionKind, string> = {
  characters: "文字",
  punctuation: "标点",
  space: "空白",
  join: "并行",
  split: "分段",
  move: "移动",
  removed: "删行",
  inserted: "增段",
};
const levelNames: Record<(typeof levels)[number], string> = {
  raw: "逐字",
  noSpace: "不计空白",
  noWidth: "不计空白与全半角",
  han: "只计汉字",
};

export const proofsheet: Format = {
  id: "proofsheet",
  about: {
    zh: "校样（HTML）：带修改痕迹的全文，可直接打印",
    en: "Proof sheet (HTML): the text with every change marked, ready to print",
  },
  losses: [{ zh: "供阅读与打印；实体与备注略去。", en: "To be read and printed; entities and notes are left out." }],
  importer: null,
  exporter: {
    writes: "file",
    extension: "html",
    async write(documents, sink, context) {
      const names = new Map(context.settings.roles.map(({ id, label }) => [id, label.zh || label.en || id]));
      await sink.write(context.fileName, head(context.settings.name));
      await exportEach(documents, sink, context, async (document) => {
        const source = await context.source(document);
        return [[context.fileName, sheet(document, source, (role) => names.get(role) ?? role)]];
      });
      await sink.write(context.fileName, "</body>\n</html>\n");
    },
  },
};

function head(corpus: string): string {
  const hash = createHash("sha256").update(style).digest("base64");
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'">
<meta name="viewport" content="width=device-width">
<title>${escaped(corpus)} · 校样</title>
<style>${style}</style>
</head>
<body>
`;
}

function sheet(document: GalleyDocument, source: CodePointText, nameOf: (role: string) => string): string {
  const corrections = correctionsOf(document, source);
  const lines = new LineNumbers(source);
  let article = "";
  const blocks = trackedBlocks(document, corrections).map((block) => {
    const rule = article && article !== block.article ? '<hr class="article">\n' : "";
    ({ article } = block);
    return rule + blockHtml(block, nameOf(block.role), lines);
  });
  const name = escaped(titleOf(document) || document.source.name);
  return `<article class="sheet">
<header>
<h1>${name}</h1>
<p class="about">${escaped(document.source.name)} · ${escaped(document.updatedAt.slice(0, 10))} · ${escaped(document.updatedBy)}</p>
${summary(measure(document, source, corrections))}
</header>
${blocks.join("")}</article>
`;
}

function summary({ byKind, changed, errors }: Measure): string {
  const kinds = correctionKinds
    .filter((kind) => byKind[kind].places)
    .map((kind) => `<li>${kindNames[kind]} <b>${byKind[kind].places}</b></li>`);
  const rates = levels.map(
    (level) => `<li>${levelNames[level]} <b>${(errorRate(errors[level]) * 100).toFixed(2)}%</b></li>`,
  );
  return `<ul class="counts"><li>改动 <b>${changed}</b> 字</li>${kinds.join("")}</ul>
<ul class="counts"><li>原文字错率（CER）</li>${rates.join("")}</ul>`;
}

function blockHtml(block: TrackedBlock, role: string, lines: LineNumbers): string {
  const notes = [
    ...block.moves.map(({ source }) => `移自原文第 ${lines.of(source[0])} 行`),
    ...(block.split ? ["由此分段"] : []),
  ];
  const margin = [
    `<span class="role">${escaped(role)}</span>`,
    ...notes.map((note) => `<span class="moved">${note}</span>`),
  ];
  const parts = block.parts.map((part) => ("text" in part ? escaped(part.text) : changeHtml(part.correction)));
  const line = `<div class="block${block.count ? " changed" : ""}"><div class="margin">${margin.join("")}</div><p class="role-${roleClass(block.role)}">${parts.join("")}</p></div>\n`;
  return block.removedBefore.map(removedHtml).join("") + line + block.removedAfter.map(removedHtml).join("");
}

function removedHtml({ wrong }: Correction): string {
  return `<div class="block changed"><div class="margin"><span class="moved">删去</span></div><p><del>${escaped(wrong)}</del></p></div>\n`;
}

function changeHtml({ kind, wrong, right }: Correction): string {
  if (kind === "join") return `<span class="seam" title="并行">⏎</span>${right ? `<ins>${visible(right)}</ins>` : ""}`;
  const removed = wrong ? `<del>${kind === "space" ? visible(wrong) : escaped(wrong)}</del>` : "";
  return removed + (right ? `<ins>${kind === "space" ? visible(right) : escaped(right)}</ins>` : "");
}

/** White space that can be seen on paper. */
function visible(text: string): string {
  return escaped(
    text
      .replace(/\n/g, "⏎")
      .replace(/\u3000/g, "□")
      .replace(/\s/g, "␣"),
  );
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

// Control characters but tab and line ends are no HTML.
const CONTROL = /(?![\t\n\r])\p{Cc}/gu;

function escaped(text: string): string {
  return text.replace(CONTROL, "\uFFFD").replace(/[&<>"']/g, (one) => entities[one] as string);
}

function roleClass(role: string): string {
  return role.replace(/[^A-Za-z0-9]/g, "-");
}
