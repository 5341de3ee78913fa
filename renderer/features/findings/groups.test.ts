import { expect, test } from "vitest";
import type { Edit } from "../../../shared/proofing/edits.ts";
import type { Finding } from "../../../shared/proofing/finding.ts";
import type { RuleInfo } from "../../proofing/messages.ts";
import { cardsOf, findingLines, groupsOf } from "./groups.ts";

const words = { zh: "", en: "" };
const info = (id: string, kind: RuleInfo["kind"], stage: RuleInfo["stage"]): [string, RuleInfo] => [
  id,
  { id, kind, stage, title: words, about: words, enabled: true },
];
const infos = new Map([
  info("layout.unwrap", "layout", "lines"),
  info("punct.doubled", "punctuation", "characters"),
  info("space.odd", "space", "characters"),
]);
const fix: Edit[] = [{ do: "remove", block: "b1" }];

function finding(rule: string, severity: Finding["severity"] = "error", offer: Edit[] | null = fix): Finding {
  const place = { article: "a1", block: "b1", start: 0, end: 0, quote: "甲" };
  return { rule, ...place, severity, safe: true, message: words, evidence: [], score: 1, fix: offer };
}

test("groups come by kind, cards in the order of mending and only where something is offered", () => {
  const findings = [
    finding("space.odd"),
    finding("punct.doubled", "hint", null),
    finding("layout.unwrap"),
    finding("layout.unwrap"),
    finding("user.mine"),
  ];
  const groups = groupsOf(findings, infos);
  expect(groups.map(({ rule, kind }) => [rule, kind])).toEqual([
    ["layout.unwrap", "layout"],
    ["punct.doubled", "punctuation"],
    ["space.odd", "space"],
    ["user.mine", "user"],
  ]);
  expect(cardsOf(groups).map(({ rule }) => rule)).toEqual(["space.odd", "user.mine", "layout.unwrap"]);
});

test("lines leave out what is filtered away or folded, and count what is left", () => {
  const groups = groupsOf(
    [finding("space.odd"), finding("space.odd", "hint"), finding("layout.unwrap", "hint")],
    infos,
  );
  const all = findingLines(groups, { severity: null, kind: null }, new Set(["space.odd"]));
  expect(all.map(({ line }) => line)).toEqual(["kind", "rule", "finding", "kind", "rule"]);
  const hints = findingLines(groups, { severity: "hint", kind: "space" }, new Set());
  expect(hints.map((line) => ("count" in line ? `${line.line} ${line.count}` : line.line))).toEqual([
    "kind 1",
    "rule 1",
    "finding",
  ]);
});
