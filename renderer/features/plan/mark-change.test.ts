import fc from "fast-check";
import { expect, test } from "vitest";
import { type Mark, markChange } from "./mark-change.ts";

const shown = (marks: Mark[]) => marks.map(({ text, changed }) => (changed ? `[${text}]` : text)).join("");

test.each([
  ["办好民生事事。", "办好民生实事。", "办好民生[事]事。", "办好民生[实]事。"],
  ["今天,晴,大风", "今天，晴，大风", "今天[,]晴[,]大风", "今天[，]晴[，]大风"],
  ["临床用\n血紧张", "临床用血紧张", "临床用[\n]血紧张", "临床用血紧张"],
  ["𠮶", "𠮷", "[𠮶]", "[𠮷]"],
  ["", "新", "", "[新]"],
])("%s becomes %s: only what changed is marked", (before, after, removed, added) => {
  const marks = markChange(before, after);
  expect([shown(marks.before), shown(marks.after)]).toEqual([removed, added]);
});

const text = fc.array(fc.constantFrom("甲", "乙", "𠮷", "，", "\n"), { maxLength: 30 }).map((all) => all.join(""));

test("the runs are the two texts, and what is not marked is the same in both", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const marks = markChange(before, after);
      const whole = (all: Mark[]) => all.map((mark) => mark.text).join("");
      const same = (all: Mark[]) => whole(all.filter(({ changed }) => !changed));
      expect([whole(marks.before), whole(marks.after)]).toEqual([before, after]);
      expect(same(marks.before)).toBe(same(marks.after));
    }),
  );
});

test("a long rewriting is marked as a whole instead of keeping the window waiting", () => {
  const marks = markChange(`头${"甲".repeat(5000)}尾`, `头${"乙".repeat(5000)}尾`);
  expect(marks.before.map(({ changed }) => changed)).toEqual([false, true, false]);
});
