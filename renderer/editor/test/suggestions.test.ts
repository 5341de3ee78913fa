/** Suggested entities in the text while it is being edited and tagged. */
import { redo, undo } from "prosemirror-history";
import { describe, expect, test } from "vitest";
import type { Suggestion } from "../../../shared/entities/suggestion.ts";
import { tag } from "../commands/entities.ts";
import {
  acceptSuggestion,
  acceptSuggestions,
  nextSuggestion,
  previousSuggestion,
  selectSuggestion,
} from "../commands/suggestions.ts";
import { setSuggestions, suggestionsState } from "../plugins/suggestions.ts";
import { setTaggingRules } from "../plugins/tagging-rules.ts";
import { asOneEvent } from "../plugins/undo-events.ts";
import { suggestionsOf } from "../queries/suggestions.ts";
import { Desk } from "./builders.ts";

/** Code points. */
function suggestion(block: string, start: number, text: string, type = "PER", ref: string | null = null): Suggestion {
  const end = start + Array.from(text).length;
  return { block, start, end, type, text, score: 0.9, source: "person/list", ref, reason: { zh: "", en: "" } };
}

function show(desk: Desk, ...suggestions: Suggestion[]): void {
  desk.state = desk.state.apply(setSuggestions(desk.state, suggestions, desk.state.doc));
}

const texts = (desk: Desk) => suggestionsOf(desk.state).map(({ text }) => text);
const active = (desk: Desk) => suggestionsState(desk.state).active?.text ?? null;
const selected = (desk: Desk) => desk.state.doc.textBetween(desk.state.selection.from, desk.state.selection.to);

describe("going through suggestions", () => {
  test("goes on, back, and round at the ends; what is active is selected", () => {
    const desk = Desk.page("𠮷甲乙，丙丁\n\n戊己", "tag");
    show(desk, suggestion("b1", 1, "甲乙"), suggestion("b1", 4, "丙丁"), suggestion("b2", 0, "戊己"));
    const seen = [nextSuggestion, nextSuggestion, nextSuggestion, nextSuggestion, previousSuggestion].map((command) => {
      desk.run(command);
      expect(selected(desk)).toBe(active(desk));
      return active(desk);
    });
    expect(seen).toEqual(["甲乙", "丙丁", "戊己", "甲乙", "戊己"]);
  });

  test("is over as soon as something else is selected", () => {
    const desk = Desk.page("甲乙，丙丁", "tag");
    show(desk, suggestion("b1", 0, "甲乙"));
    desk.run(nextSuggestion);
    desk.selectIn("b1", 4);
    expect(active(desk)).toBeNull();
    expect(desk.run(acceptSuggestion())).toBe(false);
  });
});

describe("taking suggestions", () => {
  test("makes an entity with its source and link, goes on to the next, and is one event each", () => {
    const desk = Desk.page("𠮷甲乙，丙丁", "tag");
    show(desk, suggestion("b1", 1, "甲乙", "PER", "r1"), suggestion("b1", 4, "丙丁"));
    desk.run(nextSuggestion);
    desk.run(asOneEvent(acceptSuggestion()));
    expect(active(desk)).toBe("丙丁");
    desk.run(asOneEvent(acceptSuggestion("ORG")));
    expect(desk.markup).toBe("𠮷[PER 甲乙]，[ORG 丙丁]");
    expect(desk.document.articles[0]?.blocks[0]?.entities).toMatchObject([
      { by: "person/list", ref: "r1" },
      // Of another type than was suggested it is the editor's own.
      { by: "editor", ref: null },
    ]);
    expect(texts(desk)).toEqual([]);
    desk.run(undo);
    expect(desk.markup).toBe("𠮷[PER 甲乙]，丙丁");
    desk.run(undo);
    expect(desk.markup).toBe("𠮷甲乙，丙丁");
    desk.run(redo);
    expect(desk.markup).toBe("𠮷[PER 甲乙]，丙丁");
    expect(desk.problems).toEqual([]);
  });

  test("one by one they are linked as what is tagged by hand; together, unseen, only as they say themselves", () => {
    const desk = Desk.page("甲乙，丙丁，戊己，庚辛", "tag");
    desk.state = desk.state.apply(setTaggingRules(desk.state.tr, { refFor: (text, type) => `${type}:${text}` }));
    const all = [
      suggestion("b1", 0, "甲乙"),
      suggestion("b1", 3, "丙丁", "PER", "r1"),
      suggestion("b1", 6, "戊己", "PER", "r2"),
      suggestion("b1", 9, "庚辛"),
    ];
    show(desk, ...all);
    desk.run(nextSuggestion);
    desk.run(acceptSuggestion());
    desk.run(acceptSuggestion());
    desk.run(acceptSuggestion("ORG"));
    desk.run(acceptSuggestions(all.slice(3)));
    expect(desk.document.articles[0]?.blocks[0]?.entities.map(({ ref }) => ref)).toEqual([
      "PER:甲乙",
      "r1",
      "ORG:戊己",
      null,
    ]);
  });

  test("together they are one event, and marked as ones that nobody looked at", () => {
    const desk = Desk.page("甲乙，丙丁\n\n戊己", "tag");
    const all = [suggestion("b1", 0, "甲乙"), suggestion("b1", 3, "丙丁"), suggestion("b2", 0, "戊己", "ORG")];
    show(desk, ...all);
    desk.run(asOneEvent(acceptSuggestions(all.filter(({ text }) => text !== "丙丁"))));
    expect(desk.markup).toBe("[PER 甲乙]，丙丁\n\n[ORG 戊己]");
    expect(desk.document.articles[0]?.blocks[1]?.entities[0]).toMatchObject({ by: "person/list", unseen: true });
    expect(texts(desk)).toEqual(["丙丁"]);
    desk.run(undo);
    expect(desk.markup).toBe("甲乙，丙丁\n\n戊己");
  });
});

describe("a suggestion in the text", () => {
  test("goes along with what is typed before it, and goes when its words change", () => {
    const desk = Desk.page("甲乙，丙丁");
    show(desk, suggestion("b1", 0, "甲乙"), suggestion("b1", 3, "丙丁"));
    desk.selectIn("b1", 0).type("𠮷");
    expect(texts(desk)).toEqual(["甲乙", "丙丁"]);
    desk.selectIn("b1", 3).type("中");
    expect(texts(desk)).toEqual(["丙丁"]);
    desk.run(selectSuggestion(suggestionsOf(desk.state)[0] as Suggestion));
    expect(selected(desk)).toBe("丙丁");
  });

  test("gives way to an entity that touches it, whoever tagged that", () => {
    const desk = Desk.page("甲乙丙，丁", "tag");
    show(desk, suggestion("b1", 0, "甲乙"), suggestion("b1", 4, "丁"));
    desk.selectIn("b1", 1, 3);
    desk.run(tag("ORG"));
    expect(texts(desk)).toEqual(["丁"]);
  });

  test("lasts while an input method composes beside it", () => {
    const desk = Desk.page("甲乙，丙丁");
    show(desk, suggestion("b1", 3, "丙丁"));
    desk.selectIn("b1", 2).compose(["n", "ni", "你"]);
    expect(texts(desk)).toEqual(["丙丁"]);
    expect(desk.markup).toBe("甲乙你，丙丁");
  });
});
