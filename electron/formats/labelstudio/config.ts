/**
 * Label Studio's labelling configuration: what an export needs to be opened there, and which key of a task holds the
 * text. Written as text; the little that is read of one is read by its signs. Must not know: documents.
 */
import type { EntityType } from "../../../shared/model/settings.ts";
import { parseXml, type XmlElement, xmlAttribute } from "../support/xml.ts";

/** Names that results refer to. */
export const names = { labels: "label", text: "text", ref: "ref" } as const;

export interface UsedNames {
  types: ReadonlySet<string>;
  relations: ReadonlySet<string>;
  /** Names of the controls that hold what is said of single entities. */
  details: ReadonlySet<string>;
}

/** A configuration under which results of this export can be opened: a button for each type, a field for each detail. */
export function configText(entityTypes: readonly EntityType[], used: UsedNames): string {
  const colors = new Map(entityTypes.map(({ id, color }) => [id, color]));
  const types = new Set([...colors.keys(), ...used.types]);
  const labels = Array.from(types, (type) => {
    const color = colors.get(type);
    return `    <Label value="${xmlAttribute(type)}"${color ? ` background="${color}"` : ""}/>\n`;
  });
  const relations = Array.from(used.relations, (type) => `    <Relation value="${xmlAttribute(type)}"/>\n`);
  const details = Array.from(
    used.details,
    (name) =>
      `  <TextArea name="${xmlAttribute(name)}" toName="${names.text}" perRegion="true" editable="true" maxSubmissions="1" placeholder="${xmlAttribute(name)}"/>\n`,
  );
  return [
    "<View>\n",
    `  <Labels name="${names.labels}" toName="${names.text}">\n`,
    ...labels,
    "  </Labels>\n",
    // Granularity: a Chinese text has no words that a selection could be widened to.
    `  <Text name="${names.text}" value="$text" granularity="symbol"/>\n`,
    ...(relations.length ? ["  <Relations>\n", ...relations, "  </Relations>\n"] : []),
    ...details,
    "</View>\n",
  ].join("");
}

/** The key of a task's data that holds the text, by the configuration; null where it says none or several. */
export function textKeyOf(config: string, name: string): string | null {
  const keys: string[] = [];
  const visit = (element: XmlElement) => {
    const key = /^\$(\w+)$/.exec(element.attributes.value ?? "")?.[1];
    if (element.name === "Text" && key) keys.push(key);
    for (const child of element.children) if (typeof child !== "string") visit(child);
  };
  visit(parseXml(config, name));
  return keys.length === 1 ? (keys[0] ?? null) : null;
}
