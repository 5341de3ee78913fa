/**
 * What one may mean by a place in a text: the word there, the name, what stands in brackets, the clause, each larger
 * than the one before. Names are what is known (entities, suggestions, registered names) and what the patterns find in
 * the sentence by themselves, without any dictionary: asked with every key, this must take a millisecond or two.
 * Offsets are UTF-16 units. Must not know: editors, where known names come from.
 */
import { emptyLexicon } from "../proofing/lexicon.ts";
import { bestConsistentSet, type Candidate } from "./candidate.ts";
import type { Line, Word } from "./line.ts";
import { findCandidates } from "./page-candidates.ts";
import { wordKnowledge } from "./words.ts";

export interface Span {
  start: number;
  end: number;
}

/** A span that is known to be a name. `sure`: tagged, or in the registry. */
export interface KnownSpan extends Span {
  type: string;
  sure: boolean;
}

export interface ExtentText {
  text: string;
  role: string;
  /** Names in the text, in any order. */
  known: readonly KnownSpan[];
}

const knowledge = wordKnowledge(emptyLexicon, "");
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** Further away nothing says what a name is; keeps time the same in blocks of any length. */
const REACH = 160;
const SENTENCE_END = /[。！？!?；;\r\n]/;
const CLAUSE_END = /[，。！？；：、,.!?;:\r\n\u3000]/;
/** Words that no name holds: a compound ends beside them. */
const BETWEEN =
  /^(?:[\s\p{P}\p{S}]+|的|了|着|过|在|和|与|及|以及|或|等|是|为|对|向|从|把|被|将|到|至|于|由|并|也|都|就|还|又|这|那|该|其|他|她|它|我|我们|他们|不|有|说|称|让|使|给|以|而|但|则|因|因为|所以)$/u;
const BRACKETS: Readonly<Record<string, string>> = {
  "《": "》",
  "“": "”",
  "‘": "’",
  "（": "）",
  "(": ")",
  "「": "」",
  "『": "』",
  "【": "】",
  "〈": "〉",
};

/** The sentence around a place, as far as it matters. */
function sentenceAround(text: string, at: number): Span {
  let start = at;
  while (start > 0 && at - start < REACH && !SENTENCE_END.test(text[start - 1] ?? "")) start--;
  let end = at;
  while (end < text.length && end - at < REACH && !SENTENCE_END.test(text[end] ?? "")) end++;
  return { start: wholeCharacter(text, start), end: wholeCharacter(text, end) };
}

function wholeCharacter(text: string, at: number): number {
  const splits = /[\udc00-\udfff]/.test(text[at] ?? "") && /[\ud800-\udbff]/.test(text[at - 1] ?? "");
  return splits ? at - 1 : at;
}

/** Words of a stretch of text, signs included. */
export function wordsOf(text: string): Span[] {
  return Array.from(segmenter.segment(text), ({ index, segment }) => ({ start: index, end: index + segment.length }));
}

/** Without a lexicon the patterns run over these, which no body's or place's name holds. */
const OUTSIDE = /^(?:了|着|在|为|是|将|把|被|对|向|从|给|让|使|由|按照|希望|成立|组建|共建|听取|承担|驰援|围绕)$/u;

/** The candidate without the words around a place that can't belong to it. */
function cut(candidate: Candidate, words: readonly Span[], text: string, at: number): Candidate {
  let { start, end } = candidate;
  if (!["ORG", "LOC"].includes(candidate.type)) return candidate;
  for (const word of words) {
    if (word.start < start || word.end > end || !OUTSIDE.test(text.slice(word.start, word.end))) continue;
    if (word.end <= at) start = word.end;
    else if (word.start > at && word.start < end) end = word.start;
  }
  return { ...candidate, start, end };
}

/** What the patterns see, divided by the platform's segmenter instead of a lexicon. */
function lineOf(text: string, role: string, spans: readonly Span[]): Line {
  const words: Word[] = [];
  const over = new Int32Array(text.length).fill(-1);
  for (const { start, end } of spans) {
    const word = text.slice(start, end);
    if (!/^\p{Script=Han}+$/u.test(word)) continue;
    over.fill(words.length, start, end);
    words.push({ start, end, text: word, kind: null });
  }
  const wordOver = (offset: number) => words[over[offset] ?? -1];
  return {
    text,
    role,
    words,
    knowledge,
    wordOver,
    wordFrom: (offset) => (wordOver(offset)?.start === offset ? wordOver(offset) : undefined),
    wordTo: (offset) => (wordOver(offset - 1)?.end === offset ? wordOver(offset - 1) : undefined),
  };
}

/** Everything around one place that is worth selecting. */
interface Around {
  words: Span[];
  word: Span | null;
  found: Candidate[];
  /** The likeliest of the found ones that don't contradict each other. */
  best: Candidate[];
  known: readonly KnownSpan[];
  larger: Span[];
}

const holds = ({ start, end }: Span, at: number) => start <= at && at < end;
const contains = (outer: Span, inner: Span) => outer.start <= inner.start && inner.end <= outer.end;
const longer = (a: Span, b: Span) => a.end - a.start > b.end - b.start;
const bySize = (a: Span, b: Span) => a.end - a.start - (b.end - b.start) || a.start - b.start;

/** The character that a caret means: the one behind it, at the end of a clause the one before it. */
function meantCharacter(text: string, caret: number): number {
  const isSign = (at: number) => at < 0 || at >= text.length || /[\s\p{P}\p{S}]/u.test(text[at] ?? "");
  return isSign(caret) && !isSign(caret - 1) ? wholeCharacter(text, caret - 1) : caret;
}

function around({ text, role, known }: ExtentText, at: number): Around {
  const sentence = sentenceAround(text, at);
  const part = text.slice(sentence.start, sentence.end);
  const moved = <T extends Span>(span: T): T => ({
    ...span,
    start: span.start + sentence.start,
    end: span.end + sentence.start,
  });
  const spans = wordsOf(part);
  // A guess never reaches into what is a name already, beside the place.
  const names = known.filter((span) => span.sure && !holds(span, at));
  const found = findCandidates(lineOf(part, role, spans)).filter((candidate) => {
    const { start, end } = moved(candidate);
    return !names.some((name) => name.start < end && name.end > start);
  });
  const words = spans.map(moved);
  const word = words.find((one) => holds(one, at)) ?? null;
  const here = (candidate: Candidate) => cut(moved(candidate), words, text, at);
  const larger = [compound(text, words, at), ...brackets(text, sentence, at), clause(text, sentence, at)];
  return {
    words,
    word,
    found: found.map(here),
    best: bestConsistentSet(found).map(here),
    known: known.filter((span) => holds(span, at)),
    larger: larger.filter((span) => span !== null),
  };
}

/** The run of words around a place that one name may be made of. */
function compound(text: string, words: readonly Span[], at: number): Span | null {
  const isBetween = (index: number) => {
    const word = words[index];
    return !word || BETWEEN.test(text.slice(word.start, word.end));
  };
  let first = words.findIndex((word) => holds(word, at));
  if (first < 0 || isBetween(first)) return null;
  let last = first;
  while (!isBetween(first - 1)) first--;
  while (!isBetween(last + 1)) last++;
  return { start: words[first]?.start ?? at, end: words[last]?.end ?? at };
}

/** What stands in the brackets or quotation marks around a place, without and with them. */
function brackets(text: string, sentence: Span, at: number): Span[] {
  const result: Span[] = [];
  for (const [open, close] of Object.entries(BRACKETS)) {
    const start = text[at] === open ? at : text.lastIndexOf(open, at - 1);
    if (start < sentence.start) continue;
    const end = text.indexOf(close, start + 1);
    if (end < 0 || end < at || end >= sentence.end + 1) continue;
    if (end > start + 1) result.push({ start: start + 1, end });
    result.push({ start, end: end + 1 });
  }
  return result;
}

function clause(text: string, sentence: Span, at: number): Span | null {
  let start = at;
  while (start > sentence.start && !CLAUSE_END.test(text[start - 1] ?? "")) start--;
  let end = at;
  while (end < sentence.end && !CLAUSE_END.test(text[end] ?? "")) end++;
  return trimmed(text, { start, end });
}

function trimmed(text: string, { start, end }: Span): Span | null {
  const part = text.slice(start, end);
  if (!part.trim()) return null;
  const from = start + part.length - part.trimStart().length;
  return { start: from, end: from + part.trim().length };
}

/**
 * What a caret means when one key is to select it, or to tag it as `type`: the innermost known name there, else what
 * the patterns take for one (of that type first), else the word. Null where there is nothing but signs and space.
 */
export function meantAt(from: ExtentText, caret: number, type: string | null): Span | null {
  return meant(from, around(from, meantCharacter(from.text, caret)), meantCharacter(from.text, caret), type);
}

function meant(
  { text }: ExtentText,
  { known, found, best, word }: Around,
  at: number,
  type: string | null,
): Span | null {
  const names = [
    () => smallest(known.filter((span) => span.sure)),
    () => smallest(known),
    () => best.find((span) => holds(span, at)) ?? null,
  ];
  const typed = [
    () => smallest(known.filter((span) => span.type === type)),
    () => best.find((span) => span.type === type && holds(span, at)) ?? null,
    () => likeliest(found.filter((span) => span.type === type && holds(span, at))),
  ];
  for (const find of type === null ? names : [...typed, ...names]) {
    const span = find();
    if (span) return { start: span.start, end: span.end };
  }
  return word && trimmed(text, word);
}

function smallest<T extends Span>(spans: readonly T[]): T | null {
  return spans.toSorted(bySize)[0] ?? null;
}

function likeliest(candidates: readonly Candidate[]): Candidate | null {
  return candidates.toSorted((a, b) => b.score - a.score || bySize(b, a))[0] ?? null;
}

/** All that may be selected around a place, from small to large, each holding the one before. */
function chain(from: ExtentText, origin: number): Span[] {
  const at = meantCharacter(from.text, origin);
  const there = around(from, at);
  const first = meant(from, there, at, null);
  if (!first) return [];
  const guesses = there.best.filter((span) => holds(span, at));
  // Inside of what is known nothing is guessed: going outward leads from one tagged span to the next.
  const isOpen = (span: Span) => !there.known.some((other) => other.sure && contains(other, span));
  const names = [...there.known, ...guesses.filter(isOpen)];
  const spans = [...names, ...(there.word && isOpen(there.word) ? [there.word] : [])];
  const smaller = spans.filter((span) => longer(first, span)).sort(bySize);
  const larger = [...spans, ...there.larger].filter((span) => longer(span, first)).sort(bySize);
  const result: Span[] = [first];
  for (const span of smaller.reverse())
    if (contains(result[0] as Span, span)) result.unshift({ start: span.start, end: span.end });
  for (const span of larger)
    if (contains(span, result.at(-1) as Span) && longer(span, result.at(-1) as Span))
      result.push({ start: span.start, end: span.end });
  return result;
}

/** The next larger span around a place than the selected one; the one that is meant, for none. @param origin where growing began */
export function larger(from: ExtentText, origin: number, selected: Span | null): Span | null {
  if (!selected) return meantAt(from, origin, null);
  return chain(from, origin).find((span) => contains(span, selected) && longer(span, selected)) ?? null;
}

/** The next smaller one. */
export function smaller(from: ExtentText, origin: number, selected: Span): Span | null {
  return chain(from, origin).findLast((span) => contains(selected, span) && longer(selected, span)) ?? null;
}
