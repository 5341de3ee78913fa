import { expect, test } from "vitest";
import { defaultEntityTypes } from "../../../shared/model/settings.ts";
import type { EntityView } from "../../editor/editor-api.ts";
import { entityLines } from "./groups.ts";

const entity = (id: string, type: string, text: string, note = ""): EntityView => ({
  id,
  type,
  text,
  note,
  ref: null,
  by: "editor",
  blockId: "b1",
  start: 0,
  end: text.length,
  holes: false,
  attributes: {},
});
const entities = [
  entity("e1", "LOC", "离石区"),
  entity("e2", "PER", "张苗"),
  entity("e3", "OLD", "旧"),
  entity("e4", "PER", "张璇", "通讯员"),
];
const ids = (lines: ReturnType<typeof entityLines>) =>
  lines.map((line) => (line.kind === "type" ? `${line.type} ${line.count}` : line.entity.id));

test("entities stand under their types, in the tagset's order, unknown types last", () => {
  expect(ids(entityLines(entities, defaultEntityTypes, new Set(), ""))).toEqual([
    "PER 2",
    "e2",
    "e4",
    "LOC 1",
    "e1",
    "OLD 1",
    "e3",
  ]);
});

test("a folded type keeps its heading and its count", () => {
  expect(ids(entityLines(entities, defaultEntityTypes, new Set(["PER"]), ""))).toEqual([
    "PER 2",
    "LOC 1",
    "e1",
    "OLD 1",
    "e3",
  ]);
});

test("a filter looks in text and note", () => {
  expect(ids(entityLines(entities, defaultEntityTypes, new Set(), "通讯"))).toEqual(["PER 1", "e4"]);
});
