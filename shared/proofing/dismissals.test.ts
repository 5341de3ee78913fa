import fc from "fast-check";
import { expect, test } from "vitest";
import type { GalleyDocument } from "../model/document.ts";
import { codePointLength } from "../model/offsets.ts";
import { written } from "../model/testing.ts";
import { applyFixes } from "./apply-edits.ts";
import { dismissalOf, withoutDismissed } from "./dismissals.ts";
import type { Edit } from "./edits.ts";
import type { Finding } from "./finding.ts";
import { Page } from "./page.ts";

function finding(block: string, text: string, start: number, end: number): Finding {
  return {
    rule: "test.mark",
    article: "a1",
    block,
    start,
    end,
    quote: Array.from(text).slice(start, end).join(""),
    severity: "hint",
    safe: false,
    message: { zh: "", en: "" },
    evidence: [],
    score: 0.5,
    fix: null,
  };
}

const textOf = (document: GalleyDocument, id: string) => new Page(document, null).block(id)?.text ?? "";

/** Whether the finding is shown once `dismissed` has been dismissed in `before`. */
function shown(before: GalleyDocument, dismissed: Finding, after: GalleyDocument, now: Finding): boolean {
  const dismissal = dismissalOf(dismissed, new Page(before, null));
  return withoutDismissed([now], new Page({ ...after, dismissed: [dismissal] }, null)).length > 0;
}

const text = fc.string({ unit: fc.constantFrom("甲", "乙", "丙", "𠮷", "，", "a"), minLength: 1, maxLength: 20 });

test("a finding stays dismissed while nothing changes, wherever it stands, also when it is all that there is", () => {
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 1, maxLength: 4 }),
      fc.nat(3),
      fc.nat(20),
      fc.nat(20),
      (texts, which, a, b) => {
        const document = written(...texts);
        const index = which % texts.length;
        const own = texts[index] as string;
        const length = codePointLength(own);
        const start = Math.min(a, length);
        const one = finding(`b${index + 1}`, own, start, Math.min(start + b, length));
        expect(shown(document, one, document, one)).toBe(false);
      },
    ),
  );
});

test("it stays dismissed when blocks around it are joined", () => {
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 2, maxLength: 5 }),
      fc.nat(4),
      fc.nat(20),
      fc.nat(9),
      (texts, which, a, joined) => {
        const document = written(...texts);
        const index = which % texts.length;
        const own = texts[index] as string;
        const start = a % codePointLength(own);
        const one = finding(`b${index + 1}`, own, start, start + 1);
        const first = 1 + (joined % (texts.length - 1));
        const join: Edit = { do: "join", block: `b${first}`, next: `b${first + 1}`, between: "" };
        const { document: after, locate } = applyFixes(document, [[join]]);
        const place = locate({ block: one.block, offset: start });
        const now = finding(
          place?.block ?? "",
          textOf(after, place?.block ?? ""),
          place?.offset ?? 0,
          (place?.offset ?? 0) + 1,
        );
        expect(now.quote).toBe(one.quote);
        expect(shown(document, one, after, now)).toBe(false);
      },
    ),
  );
});

test("it stays dismissed when what stands on one side of it changes", () => {
  const before = written("第一天的會議已經召開了三次");
  const one = finding("b1", "第一天的會議已經召開了三次", 6, 7);
  for (const changed of ["第二日之會，会議已經召開了三次", "第一天的會議已结束"]) {
    const at = Array.from(changed).indexOf("已");
    expect(shown(before, one, written(changed), finding("b1", changed, at, at + 1))).toBe(false);
  }
});

test("the same words elsewhere, and another rule's finding here, are still shown", () => {
  const text = "第一天已經召開，後來又說已然結束";
  const document = written(text);
  const one = finding("b1", text, 3, 4);
  expect(shown(document, one, document, finding("b1", text, 12, 13))).toBe(true);
  expect(shown(document, one, document, { ...one, rule: "test.other" })).toBe(true);
});
