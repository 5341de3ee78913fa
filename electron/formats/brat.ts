/**
 * brat standoff: x.txt with line feeds alone, x.ann with offsets into exactly that text, in code points, and one
 * annotation.conf. A span over a line end is written as fragments, as brat's text column can't hold a line end.
 */
import type { Entity } from "../../shared/model/document.ts";
import { CodePointText, codePointLength } from "../../shared/model/offsets.ts";
import { checkedBlocks, exportEach } from "./export-each.ts";
import { makeFileNamer } from "./file-names.ts";
import type { ExportContext, Format } from "./format.ts";
import { plainText, withLineFeeds } from "./plain-text.ts";

// Everything that some reader of lines takes for a line end.
const lineEnds = new Set("\n\v\f\r\x1c\x1d\x1e\u0085\u2028\u2029");
// A note or name may hold anything; in its one column controls become spaces.
const breaking = /[\p{Cc}\u2028\u2029]+/gu;

/** A type name without spaces or signs that brat's configuration gives a meaning to: 人名 becomes _u4eba_u540d. */
function bratType(type: string): string {
  return Array.from(type, (character) =>
    /[A-Za-z0-9_-]/.test(character) ? character : `_u${character.codePointAt(0)?.toString(16)}`,
  ).join("");
}

function oneLine(text: string): string {
  return text.replace(breaking, " ");
}

/** An offset into a block's text, as an offset into the text as written: less by the carriage returns before it. */
function writtenOffset(text: CodePointText, offset: number): number {
  return text.text.includes("\r") ? codePointLength(withLineFeeds(text.slice(0, offset))) : offset;
}

interface Fragment {
  start: number;
  end: number;
  text: string;
}

/** The parts of [start, end) between line ends; none when there is nothing else in it. */
function fragmentsOf(text: CodePointText, start: number, end: number): Fragment[] {
  const fragments: Fragment[] = [];
  let open: Fragment | null = null;
  let position = start;
  for (const character of text.slice(start, end)) {
    if (lineEnds.has(character)) open = null;
    else if (open) {
      open.text += character;
      open.end = position + 1;
    } else {
      open = { start: position, end: position + 1, text: character };
      fragments.push(open);
    }
    position++;
  }
  return fragments;
}

function annotationLines(entity: Entity, fragments: readonly Fragment[], number: number, noteNumber: () => number) {
  const ranges = fragments.map(({ start, end }) => `${start} ${end}`).join(";");
  const text = fragments.map((fragment) => fragment.text).join(" ");
  let lines = `T${number}\t${bratType(entity.type)} ${ranges}\t${text}\n`;
  if (entity.ref !== null) {
    // "database:id", neither with a space.
    const id = entity.ref.replace(/[\s%]/gu, encodeURIComponent);
    lines += `N${number}\tReference T${number} galley:${id}\t${oneLine(entity.text)}\n`;
  }
  if (entity.note) lines += `#${noteNumber()}\tAnnotatorNotes T${number}\t${oneLine(entity.note)}\n`;
  return lines;
}

/** The configuration: the corpus's types, then those that documents use beyond them. */
function annotationConf(context: ExportContext, used: ReadonlySet<string>): string {
  const types = new Set([...context.settings.entityTypes.map((type) => type.id), ...used]);
  const entities = Array.from(types, (type) => {
    const name = bratType(type);
    return name === type ? name : `# ${oneLine(type)}\n${name}`;
  });
  return `[entities]\n${entities.map((line) => `${line}\n`).join("")}\n[relations]\n\n[events]\n\n[attributes]\n`;
}

export const brat: Format = {
  id: "brat",
  about: {
    zh: "brat 标注：每个文档一个 .txt 与一个 .ann，按码位计数",
    en: "brat standoff: a .txt and an .ann for each document, offsets in code points",
  },
  losses: [
    {
      zh: "段落角色、状态与实体的创建者不保留；空段落略去。",
      en: "Roles, status, entities' makers and empty blocks are left out.",
    },
    {
      zh: "跨行的实体写成片段；备注中的换行与制表符变成空格。",
      en: "Entities over a line end become fragments; line ends and tabs in notes become spaces.",
    },
    {
      zh: "类型名中英文字母、数字、- 与 _ 以外的字符写成编码。",
      en: "Characters of type names other than letters, digits, - and _ are written as codes.",
    },
  ],
  importer: null,
  exporter: {
    writes: "folder",
    extension: "txt",
    async write(documents, sink, context) {
      const fileName = makeFileNamer("txt");
      const used = new Set<string>();
      await exportEach(documents, sink, context, (document) => {
        const plain = plainText(document);
        const whole = new CodePointText(plain.text);
        const checked = new Map(checkedBlocks(document).map((block) => [block.block, block]));
        let annotations = "";
        let number = 0;
        let notes = 0;
        const lost: Entity[] = [];
        for (const { block, start } of plain.blocks) {
          const source = checked.get(block);
          if (!source) continue;
          for (const entity of source.entities) {
            const placed = (offset: number) => start + writtenOffset(source.text, offset);
            const fragments = fragmentsOf(whole, placed(entity.start), placed(entity.end));
            if (fragments.length) {
              used.add(entity.type);
              annotations += annotationLines(entity, fragments, ++number, () => ++notes);
            } else lost.push(entity);
          }
        }
        if (lost.length) {
          const ids = lost.map((entity) => entity.id).join(", ");
          context.notice(document, `${lost.length} entities of nothing but line ends left out: ${ids}`);
        }
        const name = fileName(document.source.name);
        return [
          [`${name}.txt`, plain.text],
          [`${name}.ann`, annotations],
        ];
      });
      await sink.write("annotation.conf", annotationConf(context, used));
    },
  },
};
