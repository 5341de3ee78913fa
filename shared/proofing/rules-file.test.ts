import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ProofingSettings, proofingSettingsSchema, type UserRule } from "../model/settings.ts";
import { mergeRules, parseRulesFile, writeRulesFile } from "./rules-file.ts";

const rule = (id: string, more: Partial<UserRule> = {}): UserRule => ({
  id,
  find: "民生事事",
  replace: "民生实事",
  regex: false,
  message: "",
  safe: true,
  enabled: true,
  ...more,
});
const settings = (userRules: UserRule[], rules: ProofingSettings["rules"] = {}): ProofingSettings => ({
  rules,
  userRules,
});

const anySettings: fc.Arbitrary<ProofingSettings> = fc.record({
  rules: fc.dictionary(fc.stringMatching(/^[a-z]+\.[a-z]+$/), fc.boolean()),
  userRules: fc.uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/),
      find: fc.string({ minLength: 1, unit: "grapheme" }),
      replace: fc.string({ unit: "grapheme" }),
      regex: fc.constant(false),
      message: fc.string(),
      safe: fc.boolean(),
      enabled: fc.boolean(),
    }),
    { selector: ({ id }) => id },
  ),
});

test("what was written is read again", () => {
  fc.assert(
    fc.property(anySettings, (one) => {
      const read = parseRulesFile(writeRulesFile(one), "r.json");
      expect(read).toEqual(one);
      expect(proofingSettingsSchema.safeParse(read).success).toBe(true);
    }),
  );
});

test("importing the same file twice changes nothing the second time", () => {
  fc.assert(
    fc.property(anySettings, anySettings, (corpus, file) => {
      const once = mergeRules(corpus, file);
      const twice = mergeRules(once.settings, file);
      expect(twice).toMatchObject({ settings: once.settings, added: [], replaced: [], switched: 0 });
    }),
  );
});

describe("a bad file is refused with its name, the place and the reason", () => {
  const file = (more: object) =>
    JSON.stringify({ format: "galley/rules", version: 1, rules: {}, userRules: [], ...more });
  test.each([
    ["no JSON", "{", /^规则\.json is not a file/, undefined],
    ["another format", JSON.stringify({ format: "galley/corpus" }), /"format"/, undefined],
    ["nothing at all", "null", /"format"/, undefined],
    ["a newer version", file({ version: 2 }), /newer/, undefined],
    ["a rule without what to find", file({ userRules: [{ ...rule("a"), find: "" }] }), /./, "userRules.0.find"],
    ["a switch that is no switch", file({ rules: { "layout.unwrap": "on" } }), /./, "rules.layout.unwrap"],
    [
      "an expression that can't be",
      file({ userRules: [rule("a", { find: "(", regex: true })] }),
      /group/i,
      "userRules.0.find",
    ],
    ["an id twice", file({ userRules: [rule("a"), rule("b"), rule("a")] }), /two rules/, "userRules.2.id"],
  ])("%s", (_, text, message, place) => {
    try {
      parseRulesFile(text, "规则.json");
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: "bad-rules", details: { name: "规则.json" } });
      expect((error as Error).message).toMatch(message);
      expect((error as { details: { place?: string } }).details.place).toBe(place);
    }
  });
});

test("a rule with an id that is there takes its place; what the file does not mention stays", () => {
  const merged = mergeRules(
    settings([rule("a"), rule("b"), rule("c")], { "space.han": false }),
    settings([rule("b", { find: "己经" }), rule("c"), rule("d")], { "layout.unwrap": true }),
  );
  expect(merged).toMatchObject({ added: ["d"], replaced: ["b"], same: ["c"], switched: 1 });
  expect(merged.settings.rules).toEqual({ "space.han": false, "layout.unwrap": true });
  expect(merged.settings.userRules.map(({ id, find }) => [id, find])).toEqual([
    ["a", "民生事事"],
    ["b", "己经"],
    ["c", "民生事事"],
    ["d", "民生事事"],
  ]);
});

test("a byte order mark and keys of other versions are no obstacle", () => {
  const text = `\uFEFF${JSON.stringify({ format: "galley/rules", version: 1, rules: {}, userRules: [{ ...rule("a"), by: "甲" }] })}`;
  expect(parseRulesFile(text, "r.json").userRules[0]).toMatchObject({ by: "甲" });
});
