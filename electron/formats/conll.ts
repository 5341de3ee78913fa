/**
 * CoNLL for training: one character a line with its BIO label, as Chinese models want it.
 *
 * White space and control characters are left out; a sentence ends after 。！？； with the quotes and brackets that
 * close it, and at the end of a line or block, but never inside an entity. Of nested or crossing entities the longest stays.
 */
import type { Entity } from "../../shared/model/document.ts";
import { type CheckedBlock, checkedBlocks, exportEach } from "./export-each.ts";
import type { Format } from "./format.ts";

// The byte order mark and the like are spaces to JavaScript; controls would break lines or columns in some reader.
const skipped = /[\s\p{White_Space}\p{Cc}]/u;
const sentenceEnds = new Set("。！？；");
const closers = new Set("”’」』）》〉】〕)]");
const lineEnds = new Set("\n\r\u2028\u2029");

/** The longest first, ties in reading order; what crosses or lies in a longer one is left out. */
function outermost(entities: readonly Entity[]): { kept: Entity[]; dropped: Entity[] } {
  const kept: Entity[] = [];
  const dropped: Entity[] = [];
  for (const entity of entities.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    const clash = kept.some((other) => entity.start < other.end && other.start < entity.end);
    (clash ? dropped : kept).push(entity);
  }
  return { kept: kept.toSorted((a, b) => a.start - b.start), dropped };
}

/** The lines of one block, each sentence followed by an empty line. */
function blockLines(block: CheckedBlock, kept: readonly Entity[]): string {
  let lines = "";
  let sentence = "";
  /** The sentence's last sign ended it; only closing signs may still follow. */
  let ended = false;
  let next = 0;
  /** An entity has its B after its first character that is written. */
  let begun = false;
  const finish = () => {
    if (sentence) lines += `${sentence}\n`;
    sentence = "";
    ended = false;
  };

  Array.from(block.text.text).forEach((character, index) => {
    if (index >= (kept[next]?.end ?? Number.POSITIVE_INFINITY)) {
      next++;
      begun = false;
    }
    const candidate = kept[next];
    const entity = candidate && index >= candidate.start ? candidate : null;
    const inside = entity !== null && index > entity.start;
    if (ended && !inside && !sentenceEnds.has(character) && !closers.has(character)) finish();
    if (lineEnds.has(character) && !inside) finish();
    // A sentence may not end inside an entity; what ended there is forgotten.
    if (sentenceEnds.has(character)) ended = true;
    else if (!closers.has(character)) ended = false;
    if (skipped.test(character)) return;
    let label = "O";
    if (entity) {
      label = `${begun ? "I" : "B"}-${entity.type.replace(/\s/g, "_")}`;
      begun = true;
    }
    sentence += `${character}\t${label}\n`;
  });
  finish();
  return lines;
}

export const conll: Format = {
  id: "conll",
  about: {
    zh: "CoNLL：每行一个字与 BIO 标签，句间空一行",
    en: "CoNLL: one character a line with its BIO label, a blank line between sentences",
  },
  losses: [
    {
      zh: "空白与控制字符略去，段落与角色不保留。",
      en: "White space, control characters, blocks and roles are left out.",
    },
    {
      zh: "嵌套或交叉的实体只留最长的一个，其余在导出后列出。",
      en: "Of nested or crossing entities only the longest is kept; the others are listed after the export.",
    },
    { zh: "不含实体的备注与链接。", en: "Notes and links of entities are left out." },
  ],
  importer: null,
  exporter: {
    writes: "file",
    extension: "conll",
    async write(documents, sink, context) {
      await sink.write(context.fileName, "");
      await exportEach(documents, sink, context, (document) => {
        const left: Entity[] = [];
        let text = "-DOCSTART-\tO\n\n";
        for (const block of checkedBlocks(document)) {
          // An entity of nothing but signs that are left out has no line to stand on.
          const visible = block.entities.filter((entity) => Array.from(entity.text).some((c) => !skipped.test(c)));
          const { kept, dropped } = outermost(visible);
          left.push(...dropped, ...block.entities.filter((entity) => !visible.includes(entity)));
          text += blockLines(block, kept);
        }
        if (left.length) {
          const list = left.map((entity) => `${entity.type} “${entity.text}” (${entity.id})`).join(", ");
          context.notice(document, `${left.length} nested or overlapping entities left out: ${list}`);
        }
        return [[context.fileName, text]];
      });
    },
  },
};
