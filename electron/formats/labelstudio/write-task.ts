/** A document as a task of Label Studio's: results over its text, in UTF-16 units. Must not know: files. */
import type { FlatDocument, FlatSpan } from "../standoff/flat.ts";
import { escapeName } from "../standoff/names.ts";
import { names, type UsedNames } from "./config.ts";

const ownNames: readonly string[] = Object.values(names);

/** The name of the control for an attribute; never one of the export's own. */
function controlName(attribute: string): string {
  const name = escapeName(attribute);
  // As its first letter's code it is read back as the same name.
  return ownNames.includes(name) ? `_u${name.charCodeAt(0).toString(16).padStart(4, "0")}${name.slice(1)}` : name;
}

export interface WrittenNames extends UsedNames {
  types: Set<string>;
  relations: Set<string>;
  details: Set<string>;
}

/** The results of a document; names that the configuration must have are added to `used`. */
export function resultsOf(flat: FlatDocument, used: WrittenNames): object[] {
  const results: object[] = [];
  for (const span of flat.spans) {
    used.types.add(span.type);
    const place = { start: flat.text.toUtf16(span.start), end: flat.text.toUtf16(span.end) };
    results.push({
      id: span.id,
      from_name: names.labels,
      to_name: names.text,
      type: "labels",
      value: { ...place, text: span.text, labels: [span.type] },
      ...(span.note && { meta: { text: [span.note] } }),
    });
    for (const [name, said] of detailsOf(span)) {
      used.details.add(name);
      results.push({
        id: span.id,
        from_name: name,
        to_name: names.text,
        type: "textarea",
        value: { ...place, text: [said] },
      });
    }
  }
  for (const { type, from, to } of flat.relations) {
    used.relations.add(type);
    results.push({ type: "relation", from_id: from, to_id: to, direction: "right", labels: [type] });
  }
  return results;
}

function detailsOf(span: FlatSpan): [string, string][] {
  const attributes = Object.entries(span.attributes).map(([name, said]): [string, string] => [controlName(name), said]);
  return span.ref === null ? attributes : [[names.ref, span.ref], ...attributes];
}
