/** A CAS as UIMA's JSON, version 0.4. Must not know: documents, what the types mean, files. */
import { parseJson } from "../galley-json.ts";
import { badRecord } from "../standoff/bad-record.ts";
import { isObject, numberIn } from "../standoff/json-head.ts";
import type { Cas, FeatureStructure } from "./cas.ts";
import { type CasType, typeNames } from "./types.ts";

const sofaId = 1;

export function jsonCasOf(cas: Cas, types: Readonly<Record<string, CasType>>): string {
  const described = Object.entries(types).map(([name, { superType, features }]) => {
    const ranges = Object.entries(features).map(([feature, range]) => [feature, { "%NAME": feature, "%RANGE": range }]);
    return [name, { "%NAME": name, "%SUPER_TYPE": superType, ...Object.fromEntries(ranges) }];
  });
  const sofa = {
    "%ID": sofaId,
    "%TYPE": typeNames.sofa,
    sofaNum: 1,
    sofaID: "_InitialView",
    mimeType: "text/plain",
    sofaString: cas.text,
  };
  const structures = cas.structures.map(({ id, type, begin, end, strings, references }) => {
    const ends = Object.entries(references).map(([name, target]) => [`@${name}`, target]);
    return { "%ID": id, "%TYPE": type, "@sofa": sofaId, begin, end, ...strings, ...Object.fromEntries(ends) };
  });
  // A structure a line: large files can be read by eye and compared.
  const lines = [sofa, ...structures].map((structure) => `    ${JSON.stringify(structure)}`).join(",\n");
  const members = cas.structures.map(({ id }) => id);
  return [
    "{\n",
    `  "%TYPES": ${JSON.stringify(Object.fromEntries(described))},\n`,
    `  "%FEATURE_STRUCTURES": [\n${lines}\n  ],\n`,
    `  "%VIEWS": ${JSON.stringify({ _InitialView: { "%SOFA": sofaId, "%MEMBERS": members } })}\n`,
    "}\n",
  ].join("");
}

/** Structures with their ids: a list, or an object with the ids as keys. */
function structuresIn(value: unknown): [number, Record<string, unknown>][] {
  if (Array.isArray(value)) return value.filter(isObject).map((each) => [numberIn(each["%ID"]), each]);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([id, each]): [number, Record<string, unknown>][] =>
    isObject(each) ? [[Number(id), each]] : [],
  );
}

/**
 * The first view's text with what stands over it.
 * @throws GalleyError bad-record, document-damaged
 */
export function readJsonCas(json: string, name: string): Cas {
  const value = parseJson(json, name);
  const all = structuresIn(isObject(value) ? value["%FEATURE_STRUCTURES"] : null);
  const sofas = all.filter(([, each]) => each["%TYPE"] === typeNames.sofa);
  const [own, sofa] = sofas.find(([, each]) => each.sofaID === "_InitialView") ?? sofas[0] ?? [];
  if (typeof sofa?.sofaString !== "string") throw badRecord(name, "it holds no text (a Sofa with a sofaString)");
  const structures = all.filter(([, each]) => each["@sofa"] === own).map(([id, each]) => structureOf(id, each, name));
  return { text: sofa.sofaString, structures };
}

function structureOf(id: number, value: Record<string, unknown>, name: string): FeatureStructure {
  const { "%TYPE": type, "@sofa": _, begin, end } = value;
  if (!Number.isSafeInteger(id) || typeof type !== "string")
    throw badRecord(name, `a feature structure has no %ID or no %TYPE: ${JSON.stringify(value).slice(0, 80)}`);
  const strings: [string, string][] = [];
  const references: [string, number][] = [];
  for (const [feature, each] of Object.entries(value)) {
    if (feature === "@sofa" || feature === "begin" || feature === "end" || feature.startsWith("%")) continue;
    if (feature.startsWith("@") && typeof each === "number") references.push([feature.slice(1), each]);
    else if (typeof each === "string" || typeof each === "number" || typeof each === "boolean")
      strings.push([feature.replace(/^[#^]/, ""), String(each)]);
  }
  return {
    id,
    type,
    ...(typeof begin === "number" && typeof end === "number" && { begin, end }),
    strings: Object.fromEntries(strings),
    references: Object.fromEntries(references),
  };
}
