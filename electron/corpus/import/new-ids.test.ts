import { expect, test } from "vitest";
import { documentFolder, isDocumentId } from "../layout.ts";
import { newDocumentId } from "./new-ids.ts";

const now = Date.parse("2026-01-01T00:00:00Z");

test("ids are ULIDs of their time, each above the one before it, also in one millisecond and when the clock goes back", () => {
  const ids = Array.from({ length: 500 }, (_, n) => newDocumentId(now + (n % 7 === 6 ? -5000 : n >> 5)));
  for (const id of ids) expect(id).toMatch(/^01KD[0-9A-HJKMNP-TV-Z]{22}$/);
  expect(ids.every(isDocumentId)).toBe(true);
  // Without their ends, which are chance.
  const orders = ids.map((id) => id.slice(0, -2));
  expect(orders).toEqual([...orders].sort());
  expect(new Set(orders).size).toBe(ids.length);
});

test("pages that come together share a folder, and an import spreads over many", () => {
  const ids = Array.from({ length: 32 * 100 }, () => newDocumentId(now));
  const runs = ids.filter((id, n) => n && documentFolder(id) !== documentFolder(ids[n - 1] ?? "")).length;
  expect(runs).toBeLessThanOrEqual(100);
  expect(new Set(ids.map(documentFolder)).size).toBeGreaterThan(70);
});
