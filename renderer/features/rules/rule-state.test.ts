import { describe, expect, test } from "vitest";
import type { ProofingSettings, UserRule } from "../../../shared/model/settings.ts";
import { keepUserRule, newUserRule, removeUserRule, ruleState, switchRule, switchUserRule } from "./rule-state.ts";

const none: ProofingSettings = { rules: {}, userRules: [] };
const rule = { id: "space.han", enabled: true };
const bad = { "space.han": { accepted: 8, dismissed: 11 } };
const own: UserRule = { id: "a", find: "甲", replace: "乙", regex: false, message: "", safe: false, enabled: true };

describe("a rule", () => {
  test("follows its default until something speaks against it", () => {
    expect(ruleState(rule, none, {})).toMatchObject({
      isOn: true,
      switched: "default",
      turnedOff: false,
      precision: null,
    });
    expect(ruleState({ ...rule, enabled: false }, none, {})).toMatchObject({ isOn: false, turnedOff: false });
  });

  test("turns itself off when its offers are dismissed more often than taken, and shows by how much", () => {
    const state = ruleState(rule, none, bad);
    expect(state).toMatchObject({ isOn: false, switched: "default", turnedOff: true });
    expect(state.precision).toBeCloseTo(8 / 19);
  });

  test("does what was chosen by hand, whatever its record", () => {
    const on = switchRule(none, "space.han", "on");
    expect(ruleState(rule, on, bad)).toMatchObject({ isOn: true, switched: "on", turnedOff: false });
    expect(ruleState(rule, switchRule(on, "space.han", "off"), {})).toMatchObject({ isOn: false, switched: "off" });
    expect(switchRule(on, "space.han", "default")).toEqual(none);
  });
});

describe("a rule of one's own", () => {
  test("gets an id that no other has", () => {
    const settings = { rules: {}, userRules: [{ ...own, id: "rule-2" }] };
    expect(newUserRule(settings).id).toBe("rule-3");
  });

  test("keeps its place when it is changed, also under another id", () => {
    const settings = { rules: {}, userRules: [own, { ...own, id: "b" }] };
    const changed = keepUserRule(settings, { ...own, id: "c", find: "丙" }, "a");
    expect(changed.userRules.map(({ id, find }) => [id, find])).toEqual([
      ["c", "丙"],
      ["b", "甲"],
    ]);
    expect(keepUserRule(settings, { ...own, id: "c" }, null).userRules.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  test("switched on runs, also when its record had turned it off; switched off leaves no trace of that", () => {
    const records = { "user.a": { accepted: 1, dismissed: 20 } };
    const settings = { rules: {}, userRules: [own] };
    const on = switchUserRule(settings, own, true, records);
    expect(ruleState({ id: "user.a", enabled: true }, on, records).isOn).toBe(true);
    expect(switchUserRule(on, own, false, records)).toEqual({ rules: {}, userRules: [{ ...own, enabled: false }] });
    expect(switchUserRule(settings, own, true, {})).toEqual(settings);
  });

  test("that is deleted takes its switch with it", () => {
    expect(removeUserRule({ rules: { "user.a": true }, userRules: [own] }, "a")).toEqual(none);
  });
});
