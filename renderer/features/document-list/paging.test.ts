import { describe, expect, test } from "vitest";
import type { DocumentRow, ListQuery } from "../../../shared/api.ts";
import { RowWindows, windowSize, windowsKept } from "./paging.ts";

const query: ListQuery = { sort: "name", descending: false, text: "", status: null };
const progress = { total: 100_000, byStatus: { new: 100_000, proofreading: 0, tagging: 0, review: 0, done: 0 } };

function row(index: number, title = ""): DocumentRow {
  const id = `doc${index}`;
  return {
    id,
    name: id,
    title,
    status: "new",
    characters: 1,
    articles: 1,
    blocks: 1,
    entities: 0,
    findings: null,
    updatedAt: "",
    problem: null,
  };
}

function setup(total = 100_000) {
  const calls: {
    query: ListQuery;
    offset: number;
    limit: number;
    answer: (title?: string) => void;
    fail: () => void;
  }[] = [];
  const windows = new RowWindows(
    (query, offset, limit) =>
      new Promise((resolve, reject) => {
        calls.push({
          query,
          offset,
          limit,
          answer: (title) => {
            const length = Math.max(0, Math.min(limit, total - offset));
            resolve({ total, progress, rows: Array.from({ length }, (_, i) => row(offset + i, title)) });
          },
          fail: () => reject(new Error("offline")),
        });
      }),
    query,
  );
  const answerAll = async (title?: string) => {
    for (const call of calls.splice(0)) call.answer(title);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { windows, calls, answerAll };
}

describe("the list's windows", () => {
  test("load only what is in sight, of a hundred thousand", async () => {
    const { windows, calls, answerAll } = setup();
    windows.want(0, 30);
    expect(calls.map((call) => [call.offset, call.limit])).toEqual([[0, windowSize]]);
    await answerAll();
    expect(windows.getSnapshot().total).toBe(100_000);
    windows.want(50_190, 50_220);
    expect(calls.map((call) => call.offset)).toEqual([50_000, 50_200]);
    await answerAll();
    expect(windows.row(50_215)?.id).toBe("doc50215");
    expect(windows.row(70_000)).toBeNull();
  });

  test("ask once for a window that is on its way", () => {
    const { windows, calls } = setup();
    windows.want(0, 30);
    windows.want(5, 35);
    expect(calls).toHaveLength(1);
  });

  test("forget the windows that were wanted longest ago", async () => {
    const { windows, answerAll } = setup();
    for (let number = 0; number <= windowsKept; number++) {
      windows.want(number * windowSize, number * windowSize + 20);
      await answerAll();
    }
    expect(windows.row(0)).toBeNull();
    expect(windows.row(windowSize)?.id).toBe(`doc${windowSize}`);
  });

  test("drop the late answer to an old question", async () => {
    const { windows, calls, answerAll } = setup();
    windows.want(0, 30);
    const old = calls.splice(0);
    windows.setQuery({ ...query, text: "区" });
    await answerAll("new");
    for (const call of old) call.answer("old");
    await new Promise((resolve) => setImmediate(resolve));
    expect(windows.row(0)?.title).toBe("new");
  });

  test("show the old rows until the refreshed ones are there", async () => {
    const { windows, calls, answerAll } = setup();
    windows.want(0, 30);
    await answerAll("before");
    windows.refresh();
    expect(windows.row(3)?.title).toBe("before");
    expect(calls).toHaveLength(1);
    await answerAll("after");
    expect(windows.row(3)?.title).toBe("after");
  });

  test("do not ask for rows behind the end", async () => {
    const { windows, calls, answerAll } = setup(250);
    windows.want(0, 30);
    await answerAll();
    windows.want(190, 900);
    expect(calls.map((call) => call.offset)).toEqual([200]);
  });

  test("tell a failure, and load again when asked again", async () => {
    const { windows, calls, answerAll } = setup();
    windows.want(0, 30);
    for (const call of calls.splice(0)) call.fail();
    await new Promise((resolve) => setImmediate(resolve));
    expect(windows.getSnapshot().error).toBeInstanceOf(Error);
    windows.want(0, 30);
    await answerAll();
    expect(windows.getSnapshot().error).toBeNull();
    expect(windows.indexOf("doc7")).toBe(7);
  });
});
