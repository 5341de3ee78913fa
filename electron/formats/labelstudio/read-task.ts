/**
 * A task of Label Studio's as spans over a text. Offsets there are UTF-16 units; where the surface is given and only
 * code points fit it (some scripts write them), they are taken as such. Must not know: files.
 */

import { z } from "zod";
import { type ExchangeNotice, notice } from "../../../shared/exchange-notices.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import { describeIssue } from "../../../shared/model/parse.ts";
import { badRecord } from "../standoff/bad-record.ts";
import { type FlatRelation, type FlatSpan, newSpan } from "../standoff/flat.ts";
import { isObject } from "../standoff/json-head.ts";
import { unescapeName } from "../standoff/names.ts";
import { names } from "./config.ts";

const valueSchema = z.looseObject({
  start: z.number().optional(),
  end: z.number().optional(),
  text: z.union([z.string(), z.array(z.string())]).optional(),
});
const resultSchema = z.looseObject({
  id: z.string().optional(),
  type: z.string(),
  from_name: z.string().optional(),
  value: valueSchema.optional(),
  meta: z.looseObject({ text: z.union([z.string(), z.array(z.string())]).optional() }).optional(),
  from_id: z.string().optional(),
  to_id: z.string().optional(),
  direction: z.string().optional(),
  labels: z.array(z.string()).optional(),
});
type Result = z.infer<typeof resultSchema>;
const annotationSchema = z.looseObject({
  result: z.array(z.unknown()),
  was_cancelled: z.boolean().optional(),
  ground_truth: z.boolean().optional(),
});
const predictionSchema = z.looseObject({ result: z.array(z.unknown()), model_version: z.string().nullish() });
const taskSchema = z.looseObject({
  data: z.record(z.string(), z.unknown()),
  annotations: z.array(annotationSchema).optional(),
  /** What older versions call the same. */
  completions: z.array(annotationSchema).optional(),
  predictions: z.array(predictionSchema).optional(),
});

export interface ReadTask {
  text: string;
  data: Record<string, unknown>;
  spans: FlatSpan[];
  relations: FlatRelation[];
  notices: ExchangeNotice[];
}

/** @throws GalleyError bad-record that names the task */
export function readTask(value: unknown, place: string, textKey: string | null): ReadTask {
  const checked = taskSchema.safeParse(value);
  if (!checked.success) throw badRecord(place, `it is no task of Label Studio's: ${describeIssue(checked.error)}`);
  const { data, annotations, completions, predictions = [] } = checked.data;
  const notices: ExchangeNotice[] = [];
  const text = new CodePointText(textOf(data, place, textKey));
  const made = (annotations ?? completions ?? []).filter((each) => each.was_cancelled !== true);
  const chosen = made.find((each) => each.ground_truth) ?? made[0];
  const prediction = chosen ? undefined : predictions[0];
  const left = chosen ? made.length - 1 : Math.max(predictions.length - 1, 0);
  if (left) notices.push(notice(chosen?.ground_truth ? "labelstudio-truth" : "labelstudio-first", { n: left + 1 }));
  const by = prediction ? prediction.model_version || "prediction" : "labelstudio";
  const results = (chosen ?? prediction)?.result ?? [];
  return { data, text: text.text, ...readResults(results, text, by, place, notices), notices };
}

function textOf(data: Record<string, unknown>, place: string, textKey: string | null): string {
  const strings = Object.entries(data).filter(([, each]) => typeof each === "string");
  const key = [textKey, "text"].find((each) => each !== null && typeof data[each] === "string");
  const text = key ? data[key] : strings.length === 1 ? strings[0]?.[1] : undefined;
  if (typeof text === "string") return text;
  throw badRecord(
    place,
    "its data doesn't say which value is the text",
    "Put the labelling configuration beside the file, named as the file with -config.xml for its ending.",
  );
}

function readResults(
  list: readonly unknown[],
  text: CodePointText,
  by: string,
  place: string,
  notices: ExchangeNotice[],
): { spans: FlatSpan[]; relations: FlatRelation[] } {
  const results = list.map((each) => {
    const result = resultSchema.safeParse(each);
    if (!result.success) throw badRecord(place, `a result is damaged: ${describeIssue(result.error)}`);
    return result.data;
  });
  const regions = results.filter(isRegion);
  const place_ = placer(regions, text);
  const spans = regions.flatMap((region): FlatSpan[] =>
    labelsOf(region).map((type, index) => ({
      // A region with several labels is several entities; relations lead to the first.
      ...newSpan(by, { id: index ? `${region.id} ${index + 1}` : (region.id ?? ""), type, ...place_(region) }),
      note: [region.meta?.text ?? []].flat().join("\n"),
    })),
  );
  const byRegion = new Map(spans.map((span) => [span.id, span]));
  const relations: FlatRelation[] = [];
  const others = new Map<string, number>();
  for (const result of results) {
    if (isRegion(result)) continue;
    const relation = relationOf(result, by, relations.length, notices);
    if (relation) {
      relations.push(relation);
      continue;
    }
    const span = byRegion.get(result.id ?? "");
    const said = detailOf(result);
    if (!span || said === null) others.set(result.type, (others.get(result.type) ?? 0) + 1);
    else if (result.from_name === names.ref) span.ref = said;
    else span.attributes = { ...span.attributes, [unescapeName(result.from_name ?? result.type)]: said };
  }
  for (const [type, count] of others) notices.push(notice("labelstudio-results", { n: count, type }));
  return { spans, relations };
}

type Region = Result & { value: NonNullable<Result["value"]> };

/** Something with labels at a place of the text. */
function isRegion(result: Result): result is Region {
  return result.type === "labels" && result.value?.start !== undefined && result.value.end !== undefined;
}

function labelsOf({ value }: Region): string[] {
  const { labels } = value;
  const all = Array.isArray(labels)
    ? labels.filter((each): each is string => typeof each === "string" && each !== "")
    : [];
  return all.length ? all : ["label"];
}

/** How to read places: as code points only where that fits every surface and UTF-16 units don't. */
function placer(regions: readonly Region[], text: CodePointText) {
  const surfaces = regions.filter(({ value }) => typeof value.text === "string");
  const fits = (slice: (start: number, end: number) => string) =>
    surfaces.every(({ value }) => slice(value.start ?? 0, value.end ?? 0) === value.text);
  const asCodePoints =
    !fits((start, end) => text.text.slice(start, end)) && fits((start, end) => text.slice(start, end));
  return ({ value }: Region) => {
    const [start, end] = [value.start ?? Number.NaN, value.end ?? Number.NaN];
    if (asCodePoints) return { start, end };
    const inside = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end <= text.text.length;
    // Past the end `toCodePoint` would clamp: such a place is refused, not moved.
    return inside ? { start: text.toCodePoint(start), end: text.toCodePoint(end) } : { start: -1, end };
  };
}

function relationOf(result: Result, by: string, count: number, notices: ExchangeNotice[]): FlatRelation | null {
  const { type, from_id: from, to_id: to, direction, labels } = result;
  if (type !== "relation" || from === undefined || to === undefined) return null;
  const relation = { id: `r${count + 1}`, type: labels?.[0] || "relation", from, to, by, note: "" };
  if (direction === "bi") notices.push(notice("labelstudio-direction", { type: relation.type, from, to }));
  return direction === "left" ? { ...relation, from: to, to: from } : relation;
}

/** What a control says of a region: a text, a choice, a rating. */
function detailOf({ value }: Result): string | null {
  if (!isObject(value)) return null;
  const said = value.text ?? value.choices ?? value.taxonomy ?? value.rating ?? value.number ?? value.datetime;
  if (Array.isArray(said) && said.every((each) => typeof each === "string")) return said.join("\n");
  return typeof said === "string" || typeof said === "number" ? String(said) : null;
}
