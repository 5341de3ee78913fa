/** A document's spans and relations as the lines of an .ann file. Must not know: files, the configuration's form. */
import type { CodePointText } from "../../../shared/model/offsets.ts";
import type { FlatDocument, FlatRelation, FlatSpan } from "../standoff/flat.ts";
import { escapeName } from "../standoff/names.ts";
import { continuesType, ownDatabase, referenceAttribute } from "./read-ann.ts";

/** Names that documents use, for the configuration; as they are, not escaped. */
export interface BratNames {
  types: Set<string>;
  relations: Set<string>;
  /** Values by attribute. */
  attributes: Map<string, Set<string>>;
}

// Everything that some reader takes for the end of a line or a column.
const breaks = new Set("\t\n\v\f\r\x1c\x1d\x1e\u0085\u2028\u2029");
// A note or name may hold anything; in its one column controls become spaces.
const breaking = /[\p{Cc}\u2028\u2029]+/gu;
/** What brat takes for a database and an id in it. */
const isReference = /^[^\s:]+:\S+$/;

export function oneLine(text: string): string {
  return text.replace(breaking, " ");
}

interface Fragment {
  start: number;
  end: number;
  text: string;
}

/** The parts of [start, end) between line ends and tabs; none when there is nothing else in it. */
function fragmentsOf(text: CodePointText, { start, end }: FlatSpan): Fragment[] {
  const fragments: Fragment[] = [];
  let open: Fragment | null = null;
  let position = start;
  for (const character of text.slice(start, end)) {
    if (breaks.has(character)) open = null;
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

/** Relations that say that a span goes on in another: span to its next part. Each part has one before it at most. */
function continuations({ spans, relations }: FlatDocument): Map<string, FlatSpan> {
  const byId = new Map(spans.map((span) => [span.id, span]));
  const uses = new Map<string, number>();
  for (const { from, to } of relations) for (const id of [from, to]) uses.set(id, (uses.get(id) ?? 0) + 1);
  const joins = relations.filter((relation) => isContinuation(relation, byId));
  const next = new Map<string, FlatSpan>();
  for (const { from, to } of joins) {
    const part = byId.get(to);
    const links = joins.filter((other) => other.from === to || other.to === to).length;
    // Only what says nothing of its own can become a part of another.
    const isBare = part && part.ref === null && !part.note && !Object.keys(part.attributes).length;
    if (
      isBare &&
      uses.get(to) === links &&
      joins.filter((other) => other.to === to || other.from === from).length === 1
    )
      next.set(from, part);
  }
  return next;
}

function isContinuation({ type, from, to, note }: FlatRelation, byId: ReadonlyMap<string, FlatSpan>): boolean {
  const [a, b] = [byId.get(from), byId.get(to)];
  return type === continuesType && !note && a !== undefined && b !== undefined && a.type === b.type && a.end < b.start;
}

/** "database:id", neither with a space: our registry's ids in ours, others as they are if they say a database. */
function referenceOf(ref: string, known: ReadonlySet<string>): string {
  const own = `${ownDatabase}:`;
  if (!known.has(ref) && isReference.test(ref) && !ref.startsWith(own)) return ref;
  return own + ref.replace(/[\s%]/gu, encodeURIComponent);
}

/**
 * @param known ids of the registry
 * @param lost is told of spans of nothing but line ends, which can't be written
 */
export function annOf(
  flat: FlatDocument,
  names: BratNames,
  known: ReadonlySet<string>,
  lost: (span: FlatSpan) => void,
): string {
  const next = continuations(flat);
  const parts = new Set(next.values());
  /** T-number by span id. */
  const numbers = new Map<string, number>();
  const lines: string[] = [];
  let counted = { N: 0, A: 0, R: 0, "#": 0 };
  const number = (kind: keyof typeof counted) => {
    counted = { ...counted, [kind]: counted[kind] + 1 };
    return `${kind}${counted[kind]}`;
  };
  const note = (target: string, text: string) => {
    if (text) lines.push(`${number("#")}\tAnnotatorNotes ${target}\t${oneLine(text)}`);
  };
  for (const span of flat.spans) {
    if (parts.has(span)) continue;
    const fragments = fragmentsOf(flat.text, span);
    for (let part = next.get(span.id); part; part = next.get(part.id)) fragments.push(...fragmentsOf(flat.text, part));
    if (!fragments.length) {
      lost(span);
      continue;
    }
    const id = `T${numbers.size + 1}`;
    numbers.set(span.id, numbers.size + 1);
    names.types.add(span.type);
    const ranges = fragments.map(({ start, end }) => `${start} ${end}`).join(";");
    lines.push(`${id}\t${escapeName(span.type)} ${ranges}\t${fragments.map(({ text }) => text).join(" ")}`);
    if (span.ref !== null)
      lines.push(`${number("N")}\tReference ${id} ${referenceOf(span.ref, known)}\t${oneLine(span.text)}`);
    for (const [name, value] of Object.entries(span.attributes)) {
      if (name === referenceAttribute && value.split(" ").every((each) => isReference.test(each))) {
        for (const each of value.split(" "))
          lines.push(`${number("N")}\t${referenceAttribute} ${id} ${each}\t${oneLine(span.text)}`);
      } else {
        names.attributes.set(name, (names.attributes.get(name) ?? new Set()).add(value));
        lines.push(`${number("A")}\t${escapeName(name)} ${id} ${escapeName(value)}`);
      }
    }
    note(id, span.note);
  }
  for (const { type, from, to, note: said } of flat.relations) {
    const [first, second] = [numbers.get(from), numbers.get(to)];
    if (first === undefined || second === undefined) continue;
    const id = number("R");
    names.relations.add(type);
    lines.push(`${id}\t${escapeName(type)} Arg1:T${first} Arg2:T${second}`);
    note(id, said);
  }
  return lines.map((line) => `${line}\n`).join("");
}
