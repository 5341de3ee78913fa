import { expect, test } from "vitest";
import { nameAndHint } from "./format-name.ts";

test("a format is chosen by its name, with its id and what it writes", () => {
  const about = { zh: "实体表（CSV）：每行一个实体", en: "Table of entities (CSV): one a row" };
  expect(nameAndHint({ id: "csv", about }, "zh")).toEqual({ label: "实体表（CSV）", hint: "csv · 每行一个实体" });
  expect(nameAndHint({ id: "csv", about }, "en")).toEqual({
    label: "Table of entities (CSV)",
    hint: "csv · one a row",
  });
});

test("a format that gives no name is called by its id", () => {
  expect(nameAndHint({ id: "x", about: { zh: "没有名称", en: "No name" } }, "zh")).toEqual({
    label: "x",
    hint: "没有名称",
  });
});
