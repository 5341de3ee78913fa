/**
 * spaCy's training data as JSON Lines, one document a line: characters as tokens, entities that don't overlap in `ents`,
 * all of them in the span group `sc`. The README beside it says how to load it, as spaCy's own binary form is Python's.
 */
import { exportEach } from "./export-each.ts";
import type { Format } from "./format.ts";
import { type FlatSpan, flatten } from "./standoff/flat.ts";
import { jsonLine } from "./standoff/json-line.ts";
import { outermost } from "./standoff/outermost.ts";

/** The name that spaCy's span categorizer looks for by default. */
const spanGroup = "sc";
const dataName = "documents.jsonl";

/** What is white space to Python, and so to spaCy: not the same as to JavaScript. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these characters are meant
const space = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/**
 * Characters as spaCy's tokens: one space after a character belongs to it, any other run of white space is a token.
 * @returns ranges in code points
 */
function tokensOf(characters: readonly string[]): { start: number; end: number }[] {
  const tokens: { start: number; end: number }[] = [];
  const isSpace = (index: number) => space.test(characters[index] ?? "");
  for (let start = 0; start < characters.length; ) {
    let end = start + 1;
    if (isSpace(start)) while (end < characters.length && isSpace(end)) end++;
    tokens.push({ start, end });
    start = !isSpace(start) && characters[end] === " " ? end + 1 : end;
  }
  return tokens;
}

/** Spans without white space at their edges, which no token of spaCy's begins or ends with. */
function trimmed(spans: readonly FlatSpan[], characters: readonly string[]): FlatSpan[] {
  return spans.flatMap((span) => {
    let { start, end } = span;
    while (start < end && space.test(characters[start] ?? "")) start++;
    while (start < end && space.test(characters[end - 1] ?? "")) end--;
    return start < end ? [{ ...span, start, end }] : [];
  });
}

const readme = `# spaCy

\`${dataName}\` holds one document a line, as \`spacy.tokens.Doc.to_json\` writes it: \`text\`, \`tokens\` (one for each
character), \`ents\` (entities that don't overlap; of those that do, the longest) and \`spans\` (all entities, in the group
\`${spanGroup}\`). Offsets are code points, as Python counts. To make spaCy's binary form of it:

\`\`\`python
import json, spacy
from spacy.tokens import Doc, DocBin
vocab = spacy.blank("zh").vocab
with open("${dataName}", encoding="utf-8") as lines:
    docs = [Doc(vocab).from_json(json.loads(line)) for line in lines]
DocBin(docs=docs).to_disk("train.spacy")
\`\`\`

\`spacy debug data\` then shows what is in it, \`spacy train\` learns from it.
`;

export const spacy: Format = {
  id: "spacy",
  about: {
    zh: "spaCy 训练数据（JSON Lines）：每字一个 token，附读取方法",
    en: "spaCy training data (JSON Lines): a token for each character, with how to load it",
  },
  losses: [
    {
      zh: "段落、角色、状态、关系，以及实体的备注与属性不保留。",
      en: "Blocks, roles, status, relations, and entities' notes and attributes are left out.",
    },
    {
      zh: "实体首尾的空白略去。",
      en: "White space at the edges of entities is left out.",
    },
    {
      zh: "嵌套或交叉的实体在 ents 里只留最长的一个；spans 里全部都有。",
      en: "Of nested or crossing entities only the longest is in ents; all of them are in spans.",
    },
  ],
  importer: null,
  exporter: {
    writes: "folder",
    extension: "jsonl",
    async write(documents, sink, context) {
      await sink.write("README.md", readme);
      await sink.write(dataName, "");
      await exportEach(documents, sink, context, (document) => {
        const flat = flatten(document);
        const characters = Array.from(flat.text.text);
        const spans = trimmed(flat.spans, characters);
        const line = {
          text: flat.text.text,
          tokens: tokensOf(characters).map((token, id) => ({ id, ...token })),
          ents: outermost(spans).kept.map(({ start, end, type }) => ({ start, end, label: type })),
          spans: {
            [spanGroup]: spans.map(({ start, end, type, ref }) => ({ start, end, label: type, kb_id: ref ?? "" })),
          },
        };
        return [[dataName, jsonLine(line)]];
      });
    },
  },
};
