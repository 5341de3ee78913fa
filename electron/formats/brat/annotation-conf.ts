/** brat's annotation.conf: which types, relations and attributes there may be. Must not know: documents. */
import { escapeName } from "../standoff/names.ts";
import { type BratNames, oneLine } from "./write-ann.ts";

/** A name as it is written, after a line that says what it stands for. */
function explained(name: string): string {
  const written = escapeName(name);
  return written === name ? "" : `# ${oneLine(name)}\n`;
}

export function annotationConf(names: BratNames): string {
  const types = Array.from(names.types, (type) => `${explained(type)}${escapeName(type)}\n`);
  const relations = Array.from(
    names.relations,
    (type) => `${explained(type)}${escapeName(type)}\tArg1:<ENTITY>, Arg2:<ENTITY>\n`,
  );
  const attributes = Array.from(names.attributes, ([name, values]) => {
    const all = Array.from(values, escapeName).join("|");
    return `${explained(name)}${escapeName(name)}\tArg:<ENTITY>, Value:${all}\n`;
  });
  // Without the first relation brat wouldn't let anyone draw one entity inside another.
  const overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n";
  return [
    `[entities]\n${types.join("")}`,
    `[relations]\n${overlap}${relations.join("")}`,
    "[events]\n",
    `[attributes]\n${attributes.join("")}`,
  ].join("\n");
}
