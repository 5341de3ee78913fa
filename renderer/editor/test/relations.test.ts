/** What docs/entities.md says of attributes and relations, line by line. */
import { redo, undo } from "prosemirror-history";
import { describe, expect, test } from "vitest";
import type { Relation } from "../../../shared/model/document.ts";
import { applyFixes } from "../../../shared/proofing/apply-edits.ts";
import { copySelection, dropTransaction, pasteTransaction, readCopied } from "../clipboard.ts";
import { joinBlocks, splitBlock } from "../commands/blocks.ts";
import { removeEntity, setEntityAttribute, setEntityType, tag } from "../commands/entities.ts";
import { moveBlocksDown } from "../commands/move-blocks.ts";
import {
  addRelation,
  finishRelation,
  giveUpRelation,
  removeRelation,
  reverseRelation,
  setRelationNote,
  setRelationType,
  startRelation,
} from "../commands/relations.ts";
import { replaceDocument } from "../commands/replace-document.ts";
import { setMode } from "../plugins/mode.ts";
import { relatingFrom } from "../plugins/relating.ts";
import { asOneEvent } from "../plugins/undo-events.ts";
import { notesOf } from "../steps/proofing-notes.ts";
import { Desk } from "./builders.ts";

const hash = "0".repeat(64);
/** [TITLE 书记][PER 张三] in b1, [ORG 区委] in b2. */
const page = (mode: "proofread" | "tag" = "tag") => Desk.page("[TITLE 书记][PER 张三]讲话\n\n他在[ORG 区委]工作", mode);
const related = (desk: Desk) => (desk.document.relations ?? []).map(({ type, from, to }) => `${from} ${type} ${to}`);
const attributes = (desk: Desk) =>
  Object.fromEntries(
    desk.document.articles.flatMap(({ blocks }) =>
      blocks.flatMap(({ entities }) => entities.map((entity) => [entity.id, entity.attributes])),
    ),
  );
const edit = (desk: Desk, command: Parameters<Desk["run"]>[0]) => desk.run(asOneEvent(command));

describe("attributes", () => {
  test("are said, changed and taken off, each one step of undo", () => {
    const desk = page();
    expect(edit(desk, setEntityAttribute("e2", "sex", "男"))).toBe(true);
    edit(desk, setEntityAttribute("e2", "since", "2020-05"));
    expect(attributes(desk).e2).toEqual({ sex: "男", since: "2020-05" });
    expect(edit(desk, setEntityAttribute("e2", "sex", "男"))).toBe(false);
    edit(desk, setEntityAttribute("e2", "sex", ""));
    expect(attributes(desk).e2).toEqual({ since: "2020-05" });
    edit(desk, setEntityAttribute("e2", "since", ""));
    expect(desk.document.articles[0]?.blocks[0]?.entities[1]).not.toHaveProperty("attributes");
    desk.run(undo);
    desk.run(undo);
    expect(attributes(desk).e2).toEqual({ sex: "男", since: "2020-05" });
    desk.run(redo);
    expect(attributes(desk).e2).toEqual({ since: "2020-05" });
  });

  test("stay when the entity is retyped, go with it and come back with it", () => {
    const desk = page();
    edit(desk, setEntityAttribute("e2", "sex", "男"));
    edit(desk, setEntityType("e2", "ORG"));
    expect(attributes(desk).e2).toEqual({ sex: "男" });
    edit(desk, removeEntity("e2"));
    desk.run(undo);
    expect(attributes(desk).e2).toEqual({ sex: "男" });
  });

  test("are read and written as they came, with keys that this version does not know", () => {
    const { document } = page();
    const [block] = document.articles[0]?.blocks ?? [];
    const entity = block?.entities[1];
    if (!entity) throw new Error("no entity");
    Object.assign(entity, { attributes: { odd: "值" }, score: 0.5 });
    const desk = new Desk(document, "书记张三讲话\n\n他在区委工作\n\n", "tag");
    edit(desk, tag("LOC"));
    desk.selectIn("b1", 4, 6);
    edit(desk, tag("EVENT"));
    expect(desk.document.articles[0]?.blocks[0]?.entities[1]).toEqual(entity);
  });

  test("are copied with both halves of a split, and with a copy", () => {
    const desk = page("proofread");
    edit(desk, setEntityAttribute("e2", "sex", "男"));
    desk.selectIn("b1", 3);
    edit(desk, splitBlock);
    expect(Object.values(attributes(desk)).filter((one) => one?.sex === "男")).toHaveLength(2);
    desk.run(undo);
    const copied = copySelection(desk.selectIn("b1", 2, 4).state, hash);
    desk.selectIn("b2", 0);
    if (copied) desk.state = desk.state.apply(pasteTransaction(desk.state, copied, hash, desk.source));
    expect(Object.values(attributes(desk)).filter((one) => one?.sex === "男")).toHaveLength(2);
    expect(desk.problems).toEqual([]);
  });

  test("what an older version put on the clipboard has none", () => {
    const copied = copySelection(page().selectIn("b1", 0, 4).state, hash);
    const old = JSON.parse(JSON.stringify(copied));
    delete old.relations;
    for (const entity of old.blocks[0].entities) delete entity.attributes;
    expect(readCopied(JSON.stringify(old))).toMatchObject({
      relations: [],
      blocks: [{ entities: [{ attributes: null }, { attributes: null }] }],
    });
  });

  test("stay with a fix that replaces the entity exactly", () => {
    const desk = page("proofread");
    edit(desk, setEntityAttribute("e2", "sex", "男"));
    const fix = [{ do: "replace", block: "b1", start: 2, end: 4, text: "章三" } as const];
    const { document } = applyFixes(desk.document, [fix]);
    desk.run(replaceDocument(desk.codec, { document, anchor: null, head: null, notes: notesOf(desk.state) }));
    expect(desk.markup).toContain("[PER 章三]");
    expect(attributes(desk).e2).toEqual({ sex: "男" });
  });
});

describe("a relation", () => {
  test("is begun at an entity, goes to the next that is selected, and is one step of undo", () => {
    const desk = page().selectIn("b1", 3);
    expect(desk.run(startRelation)).toBe(true);
    expect(relatingFrom(desk.state)).toBe("e2");
    // With nothing else selected there is no end to it.
    expect(edit(desk, finishRelation("holds"))).toBe(false);
    desk.selectIn("b1", 0, 2);
    expect(edit(desk, finishRelation("holds"))).toBe(true);
    expect([related(desk), relatingFrom(desk.state)]).toEqual([["e2 holds e1"], null]);
    expect(desk.document.relations?.[0]).toMatchObject({ by: "editor", note: "" });
    desk.run(undo);
    expect(desk.document).not.toHaveProperty("relations");
    desk.run(redo);
    expect(related(desk)).toEqual(["e2 holds e1"]);
    expect(desk.problems).toEqual([]);
  });

  test("is given up by hand, with its entity, and with tag mode", () => {
    const desk = page().selectIn("b1", 3);
    desk.run(startRelation);
    expect(desk.run(giveUpRelation)).toBe(true);
    expect(relatingFrom(desk.state)).toBeNull();
    desk.run(startRelation);
    edit(desk, removeEntity("e2"));
    expect(relatingFrom(desk.state)).toBeNull();
    desk.selectIn("b1", 0, 2).run(startRelation);
    desk.state = desk.state.apply(setMode(desk.state.tr, { mode: "proofread", readOnly: false }));
    expect(relatingFrom(desk.state)).toBeNull();
    expect(desk.run(startRelation)).toBe(false);
  });

  test("is not made twice, nor of an entity to itself, nor to what is not there", () => {
    const desk = page();
    edit(desk, addRelation("e2", "e3", "member_of"));
    expect(edit(desk, addRelation("e2", "e3", "member_of"))).toBe(false);
    expect(edit(desk, addRelation("e2", "e2", "member_of"))).toBe(false);
    expect(edit(desk, addRelation("e2", "e9", "member_of"))).toBe(false);
    expect(edit(desk, addRelation("e3", "e2", "member_of"))).toBe(true);
  });

  test("gets another kind, a note, the other direction, and is removed", () => {
    const desk = page();
    edit(desk, addRelation("e2", "e3", "member_of"));
    const id = desk.document.relations?.[0]?.id ?? "";
    edit(desk, setRelationType(id, "works"));
    edit(desk, setRelationNote(id, "见第二段"));
    edit(desk, reverseRelation(id));
    expect(desk.document.relations).toEqual([
      { id, type: "works", from: "e3", to: "e2", by: "editor", note: "见第二段" } satisfies Relation,
    ]);
    edit(desk, addRelation("e2", "e3", "works"));
    expect(edit(desk, reverseRelation(id))).toBe(false);
    edit(desk, removeRelation(id));
    expect(related(desk)).toEqual(["e2 works e3"]);
  });

  test("goes with either of its entities and comes back with it", () => {
    for (const gone of ["e2", "e3"]) {
      const desk = page();
      edit(desk, addRelation("e2", "e3", "member_of"));
      edit(desk, removeEntity(gone));
      expect(related(desk)).toEqual([]);
      expect(desk.problems).toEqual([]);
      desk.run(undo);
      expect(related(desk)).toEqual(["e2 member_of e3"]);
    }
    const desk = page("proofread");
    edit(desk, addRelation("e2", "e3", "member_of"));
    desk.selectIn("b1", 2, 4).type("");
    expect(related(desk)).toEqual([]);
    desk.run(undo);
    expect(related(desk)).toEqual(["e2 member_of e3"]);
  });

  test("stays through splitting, joining and moving blocks, with the left half of a split entity", () => {
    const desk = page("proofread");
    edit(desk, addRelation("e2", "e3", "member_of"));
    desk.selectIn("b1", 3);
    edit(desk, splitBlock);
    expect(related(desk)).toEqual(["e2 member_of e3"]);
    edit(desk, joinBlocks);
    desk.selectIn("b1", 0);
    edit(desk, moveBlocksDown);
    expect(related(desk)).toEqual(["e2 member_of e3"]);
    expect(desk.problems).toEqual([]);
  });

  test("is copied where both its entities are, and still there once after cut and paste and after dragging", () => {
    const desk = page("proofread");
    edit(desk, addRelation("e2", "e1", "holds"));
    edit(desk, addRelation("e2", "e3", "member_of"));
    const copied = copySelection(desk.selectIn("b1", 0, 4).state, hash);
    expect(copied?.relations).toMatchObject([{ type: "holds", from: "e2", to: "e1" }]);
    if (!copied) throw new Error("nothing copied");
    desk.selectIn("b2", 0);
    desk.state = desk.state.apply(pasteTransaction(desk.state, copied, hash, desk.source));
    expect(related(desk)).toHaveLength(3);
    expect(desk.problems).toEqual([]);
    desk.run(undo);
    desk.selectIn("b1", 0, 4).type("");
    expect(related(desk)).toEqual([]);
    desk.selectIn("b2", 0);
    desk.state = desk.state.apply(pasteTransaction(desk.state, copied, hash, desk.source));
    expect(related(desk)).toEqual(["e2 holds e1", "e2 member_of e3"]);
    desk.selectIn("b2", 0, 4);
    const drop = dropTransaction(desk.state, desk.at("b1", 1), true, hash, desk.source);
    if (drop) desk.state = desk.state.apply(drop);
    expect(related(desk)).toEqual(["e2 holds e1", "e2 member_of e3"]);
    expect(desk.problems).toEqual([]);
  });

  test("stays with a fix that replaces one of its entities, and goes with one that removes it", () => {
    const desk = page("proofread");
    edit(desk, addRelation("e2", "e3", "member_of"));
    const mend = (text: string) => {
      const { document } = applyFixes(desk.document, [[{ do: "replace", block: "b1", start: 2, end: 4, text }]]);
      edit(desk, replaceDocument(desk.codec, { document, anchor: null, head: null, notes: notesOf(desk.state) }));
    };
    mend("章三");
    expect(related(desk)).toEqual(["e2 member_of e3"]);
    mend("");
    expect(related(desk)).toEqual([]);
    desk.run(undo);
    expect(related(desk)).toEqual(["e2 member_of e3"]);
  });
});
