/** What the tests of formats share: documents, random and by hand, an export into memory, and encoders. */

import fc from "fast-check";
import { GalleyError } from "../../shared/errors.ts";
import { noticeText } from "../../shared/exchange-notices.ts";
import type { Article, Block, Entity, GalleyDocument } from "../../shared/model/document.ts";
import { CodePointText, codePointLength } from "../../shared/model/offsets.ts";
import { type CorpusSettings, defaultEntityTypes, defaultRoles, type Registry } from "../../shared/model/settings.ts";
import { anyJson } from "../../shared/model/testing.ts";
import type { SourceEncoding } from "./encoding.ts";
import { optionValues } from "./export-options.ts";
import type { Format, ImportedPage, ReadOptions } from "./format.ts";
import { memoryFile, readPages } from "./run-import.ts";

export const settings: CorpusSettings = {
  format: "galley/corpus",
  version: 1,
  name: "测试",
  createdAt: "2026-11-22T08:00:00Z",
  roles: [...defaultRoles],
  entityTypes: [...defaultEntityTypes],
};

let ids = 0;

/** An entity at the n-th occurrence of a text. */
export function entity(blockText: string, text: string, type: string, more: Partial<Entity> = {}): Entity {
  const start = codePointLength(blockText.slice(0, blockText.indexOf(text)));
  return {
    id: `e${++ids}`,
    type,
    start,
    end: start + codePointLength(text),
    text,
    ref: null,
    by: "editor",
    note: "",
    ...more,
  };
}

export function block(role: string, text: string, entities: Entity[] = []): Block {
  return { id: `b${++ids}`, role, text, pieces: text ? [{ inserted: text }] : [], entities };
}

export function documentOf(blocks: Block[][], more: { id?: string; name?: string } = {}): GalleyDocument {
  return {
    format: "galley/document",
    version: 1,
    id: more.id ?? "01JDABCDEFGHJKMNPQRSTVWXYZ",
    status: "review",
    source: {
      name: more.name ?? "004_04b86e9b1138073a.txt",
      sha256: "0".repeat(64),
      encoding: "utf-8",
      length: 0,
      importedAt: "2026-11-22T08:00:00Z",
    },
    meta: { title: "", publication: "", date: "", page: "", url: "" },
    articles: blocks.map((list, index) => ({ id: `a${index + 1}`, blocks: list }) as Article),
    dismissed: [],
    revision: 7,
    updatedAt: "2026-11-22T09:00:00Z",
    updatedBy: "editor",
  };
}

export const headline = "標題：𠮷田茂訪問北京";

/** FIELD.md's test: an astral character, a nested pair, an entity over a line end. */
export function fieldDocument(): GalleyDocument {
  const body = "國務院新聞\n辦公室宣佈。「完」他說";
  return documentOf([
    [
      block("title", headline, [
        entity(headline, "𠮷田茂", "PER", { id: "e1", ref: "q1", note: "首相\n第二行" }),
        entity(headline, "𠮷田茂訪問北京", "EVENT", { id: "e2" }),
        entity(headline, "北京", "LOC", { id: "e3" }),
      ]),
      block("paragraph", body, [entity(body, "新聞\n辦公室", "ORG", { id: "e4" })]),
    ],
  ]);
}

export const registry: Registry = { format: "galley/entities", version: 1, entities: [] };

export interface MemoryExport {
  /** As text; `bytes` has the same files for formats that aren't. */
  files: Map<string, string>;
  bytes: Map<string, Uint8Array>;
  failures: { document: string; code: string; message: string }[];
  notices: string[];
}

/** Runs an exporter without a disk; a single file is called "out". */
export async function exportToMemory(
  format: Format,
  documents: readonly GalleyDocument[],
  sources: ReadonlyMap<string, string> = new Map(),
  more: {
    options?: Record<string, string | boolean>;
    registry?: Registry;
    settings?: CorpusSettings;
    /** Bytes of the files that documents came from, by the documents' ids. */
    originals?: ReadonlyMap<string, Uint8Array>;
  } = {},
): Promise<MemoryExport> {
  const result: MemoryExport = { files: new Map(), bytes: new Map(), failures: [], notices: [] };
  const parts = new Map<string, Uint8Array[]>();
  if (!format.exporter) throw new Error(`${format.id} can't export`);
  async function* stream() {
    yield* documents;
  }
  await format.exporter.write(
    stream(),
    {
      async write(path, content) {
        const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
        parts.set(path, [...(parts.get(path) ?? []), bytes]);
      },
    },
    {
      settings: more.settings ?? settings,
      registry: more.registry ?? registry,
      options: optionValues(format, more.options ?? {}),
      fileName: "out",
      fileStem: "out",
      source: async ({ id }) => {
        const text = sources.get(id);
        if (text === undefined) throw new GalleyError("not-found", `The source of ${id} is gone.`, { name: id });
        return new CodePointText(text);
      },
      original: async ({ id }) => more.originals?.get(id) ?? null,
      refuse: (document, error) =>
        result.failures.push({ document: document.id, code: error.code, message: error.message }),
      notice: (_, said) => result.notices.push(noticeText(said)),
    },
  );
  for (const [path, list] of parts) {
    const bytes = new Uint8Array(Buffer.concat(list));
    result.bytes.set(path, bytes);
    result.files.set(path, new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  }
  return result;
}

/** All pages of a file that is in memory. @throws what is wrong with the file, or with the first record that is damaged */
export async function pagesOf(
  bytes: Uint8Array,
  path: string,
  options: Partial<ReadOptions> & { format?: string; siblings?: ReadonlyMap<string, Uint8Array> } = {},
): Promise<ImportedPage[]> {
  const pages: ImportedPage[] = [];
  const { siblings, ...rest } = options;
  for await (const page of readPages(memoryFile(path, bytes, siblings), { encoding: "auto", ...rest })) {
    if ("error" in page) throw page.error;
    pages.push(page);
  }
  return pages;
}

export async function exportedText(format: Format, documents: readonly GalleyDocument[]): Promise<string> {
  return (await exportToMemory(format, documents)).files.get("out") ?? "";
}

// Characters that formats stumble over, beside ordinary ones.
const awkward = [
  ..."\t\n\r \"'\\,;=+-@＝　，。！？；：”」）(*_#>|<&`~$[]0123 \u00a0\u0085\u2028\u200b\ufeff𠮷𤭢😀e\u0301",
];
const character = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(..."的一是在人有我他这个中国北京大学省委会议召開日月") },
  { weight: 4, arbitrary: fc.constantFrom(...awkward) },
);
const words = (maxLength: number) => fc.array(character, { maxLength }).map((list) => list.join(""));

/** Entities anywhere: nested, crossing, touching; never blank. */
function entitiesOf(text: string): fc.Arbitrary<Entity[]> {
  const points = new CodePointText(text);
  if (!/[^\s\u0085\u200b]/.test(text)) return fc.constant([]);
  const position = fc.nat({ max: points.length - 1 });
  const spanned = fc
    .tuple(
      position,
      position,
      fc.constantFrom("PER", "ORG", "LOC"),
      words(6),
      fc.option(words(4), { nil: null }),
      fc.option(words(4), { nil: null, freq: 2 }),
    )
    .map(([a, b, type, note, ref, certainty]) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b) + 1];
      const attributes = certainty === null ? {} : { attributes: { certainty } };
      return { id: "e", type, start, end, text: points.slice(start, end), ref, by: "editor", note, ...attributes };
    })
    .filter((candidate) => /[^\s\u0085\u200b]/.test(candidate.text));
  return fc.array(spanned, { maxLength: 5 });
}

const randomBlock = fc
  .tuple(fc.constantFrom(...defaultRoles.map((role) => role.id)), words(30))
  .chain(([role, text]) => entitiesOf(text).map((entities) => ({ role, text, entities })));

export const randomDocument: fc.Arbitrary<GalleyDocument> = fc
  .record({
    articles: fc.array(fc.array(randomBlock, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
    name: words(12),
    title: words(10),
    extra: fc.option(anyJson(2), { nil: undefined }),
    related: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom("PART_OF", "SPEAKS_TO"), words(4)), {
      maxLength: 3,
    }),
  })
  .map(({ articles, name, title, extra, related }) => {
    let count = 0;
    const document = documentOf(
      articles.map((blocks) =>
        blocks.map(({ role, text, entities }) => ({
          ...block(role, text, entities),
          id: `b${++count}`,
        })),
      ),
      { name },
    );
    for (const each of document.articles.flatMap((article) => article.blocks))
      each.entities = each.entities.map((each_) => ({ ...each_, id: `e${++count}` }));
    const ids = document.articles.flatMap(({ blocks }) =>
      blocks.flatMap(({ entities }) => entities.map(({ id }) => id)),
    );
    if (ids.length && related.length) {
      document.relations = related.map(([from, to, type, note], index) => {
        const [a, b] = [ids[from % ids.length] as string, ids[to % ids.length] as string];
        return { id: `r${index + 1}`, type, from: a, to: b, by: "editor", note };
      });
    }
    document.meta.title = title;
    document.dismissed = [{ rule: "r", quote: title, before: name, after: "" }];
    if (extra === undefined || hasForbiddenKey(extra)) return document;
    // Through JSON once: it has no -0.
    return { ...document, x_extra: JSON.parse(JSON.stringify(extra)) };
  });

function hasForbiddenKey(value: unknown): boolean {
  return /__proto__|constructor|prototype/.test(JSON.stringify(value));
}

/** By character, its bytes in a double-byte encoding: the decoder asked about every pair. */
function encoderTable(encoding: "gb18030" | "big5"): Map<string, number[]> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const table = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      try {
        const text = decoder.decode(Uint8Array.of(lead, trail));
        if (text.length === 1 && !table.has(text)) table.set(text, [lead, trail]);
      } catch {
        // No character has these bytes.
      }
    }
  }
  return table;
}

const tables = new Map<string, Map<string, number[]>>();

/** Encodes without a mark. Characters that the encoding has no two bytes for become "?". */
export function encode(text: string, encoding: SourceEncoding): Uint8Array {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  if (encoding === "utf-16le" || encoding === "utf-16be") {
    const bytes = Buffer.from(text, "utf16le");
    return new Uint8Array(encoding === "utf-16le" ? bytes : bytes.swap16());
  }
  const table = tables.get(encoding) ?? encoderTable(encoding);
  tables.set(encoding, table);
  const bytes: number[] = [];
  for (const each of text) {
    const code = each.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else bytes.push(...(table.get(each) ?? [0x3f]));
  }
  return Uint8Array.from(bytes);
}

export const traditionalText = `行政院長昨日在立法院答詢時表示，政府將全力推動經濟發展計畫，並且協助中小企業度過難關。
他強調，台灣的產業結構必須轉型，才能在國際市場上維持競爭力。【記者王大明／臺北報導】
臺北市政府教育局宣布，從下學期開始，全市國民中學將增加體育課的時數，讓學生有更多運動的機會。
家長團體對這項政策表示歡迎，但也有老師擔心，課程時間會被壓縮，影響學生的學業成績。
氣象局指出，受到東北季風增強影響，今天北部及東北部地區天氣轉涼，請民眾外出時注意保暖，並且攜帶雨具。
香港特別行政區政府發言人說，有關條例草案將於下月提交立法會審議，屆時會充分聽取社會各界的意見。
中央銀行總裁在記者會上說明，目前物價穩定，沒有調整利率的必要，不過仍會密切觀察國際金融情勢的變化。
高雄港務公司表示，去年貨櫃裝卸量較前年成長百分之三點五，創下歷史新高紀錄，員工們都感到十分興奮。
農業委員會提醒農民，颱風即將來襲，應儘早採收成熟的蔬菜與水果，並做好防颱準備，以減少損失。
文化局主辦的圖書展覽會於本週六開幕，現場展出三千多種圖書，歡迎市民踴躍參觀，門票全部免費。
警方調查發現，這起車禍是因為駕駛人疲勞駕駛所引起，所幸只有兩人受到輕傷，送醫後已經沒有生命危險。
衛生署呼籲，流行性感冒疫情正處於高峰期，年長者與幼童應該盡快接種疫苗，出入公共場所最好戴上口罩。
縣長陪同外賓參觀故宮博物院，對於館內收藏的書畫、瓷器與玉器讚不絕口，認為這些寶物是全人類的文化遺產。
大學聯合招生委員會公布今年的考試結果，錄取率較往年略為提高，許多考生與家長都露出了笑容。
`;
