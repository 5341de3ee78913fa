/** Label Studio's short form of a task (JSON-MIN), where each control's name is a key beside the data's. */
import { isObject } from "../standoff/json-head.ts";

/** A label with its place, as the short form has it. */
function isPlaced(item: unknown): boolean {
  return isObject(item) && typeof item.start === "number" && typeof item.end === "number" && Array.isArray(item.labels);
}

/** The same task in the long form, or null when it isn't in the short one. */
export function minToTask(record: Record<string, unknown>): Record<string, unknown> | null {
  if (record.data !== undefined) return null;
  const placed = Object.values(record).filter((each) => Array.isArray(each) && each.length > 0 && each.every(isPlaced));
  // A task without any label still says who looked at it.
  if (!placed.length && !("annotation_id" in record && "annotator" in record)) return null;
  const items = placed.flat().filter(isObject);
  const { annotation_id: _, annotator: __, created_at: ___, updated_at: ____, ...data } = record;
  const result = items.map((value) => ({ type: "labels", value }));
  return { data, annotations: [{ result }] };
}
