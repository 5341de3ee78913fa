import { expect, test } from "vitest";
import { exportName, nameAndHint } from "./file-name.ts";

const day = new Date(2026, 10, 2);

test("a file is named by corpus, format and date, with its ending", () => {
  expect(exportName("离石日报", "conll", "conll", false, day)).toBe("离石日报-conll-2026-11-02.conll");
});

test("a folder has no ending", () => {
  expect(exportName("离石日报", "brat", "ann", true, day)).toBe("离石日报-brat-2026-11-02");
});

test("signs that no file system takes are replaced, and an empty name is not empty", () => {
  expect(exportName('a/b:"c"', "json", "json", false, day)).toBe("a-b--c--json-2026-11-02.json");
  expect(exportName("  ", "json", "json", false, day)).toBe("galley-json-2026-11-02.json");
});

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
