import { expect, test } from "vitest";
import { exportName } from "./file-name.ts";

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
