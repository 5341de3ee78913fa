/**
 * Labels of characters in a row: how a span is written in each scheme, and read back from any. Must not know: files.
 */

export const schemes = ["bio", "bioes", "bmes"] as const;
export type Scheme = (typeof schemes)[number];

// First, middle, last, single: BMES says M where the others say I.
const letters: Record<Scheme, { first: string; inside: string; last: string; single: string }> = {
  bio: { first: "B", inside: "I", last: "I", single: "B" },
  bioes: { first: "B", inside: "I", last: "E", single: "S" },
  bmes: { first: "B", inside: "M", last: "E", single: "S" },
};

/** The label of a character that no span has. */
export const outside = "O";

/** The label of the `index`-th of `length` characters of a span. */
export function labelOf(scheme: Scheme, type: string, index: number, length: number): string {
  const { first, inside, last, single } = letters[scheme];
  const letter = length === 1 ? single : index === 0 ? first : index === length - 1 ? last : inside;
  return `${letter}-${type}`;
}

const label = /^([BIMESLU])[-_](.+)$/su;

/** Whether a word is a label of any scheme. */
export function isLabel(word: string): boolean {
  return word === outside || label.test(word);
}

interface LabelledSpan {
  type: string;
  /** Indices of the first row and the one after the last. */
  start: number;
  end: number;
}

/**
 * The spans that rows' labels make, in any scheme: BIO, also where a span may begin with I (as CoNLL-2003 has it), BIOES,
 * BMES, BILOU. A span ends where its label does, or where another begins.
 */
export function spansOfLabels(labels: readonly string[]): LabelledSpan[] {
  const spans: LabelledSpan[] = [];
  let open: LabelledSpan | null = null;
  labels.forEach((word, index) => {
    const [, letter, type = ""] = label.exec(word) ?? [];
    const begins = letter === "B" || letter === "S" || letter === "U" || open?.type !== type;
    if (letter === undefined) open = null;
    else if (begins) {
      open = { type, start: index, end: index + 1 };
      spans.push(open);
    } else if (open) open.end = index + 1;
    if (letter !== undefined && "ESLU".includes(letter)) open = null;
  });
  return spans;
}
