import { expect, test } from "vitest";
import { type GalleyApi, importLimit, uploadLimit, uploadPart } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { ImportItem } from "../../app/store.ts";
import { noChoices } from "./import-choices.ts";
import { type FileProgress, runImport } from "./run-import.ts";

const item = (path: string): ImportItem => ({ path, file: new File([path], path) });

type Api = Pick<GalleyApi, "call" | "on">;
const apiOf = (call: unknown, on: unknown = () => () => {}) => ({ call, on }) as unknown as Api;

function host(answer: (path: string) => Promise<void> | void) {
  const asked: string[] = [];
  const call = async (method: string, params: { path: string }) => {
    if (method === "cancelImport") return {};
    asked.push(params.path);
    await answer(params.path);
    return {
      path: params.path,
      id: "docx",
      status: "imported",
      error: null,
      encoding: "utf-8",
      format: "txt",
      notices: [],
    };
  };
  return { asked, api: apiOf(call) };
}

const options = (signal = new AbortController().signal) => {
  return { choices: noChoices, signal, onResult: () => {}, onProgress: (_: readonly FileProgress[]) => {} };
};

test("every file is tried, and one failure stops no other", async () => {
  const { api } = host((path) => {
    if (path === "2") throw new GalleyError("not-text", "a PDF", { name: "2" });
  });
  const { results, left } = await runImport(api, ["1", "2", "3"].map(item), options());
  expect(results.map(({ outcome }) => [outcome.path, outcome.status, outcome.error?.code])).toEqual([
    ["1", "imported", undefined],
    ["2", "failed", "not-text"],
    ["3", "imported", undefined],
  ]);
  expect(left).toEqual([]);
});

test("the files of one import are told to be one, and a single file is none of many", async () => {
  const runs: unknown[] = [];
  const call = async (_: string, { path, run }: { path: string; run?: string }) => {
    runs.push(run);
    return { path, id: "d", status: "imported", error: null, encoding: "utf-8", format: "txt", notices: [] };
  };
  await runImport(apiOf(call), ["1", "2"].map(item), options());
  await runImport(apiOf(call), ["3", "4"].map(item), options());
  await runImport(apiOf(call), ["5"].map(item), options());
  expect(runs).toEqual([runs[0], runs[0], runs[2], runs[2], undefined]);
  expect(runs[0]).not.toBe(runs[2]);
});

test("no more than four files are under way at once", async () => {
  let running = 0;
  let most = 0;
  const { api } = host(async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
  });
  await runImport(
    api,
    Array.from({ length: 20 }, (_, i) => item(`${i}`)),
    options(),
  );
  expect(most).toBe(4);
});

test("stopping finishes what is under way and names what is left", async () => {
  const stop = new AbortController();
  const { api, asked } = host((path) => {
    if (path === "4") stop.abort();
  });
  const { results, left } = await runImport(
    api,
    Array.from({ length: 30 }, (_, i) => item(`${i}`)),
    options(stop.signal),
  );
  expect(results.length).toBe(asked.length);
  expect(left.length).toBe(30 - asked.length);
  expect(left.length).toBeGreaterThan(20);
});

test("a file over the limit is refused here and never sent", async () => {
  const big = { path: "big.txt", file: { size: uploadLimit + 1 } as File };
  const { api, asked } = host(() => {});
  const { results } = await runImport(api, [big], options());
  expect(results[0]?.outcome.error).toMatchObject({
    code: "too-large",
    details: { name: "big.txt", limit: uploadLimit },
  });
  expect(asked).toEqual([]);
});

test("what is too large for one message is sent in parts, and taken away whatever becomes of it", async () => {
  for (const fails of [false, true]) {
    const calls: [string, number][] = [];
    const call = async (method: string, { bytes }: { bytes?: Uint8Array }) => {
      calls.push([method, bytes?.length ?? 0]);
      if (method === "beginUpload") return "u1";
      if (method === "importUpload" && fails) throw new GalleyError("disk-full", "full");
      return method === "importUpload" ? { path: "big.jsonl", status: "imported", notices: [] } : {};
    };
    const file = new File([new Uint8Array(importLimit + 5)], "big.jsonl");
    const api = apiOf(call);
    const { results } = await runImport(api, [{ path: "big.jsonl", file }], options());
    expect(results[0]?.outcome.status).toBe(fails ? "failed" : "imported");
    const parts = Array.from({ length: importLimit / uploadPart }, () => ["uploadPart", uploadPart]);
    expect(calls).toEqual([["beginUpload", 0], ...parts, ["uploadPart", 5], ["importUpload", 0], ["dropUpload", 0]]);
  }
});

test("a file that vanished meanwhile is reported as unreadable", async () => {
  const gone = {
    path: "gone.txt",
    file: { size: 1, arrayBuffer: () => Promise.reject(new Error("NotFound")) } as unknown as File,
  };
  const { results } = await runImport(host(() => {}).api, [gone], options());
  expect(results[0]?.outcome.error?.code).toBe("permission");
});

test("files under way are told of by name, and stopped by the names that the host knows them by", async () => {
  const stop = new AbortController();
  let tell: (progress: { task: string; pages: number; done: number; total: number }) => void = () => {};
  const stopped: string[] = [];
  const ends = new Map<string, () => void>();
  const call = async (method: string, { task, path }: { task: string; path: string }) => {
    if (method === "cancelImport") {
      stopped.push(task);
      ends.get(task)?.();
      return {};
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    ends.set(task, resolve);
    tell({ task, pages: 3, done: 30, total: 100 });
    await promise;
    const cancelled = { path, status: "failed", error: { code: "cancelled" }, notices: [] };
    return path === "1" ? { ...cancelled, pages: { imported: 3, duplicate: 0, failed: 0 } } : cancelled;
  };
  const api = apiOf(call, (_: string, listener: typeof tell) => {
    tell = listener;
    return () => {};
  });
  const told: string[][] = [];
  const onProgress = (files: readonly FileProgress[]) => {
    told.push(files.map(({ path, pages }) => `${path}: ${pages}`));
    if (files.length === 2) stop.abort();
  };
  const { results, left } = await runImport(api, ["1", "2"].map(item), { ...options(stop.signal), onProgress });
  expect(told.slice(0, 2)).toEqual([["1: 3"], ["1: 3", "2: 3"]]);
  expect(told.at(-1)).toEqual([]);
  expect(new Set(stopped).size).toBe(2);
  // One of them had nothing imported yet: it is left, as if it had not been tried.
  expect(results.map(({ outcome }) => outcome.path)).toEqual(["1"]);
  expect(left.map(({ path }) => path)).toEqual(["2"]);
});
