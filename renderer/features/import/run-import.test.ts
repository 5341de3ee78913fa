import { expect, test } from "vitest";
import { type GalleyApi, importLimit, uploadLimit, uploadPart } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { ImportItem } from "../../app/store.ts";
import { noChoices } from "./import-choices.ts";
import { runImport } from "./run-import.ts";

const item = (path: string): ImportItem => ({ path, file: new File([path], path) });

function host(answer: (path: string) => Promise<void> | void) {
  const asked: string[] = [];
  const call = async (_: string, params: { path: string }) => {
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
  return { asked, api: { call } as unknown as Pick<GalleyApi, "call"> };
}

const options = (signal = new AbortController().signal) => ({ choices: noChoices, signal, onResult: () => {} });

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
    const api = { call } as unknown as Pick<GalleyApi, "call">;
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
