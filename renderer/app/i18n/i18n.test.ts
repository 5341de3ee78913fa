import { describe, expect, test } from "vitest";
import { errorCodes, GalleyError } from "../../../shared/errors.ts";
import { describeError } from "../errors.ts";
import { en } from "./en.ts";
import { createI18n, formatBytes, formatMoment, resolveLanguage } from "./i18n.ts";
import { zh } from "./zh.ts";

function leaves(value: object, path = ""): [string, string][] {
  return Object.entries(value).flatMap(([key, item]) =>
    typeof item === "string" ? [[`${path}${key}`, item] as [string, string]] : leaves(item as object, `${path}${key}.`),
  );
}
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort();

describe("the two languages", () => {
  const chinese = new Map(leaves(zh));
  const english = new Map(leaves(en));

  test("have the same keys", () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  test("fill in the same values", () => {
    for (const [key, text] of chinese) expect(placeholders(english.get(key) ?? ""), key).toEqual(placeholders(text));
  });

  test("leave no text empty, and no English text in Chinese", () => {
    for (const [key, text] of [...chinese, ...english]) expect(text.trim(), key).not.toBe("");
    for (const [key, text] of english) expect(text, key).not.toMatch(/\p{Script=Han}/u);
  });
});

describe.each(["zh", "en"] as const)("errors in %s", (language) => {
  const { t } = createI18n(language);

  test.each(errorCodes)("%s says what happened and what to do", (code) => {
    const { title, text } = describeError(new GalleyError(code, "message", { name: "页.txt" }), t, language);
    for (const sentence of [title, text]) {
      expect(sentence).not.toBe("");
      expect(sentence).not.toMatch(/errors\.|\{\{/);
    }
  });

  test("name the file and the place", () => {
    const error = new GalleyError("bad-encoding", "…", { name: "页.txt", offset: 1204 });
    const { title, text } = describeError(error, t, language);
    expect(title).toContain("页.txt");
    expect(text).toContain("1204");
  });

  test("of an unknown kind still say something, with the words that came", () => {
    const { title, technical } = describeError(new TypeError("x is undefined"), t, language);
    expect(title).not.toBe("");
    expect(technical).toBe("x is undefined");
  });
});

test("the system's language decides unless one is chosen", () => {
  expect(resolveLanguage("system", "zh-Hans-CN")).toBe("zh");
  expect(resolveLanguage("system", "zh_TW")).toBe("zh");
  expect(resolveLanguage("system", "fr-FR")).toBe("en");
  expect(resolveLanguage("en", "zh-CN")).toBe("en");
});

test("sizes and moments are written for people", () => {
  expect(formatBytes(999, "en")).toBe("999 B");
  expect(formatBytes(33_554_432, "en")).toBe("34 MB");
  const now = Date.parse("2026-11-22T12:00:00Z");
  expect(formatMoment("2026-11-22T11:57:00Z", "en", now)).toBe("3 minutes ago");
  expect(formatMoment("2026-11-22T11:57:00Z", "zh", now)).toBe("3分钟前");
  expect(formatMoment("", "zh", now)).toBe("");
});

test("a name that would turn its sentence around is shown with its codes, markup as it is", () => {
  for (const language of ["zh", "en"] as const) {
    const { t } = createI18n(language);
    const said = t("commands.tagAs", { type: "a\u202etxt.exe\u2066\u0000<b>&'" });
    expect(said).toContain("a[U+202E]txt.exe[U+2066][U+0000]<b>&'");
    expect(said).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  }
});
