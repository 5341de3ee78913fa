/**
 * A proof sheet: the corrected text with every change in it, to be printed and read with a pencil. One HTML file that
 * needs nothing else, runs nothing and loads nothing.
 */
import { createHash } from "node:crypto";
import type { Correction, CorrectionKind } from "../../shared/corrections/correction.ts";
import { correctionKinds } from "../../shared/corrections/correction.ts";
import { correctionsOf } from "../../shared/corrections/corrections-of.ts";
import { isSlight, visibleSpace } from "../../shared/corrections/marks.ts";
import { type Measure, measure } from "../../shared/corrections/measure.ts";
import { type TrackedBlock, trackedBlocks } from "../../shared/corrections/tracked.ts";
import { errorRate } from "../../shared/metrics/cer.ts";
import { levels } from "../../shared/metrics/levels.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { titleOf } from "../../shared/model/document.ts";
import { type CodePointText, LineNumbers } from "../../shared/model/offsets.ts";
import type { Label } from "../../shared/model/settings.ts";
import { exportEach } from "./export-each.ts";
import type { Format } from "./format.ts";
import { style } from "./proofsheet-style.ts";

/** The sheet is read by whoever gets the paper: each name in Chinese, and in English after it. */
const kindNames: Record<CorrectionKind, Label> = {
  characters: { zh: "文字", en: "characters" },
  punctuation: { zh: "标点", en: "punctuation" },
  space: { zh: "空白", en: "space" },
  join: { zh: "并行", en: "lines joined" },
  split: { zh: "分段", en: "split" },
  move: { zh: "移动", en: "moved" },
  removed: { zh: "删行", en: "lines removed" },
  inserted: { zh: "增段", en: "blocks put in" },
};
const levelNames: Record<(typeof levels)[number], Label> = {
  raw: { zh: "逐字", en: "all" },
  noSpace: { zh: "不计空白", en: "no space" },
  noWidth: { zh: "不计空白与全半角", en: "no width" },
  han: { zh: "只计汉字", en: "Han only" },
};

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

// Control characters but tab and line ends are no HTML.
const CONTROL = /(?![\t\n\r])\p{Cc}/gu;

export const proofsheet: Format = {
  id: "proofsheet",
  about: {
    zh: "校样（HTML）：带修改痕迹的全文，可直接打印",
    en: "Proof sheet (HTML): the text with every change marked, ready to print",
  },
  losses: [
    { zh: "供阅读与打印；实体与备注略去。", en: "To be read and printed; entities and notes are left out." },
    {
      zh: "要 PDF：在浏览器中打开，打印为 PDF。",
      en: "For a PDF, open it in a browser and print it as one.",
    },
  ],
  importer: null,
  exporter: {
    writes: "file",
    extension: "html",
    async write(documents, sink, context) {
      const names = new Map(context.settings.roles.map(({ id, label }) => [id, label]));
      await sink.write(context.fileName, head(context.settings.name));
      await exportEach(documents, sink, context, async (document) => {
        const source = await context.source(document);
        return [
          [
            context.fileName,
            sheet(document, source, context.settings.name, (role) => names.get(role) ?? { zh: role, en: "" }),
          ],
        ];
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
<title>${escaped(corpus)} · 校样 Proof sheet</title>
<style>${style}</style>
</head>
<body>
`;
}

function sheet(
  document: GalleyDocument,
  source: CodePointText,
  corpus: string,
  nameOf: (role: string) => Label,
): string {
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
<p class="kind">${escaped(corpus)} · ${bilingual({ zh: "校样", en: "Proof sheet" })}</p>
<h1>${name}</h1>
<p class="about">${escaped(document.source.name)} · ${escaped(document.updatedAt.slice(0, 10))} · ${escaped(document.updatedBy)}</p>
${summary(measure(document, source, corrections))}
</header>
${blocks.join("")}</article>
`;
}

function summary({ byKind, changed, errors }: Measure): string {
  const counted = correctionKinds
    .filter((kind) => byKind[kind].places)
    .map((kind) => [bilingual(kindNames[kind]), byKind[kind].places] as const);
  const rates = levels.map(
    (level) => [bilingual(levelNames[level]), `${(errorRate(errors[level]) * 100).toFixed(2)}%`] as const,
  );
  const list = (title: string, rows: (readonly [string, string | number])[]) =>
    `<ul class="counts"><li class="name">${title}</li>${rows.map(([name, value]) => `<li>${name} <b>${value}</b></li>`).join("")}</ul>`;
  const all = [bilingual({ zh: "改动字数", en: "characters changed" }), changed] as const;
  return `${list(bilingual({ zh: "修订", en: "Corrections" }), [all, ...counted])}
${list(bilingual({ zh: "原文字错率", en: "CER" }), rates)}
${counted.length ? legend : ""}`;
}

/** How the marks are read. */
const legend = `<ul class="counts"><li class="name">${bilingual({ zh: "标记", en: "Marks" })}</li>${[
  ['<del>字</del> <del class="slight">，</del>', { zh: "删去", en: "taken out" }] as const,
  ["<ins>字</ins>", { zh: "增入", en: "put in" }] as const,
  ["␣", { zh: "空格", en: "a space" }] as const,
  ['<span class="seam">⏎</span>', { zh: "并行", en: "lines joined" }] as const,
]
  .map(([mark, name]) => `<li>${mark} ${bilingual(name)}</li>`)
  .join("")}</ul>`;

function blockHtml(block: TrackedBlock, role: Label, lines: LineNumbers): string {
  const notes = [
    ...block.moves.map(({ source }) => {
      const line = lines.of(source[0]);
      return { zh: `移自原文第 ${line} 行`, en: `from line ${line}` };
    }),
    ...(block.split ? [{ zh: "由此分段", en: "split here" }] : []),
  ];
  const margin = [
    `<span class="role">${bilingual(role)}</span>`,
    ...notes.map((note) => `<span class="moved">${bilingual(note)}</span>`),
  ];
  const parts = block.parts.map((part) => ("text" in part ? escaped(part.text) : changeHtml(part.correction)));
  const line = rowHtml(block.count > 0, margin.join(""), `role-${roleClass(block.role)}`, parts.join(""));
  return block.removedBefore.map(removedHtml).join("") + line + block.removedAfter.map(removedHtml).join("");
}

function removedHtml({ wrong }: Correction): string {
  const note = `<span class="moved">${bilingual({ zh: "删去", en: "taken out" })}</span>`;
  return rowHtml(true, note, "removed", `<del>${escaped(wrong)}</del>`);
}

/** A block with what is said of it in the margin. */
function rowHtml(isChanged: boolean, margin: string, className: string, text: string): string {
  return `<div class="block ${className}${isChanged ? " changed" : ""}"><div class="margin">${margin}</div><p>${text}</p></div>\n`;
}

function changeHtml(correction: Correction): string {
  const { kind, wrong, right } = correction;
  if (kind === "join") return `<span class="seam">⏎</span>${right ? `<ins>${escaped(visibleSpace(right))}</ins>` : ""}`;
  const show = (text: string) => escaped(kind === "space" ? visibleSpace(text) : text);
  const removed = wrong ? `<del${isSlight(correction) ? ' class="slight"' : ""}>${show(wrong)}</del>` : "";
  return removed + (right ? `<ins>${show(right)}</ins>` : "");
}

function bilingual({ zh, en }: Label): string {
  if (!zh || !en || zh === en) return escaped(zh || en);
  return `${escaped(zh)} <span lang="en">${escaped(en)}</span>`;
}

function escaped(text: string): string {
  return text.replace(CONTROL, "\uFFFD").replace(/[&<>"']/g, (one) => entities[one] as string);
}

function roleClass(role: string): string {
  return role.replace(/[^A-Za-z0-9]/g, "-");
}
