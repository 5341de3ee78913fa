import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, it, vi } from "vitest";
import { printLearningCurve } from "./learning-curve.ts";

const folder = mkdtempSync(join(tmpdir(), "galley-curve-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** Ships, whose names no pattern knows, and persons, whom files call otherwise. */
const sentences = Array.from("甲乙丙丁戊己庚辛壬癸").flatMap((first) =>
  Array.from("子丑寅卯辰巳").map((second) => ({
    text: `那艘货轮${first}${second}轮驶出外海，船长是王建国。`,
    label: { ship: { [`${first}${second}轮`]: [[4, 6]] }, name: { 王建国: [[15, 17]] } },
  })),
);

async function curveOf(file: string): Promise<string[][]> {
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line) => lines.push(String(line)));
  await printLearningCurve([file], null, false);
  return lines.map((line) => line.trim().split(/ +/));
}

it("shows for more and more sentences of a file how well others are read, next to the patterns alone", async () => {
  const file = join(folder, "ships.json");
  writeFileSync(file, sentences.map((sentence) => JSON.stringify(sentence)).join("\n"));
  const [about, , head, patterns, fifty, all] = await curveOf(file);
  expect(about?.join(" ")).toBe("54 sentences to learn from, 6 held out with 12 entities of PER, ship");
  expect(head).toEqual(["sentences", "entities", "precision", "recall", "F1", "all", "types", "PER", "learning"]);
  expect(patterns?.[0]).toBe("patterns");
  expect([fifty?.[0], all?.[0]]).toEqual(["50", "54"]);
  const ofAllTypes = 5;
  expect(Number(all?.[ofAllTypes])).toBeGreaterThan(0.9);
  expect(Number(patterns?.[ofAllTypes - 1])).toBeLessThan(0.7);
});

it("says which line of a file can't be read", async () => {
  const file = join(folder, "broken.json");
  writeFileSync(file, '{"text": "王建国", "label": {"name": {"王建": [[0, 2]]}}}\n');
  await expect(printLearningCurve([file], null, false)).rejects.toThrow(/broken\.json/);
});
