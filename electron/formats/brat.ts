/**
 * brat standoff: x.txt with line feeds alone, x.ann with offsets into exactly that text, in code points, and one
 * annotation.conf. A span over a line end is written as fragments, as brat's text column can't hold a line end.
 */
import { notice } from "../../shared/exchange-notices.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { annotationConf } from "./brat/annotation-conf.ts";
import { readAnn } from "./brat/read-ann.ts";
import { annOf, type BratNames } from "./brat/write-ann.ts";
import { exportEach } from "./export-each.ts";
import { makeFileNamer } from "./file-names.ts";
import type { Format, ImportedPage, ImportFile, ReadOptions } from "./format.ts";
import { badRecord } from "./standoff/bad-record.ts";
import { type FlatSpan, flatten } from "./standoff/flat.ts";
import { pageFromFlat } from "./standoff/flat-page.ts";
import { stemOf } from "./standoff/record-pages.ts";
import { readTextFile } from "./standoff/text-file.ts";

const annPath = /\.ann$/i;
const annLine =
  /^(T\S*\t\S+ \d+ \d+(;\d+ \d+)*(\t|$)|R\S*\t\S+ \S+:\S+ \S+:\S+\s*$|E\S*\t\S+:T\S*|[AM]\S*\t\S+ [TRE]\S*|N\S*\t\S+ T\S* \S+:\S|#\S*\t\S+ [TREAN]\S*\t|\*\t\S+ T\S* T)/;

function textNames(name: string): string[] {
  return [`${stemOf(name)}.txt`, `${stemOf(name)}.TXT`];
}

const utf8Mark = [0xef, 0xbb, 0xbf];
const hasMark = (bytes: Uint8Array) => utf8Mark.every((byte, index) => bytes[index] === byte);

async function* read(file: ImportFile, options: ReadOptions): AsyncGenerator<ImportedPage> {
  const { name } = file;
  for (const textName of textNames(name)) {
    const bytes = await file.sibling(textName);
    if (!bytes) continue;
    const { text, source } = readTextFile(bytes, textName, options.encoding);
    const ann = readTextFile(await file.bytes(), name, options.encoding).text;
    const annotations = readAnn(ann, new CodePointText(text), hasMark(bytes), name);
    yield pageFromFlat({ name: textName, text, source, layout: null, ...annotations }, name);
    return;
  }
  const [wanted] = textNames(name);
  throw badRecord(name, `its text is not there: ${wanted} should lie beside it`, "Put it there and import again.");
}

export const brat: Format = {
  id: "brat",
  about: {
    zh: "brat 标注：每个文档一个 .txt 与一个 .ann，按码位计数",
    en: "brat standoff: a .txt and an .ann for each document, offsets in code points",
  },
  losses: [
    {
      zh: "段落角色、文章、状态、实体与关系的创建者不保留；空段落略去，重新导入时以空行分段。",
      en: "Roles, articles, status, and who made entities and relations are not kept; empty blocks are left out, and blank lines divide the text when it is read back.",
    },
    {
      zh: "跨行的实体写成片段；备注中的换行与制表符变成空格；回车符写成换行。",
      en: "Entities over a line end become fragments; line ends and tabs in notes become spaces, carriage returns line feeds.",
    },
    {
      zh: "类型、关系与属性的名称和属性值中，英文字母、数字、- 与 _ 以外的字符写成编码，读回时还原。",
      en: "Characters of names and of attributes' values other than letters, digits, - and _ are written as codes, and read back as what they were.",
    },
    {
      zh: "读入时，不连续的标注成为几个实体，以 continues 关系相连；事件的触发词成为实体，论元成为关系。",
      en: "When read, a discontinuous annotation becomes several entities joined by “continues”; an event's trigger becomes an entity, its arguments relations.",
    },
  ],
  importer: {
    recognise(head, path) {
      const lines = new TextDecoder().decode(head).split(/\r?\n/);
      // The last may be cut.
      const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
      const filled = whole.filter((line) => line.trim());
      if (!filled.length) return annPath.test(path);
      return annPath.test(path) ? annLine.test(filled[0] ?? "") : filled.every((line) => annLine.test(line));
    },
    companions: (name) => (annPath.test(name) ? [...textNames(name), "annotation.conf", "visual.conf"] : []),
    read,
  },
  exporter: {
    writes: "folder",
    extension: "txt",
    async write(documents, sink, context) {
      const fileName = makeFileNamer("txt");
      const known = new Set(context.registry.entities.map(({ id }) => id));
      const names: BratNames = {
        types: new Set(context.settings.entityTypes.map((type) => type.id)),
        relations: new Set(),
        attributes: new Map(),
      };
      await exportEach(documents, sink, context, (document) => {
        const flat = flatten(document);
        const lost: FlatSpan[] = [];
        const annotations = annOf(flat, names, known, (span) => lost.push(span));
        if (lost.length) {
          const ids = lost.map((span) => span.id).join(", ");
          context.notice(document, notice("brat-empty", { n: lost.length, list: ids }));
        }
        const name = fileName(document.source.name);
        return [
          [`${name}.txt`, flat.text.text],
          [`${name}.ann`, annotations],
        ];
      });
      await sink.write("annotation.conf", annotationConf(names));
    },
  },
};
