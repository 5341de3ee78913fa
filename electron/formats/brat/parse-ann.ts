/** The lines of an .ann file. Must not know: the text they are about, documents. */
import { badRecord } from "../standoff/bad-record.ts";

export interface Fragment {
  start: number;
  end: number;
}

/** T: something at one or several places of the text. */
export interface TextBound {
  id: string;
  type: string;
  fragments: Fragment[];
  /** The fragments' texts, joined by spaces. */
  text: string;
}

export interface Annotations {
  bounds: TextBound[];
  /** R, and the arguments of E: from one annotation to another. */
  relations: { id: string; type: string; from: string; to: string }[];
  /** Event to the annotation that triggers it. */
  triggers: Map<string, string>;
  /** A and M. */
  attributes: { target: string; name: string; value: string }[];
  /** N: "database:id". */
  references: { target: string; name: string; value: string }[];
  notes: { target: string; note: string }[];
  /** Lines of no known kind. */
  unknown: string[];
}

/** The value of an attribute that only can be there or not. */
export const binaryValue = "true";

const textBound = /^(T\S*)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?$/su;
const relation = /^(R\S*)\t(\S+) [^\s:]+:(\S+) [^\s:]+:(\S+)\s*$/u;
const event = /^(E\S*)\t([^\s:]+):(\S+)((?: [^\s:]+:\S+)*)\s*$/u;
const equivalence = /^\*\t(\S+) (\S+(?: \S+)+)\s*$/u;
const attribute = /^[AM]\S*\t(\S+) (\S+)(?: (\S+))?\s*$/u;
const reference = /^N\S*\t(\S+) (\S+) (\S+)(?:\t.*)?$/u;
const note = /^#\S*\t\S+ (\S+)(?:\t(.*))?$/u;

/** @throws GalleyError bad-record that names the line */
export function parseAnn(ann: string, name: string): Annotations {
  const found: Annotations = {
    bounds: [],
    relations: [],
    triggers: new Map(),
    attributes: [],
    references: [],
    notes: [],
    unknown: [],
  };
  ann.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() && !readLine(line, found)) {
      if (/^[TREAMN*#]/.test(line))
        throw badRecord(`${name}, line ${index + 1}`, `the annotation can't be read: ${line.slice(0, 80)}`);
      found.unknown.push(line);
    }
  });
  return found;
}

function readLine(line: string, found: Annotations): boolean {
  const [, ...parts] = lineParts(line) ?? [];
  const [a = "", b = "", c = "", d = ""] = parts;
  switch (line[0]) {
    case "T":
      if (parts.length) found.bounds.push({ id: a, type: b, fragments: fragmentsOf(c), text: d });
      break;
    case "R":
      if (parts.length) found.relations.push({ id: a, type: b, from: c, to: d });
      break;
    case "E": {
      if (!parts.length) break;
      found.triggers.set(a, c);
      const roles = d.trim() ? d.trim().split(" ") : [];
      for (const [number, role] of roles.entries()) {
        const [type = "", to = ""] = role.split(/:(.*)/s);
        found.relations.push({ id: `${a}-${number + 1}`, type, from: a, to });
      }
      break;
    }
    case "*": {
      const members = b.split(" ");
      for (let next = 1; parts.length && next < members.length; next++) {
        const [from = "", to = ""] = members.slice(next - 1, next + 1);
        found.relations.push({ id: "", type: a, from, to });
      }
      break;
    }
    case "A":
    case "M":
      if (parts.length) found.attributes.push({ name: a, target: b, value: c || binaryValue });
      break;
    case "N":
      if (parts.length) found.references.push({ name: a, target: b, value: c });
      break;
    case "#":
      if (parts.length) found.notes.push({ target: a, note: b });
  }
  return parts.length > 0;
}

function lineParts(line: string): RegExpExecArray | null {
  const patterns: Record<string, RegExp> = {
    T: textBound,
    R: relation,
    E: event,
    "*": equivalence,
    A: attribute,
    M: attribute,
    N: reference,
    "#": note,
  };
  return patterns[line[0] ?? ""]?.exec(line) ?? null;
}

function fragmentsOf(ranges: string): Fragment[] {
  return ranges.split(";").map((range) => {
    const [start = 0, end = 0] = range.split(" ").map(Number);
    return { start, end };
  });
}
