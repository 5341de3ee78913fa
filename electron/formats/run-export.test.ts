import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { GalleyError } from "../../shared/errors.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { asDiskError } from "../disk-errors.ts";
import type { Format } from "./format.ts";
import { findFormat, formatInfo, formats } from "./index.ts";
import { exportDocuments } from "./run-export.ts";
import { block, documentOf, entity, fieldDocument, registry, settings } from "./test-support.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "galley-export-test-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const good = (index: number) =>
  documentOf([[block("title", `題${index}`)]], { id: `doc${index}`, name: `${index}.txt` });
const wrong = documentOf([[block("title", "北京", [{ ...entity("北京", "北京", "LOC"), text: "南京" }])]], {
  id: "wrong",
});

async function* streamOf(documents: readonly GalleyDocument[]) {
  yield* documents;
}

function run(
  id: string,
  name: string,
  documents: readonly GalleyDocument[] = [good(1), good(2)],
  more: Partial<Parameters<typeof exportDocuments>[0]> = {},
) {
  return exportDocuments({
    source: async () => new CodePointText(""),
    original: async () => null,
    format: findFormat(id),
    documents: streamOf(documents),
    total: documents.length,
    path: join(folder, name),
    settings,
    registry,
    ...more,
  });
}

async function errorOf(promise: Promise<unknown>): Promise<GalleyError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof GalleyError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

const text = (name: string) => readFile(join(folder, name), "utf8");

test("every format writes the field's document, and what it says of itself is complete", async () => {
  const writing = formats.filter(({ exporter }) => exporter);
  for (const format of writing) {
    const report = await run(format.id, `out-${format.id}`, [fieldDocument()]);
    expect(report, format.id).toMatchObject({ documents: 1, failures: [] });
    expect(format.about.zh && format.about.en && format.losses.length, format.id).toBeTruthy();
    expect(formatInfo(format)).toMatchObject({ id: format.id, export: true, writes: format.exporter?.writes });
  }
  expect(new Set(formats.map((format) => format.id)).size).toBe(formats.length);
  const made = (await readdir(folder)).filter((name) => name !== "out-labelstudio-config.xml");
  expect(made.toSorted()).toEqual(writing.map((format) => `out-${format.id}`).toSorted());
});

test("an unknown format is refused with the list of the known", () => {
  expect(() => findFormat("wps")).toThrow(/“wps”.*json, jsonl, markdown/);
});

test("reports progress after each document", async () => {
  const steps: string[] = [];
  await run("json", "a.json", [good(1), good(2), good(3)], {
    onProgress: (done, total) => steps.push(`${done}/${total}`),
  });
  expect(steps).toEqual(["1/3", "2/3", "3/3"]);
});

test("names the documents that can't be written, and writes the others", async () => {
  const report = await run("conll", "a.conll", [good(1), wrong, good(2)]);
  expect(report.documents).toBe(2);
  expect(report.failures).toEqual([
    { document: "wrong", error: expect.objectContaining({ message: expect.stringMatching(/“南京”.*“北京”/) }) },
  ]);
  expect((await text("a.conll")).match(/-DOCSTART-/g)).toHaveLength(2);
});

test("passes on what a format left out", async () => {
  const report = await run("conll", "a.conll", [fieldDocument()]);
  expect(report.notices).toMatchObject([
    { document: fieldDocument().id, notice: { code: "nested-left-out", values: { n: 2 } } },
  ]);
});

describe("a file", () => {
  test("that exists is replaced, also by a larger export than fits into one buffer", async () => {
    await writeFile(join(folder, "a.jsonl"), "old");
    const long = "文".repeat(400_000);
    const documents = [1, 2, 3, 4].map((index) => documentOf([[block("paragraph", long)]], { id: `doc${index}` }));
    await run("jsonl", "a.jsonl", documents);
    const lines = (await text("a.jsonl")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(documents);
    expect(await readdir(folder)).toEqual(["a.jsonl"]);
  });

  test("stays as it was until the end, and after a cancel or a failure", async () => {
    await writeFile(join(folder, "a.json"), "old");
    const stop = new AbortController();
    async function* cancelling() {
      yield good(1);
      expect(await text("a.json")).toBe("old");
      stop.abort();
      yield good(2);
    }
    const cancelled = run("json", "a.json", [], { documents: cancelling(), signal: stop.signal });
    expect(await errorOf(cancelled)).toMatchObject({ code: "cancelled" });
    async function* failing() {
      yield good(1);
      throw new GalleyError("corpus-gone", "gone");
    }
    expect(await errorOf(run("json", "a.json", [], { documents: failing() }))).toMatchObject({ code: "corpus-gone" });
    expect(await text("a.json")).toBe("old");
    expect(await readdir(folder)).toEqual(["a.json"]);
  });

  test("a cancel after the last document still counts", async () => {
    const stop = new AbortController();
    const cancelled = run("json", "a.json", [good(1)], { signal: stop.signal, onProgress: () => stop.abort() });
    expect(await errorOf(cancelled)).toMatchObject({ code: "cancelled" });
    expect(await readdir(folder)).toEqual([]);
  });

  test("is not written over a folder, nor into a missing one", async () => {
    await mkdir(join(folder, "a.json"));
    expect(await errorOf(run("json", "a.json"))).toMatchObject({ code: "usage" });
    const missing = await errorOf(run("json", "no/such/a.json"));
    expect(missing).toMatchObject({ code: "not-found", message: expect.stringContaining("no/such/a.json") });
    expect(await readdir(folder)).toEqual(["a.json"]);
  });
});

describe("a folder", () => {
  test("holds a file a document and says how it was made", async () => {
    await run("txt", "out", [good(1), good(2), good(1)]);
    expect((await readdir(join(folder, "out"))).toSorted()).toEqual([
      "1-2.txt",
      "1.txt",
      "2.txt",
      "README.txt",
      "galley-export.json",
    ]);
    expect(await text("out/README.txt")).toMatch(
      /“测试”的导出[\s\S]*文档：3 个[\s\S]*An export of “测试”[\s\S]*PER\tPerson/,
    );
    expect(await text("out/2.txt")).toBe("題2\n");
    expect(JSON.parse(await text("out/galley-export.json"))).toMatchObject({
      format: "galley/export",
      version: 1,
      exportedAs: "txt",
      corpus: "测试",
      date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      documents: 3,
      refused: 0,
      files: 4,
      entityTypes: expect.arrayContaining([{ id: "PER", label: { zh: "人名", en: "Person" } }]),
    });
    expect(await readdir(folder)).toEqual(["out"]);
  });

  test("of more documents than fit into one buffer is whole", async () => {
    const documents = Array.from({ length: 700 }, (_, index) => good(index));
    await run("brat", "out", documents);
    const names = await readdir(join(folder, "out"));
    expect(names).toHaveLength(1403);
    expect(await text("out/699.txt")).toBe("題699\n");
    expect(await text("out/0.ann")).toBe("");
  });

  test("that is empty is taken, one with other things in it is refused and left alone", async () => {
    await mkdir(join(folder, "empty"));
    await run("txt", "empty");
    expect(await readdir(join(folder, "empty"))).toHaveLength(4);
    await mkdir(join(folder, "mine"));
    await writeFile(join(folder, "mine", "thesis.txt"), "years of work");
    expect(await errorOf(run("txt", "mine"))).toMatchObject({ code: "not-empty" });
    expect(await text("mine/thesis.txt")).toBe("years of work");
    expect((await readdir(folder)).toSorted()).toEqual(["empty", "mine"]);
  });

  test("that is an earlier export is replaced, unless someone worked in it", async () => {
    await run("brat", "out", [good(1), good(2)]);
    await run("brat", "out", [good(3)]);
    expect((await readdir(join(folder, "out"))).toSorted()).toEqual([
      "3.ann",
      "3.txt",
      "README.txt",
      "annotation.conf",
      "galley-export.json",
    ]);
    await writeFile(join(folder, "out", "3.ann"), "T1\tPER 0 1\t題\n");
    // Later than the manifest beyond the clock's grain.
    await utimes(join(folder, "out", "3.ann"), new Date(), new Date(Date.now() + 5000));
    const error = await errorOf(run("brat", "out", [good(4)]));
    expect(error).toMatchObject({ code: "not-empty", message: expect.stringMatching(/changed since/) });
    expect(await text("out/3.ann")).toContain("T1");
    expect(await readdir(folder)).toEqual(["out"]);
  });

  test("with a file added, or a manifest that is not ours, is refused", async () => {
    await run("txt", "out", [good(1)]);
    await writeFile(join(folder, "out", "notes.md"), "x");
    expect(await errorOf(run("txt", "out"))).toMatchObject({ code: "not-empty" });
    await mkdir(join(folder, "other"));
    await writeFile(join(folder, "other", "galley-export.json"), "{}");
    expect(await errorOf(run("txt", "other"))).toMatchObject({ code: "not-empty" });
  });

  test("is not seen before its end, nor after a cancel or a failure", async () => {
    const stop = new AbortController();
    async function* cancelling() {
      for (let index = 0; index < 300; index++) yield good(index);
      expect((await readdir(folder)).filter((name) => !name.startsWith("."))).toEqual([]);
      stop.abort();
      yield good(0);
    }
    const cancelled = run("txt", "out", [], { documents: cancelling(), signal: stop.signal });
    expect(await errorOf(cancelled)).toMatchObject({ code: "cancelled" });
    const breaking: Format = {
      ...findFormat("txt"),
      exporter: {
        writes: "folder",
        extension: "txt",
        async write(_, sink) {
          await sink.write("a.txt", "x");
          throw new TypeError("a defect");
        },
      },
    };
    await expect(run("txt", "out", [], { format: breaking })).rejects.toThrow(TypeError);
    expect(await readdir(folder)).toEqual([]);
  });

  test("keeps a format inside it", async () => {
    for (const path of ["../escaped.txt", "/tmp/escaped.txt", ""]) {
      const escaping: Format = {
        ...findFormat("txt"),
        exporter: { writes: "folder", extension: "txt", write: (_, sink) => sink.write(path, "x") },
      };
      await expect(run("txt", "out", [], { format: escaping })).rejects.toThrow(/outside its folder/);
    }
    expect(await readdir(folder)).toEqual([]);
  });

  test("is not written in the place of a file, and an export that holds a link is not replaced", async () => {
    await writeFile(join(folder, "file"), "x");
    expect(await errorOf(run("txt", "file"))).toMatchObject({ code: "not-empty" });
    expect(await text("file")).toBe("x");
    await run("txt", "out", [good(1)]);
    await rm(join(folder, "out", "1.txt"));
    await symlink(join(folder, "file"), join(folder, "out", "1.txt"));
    expect(await errorOf(run("txt", "out"))).toMatchObject({ code: "not-empty" });
  });
});

test("a device or pipe is never replaced by a file, and a link leads to the file that is replaced", async () => {
  expect(await errorOf(run("json", "", [good(1)], { path: "/dev/null" }))).toMatchObject({ code: "usage" });
  expect((await lstat("/dev/null")).isFile()).toBe(false);
  await writeFile(join(folder, "real.json"), "old");
  await symlink(join(folder, "real.json"), join(folder, "link.json"));
  await run("json", "link.json", [good(1)]);
  expect((await lstat(join(folder, "link.json"))).isSymbolicLink()).toBe(true);
  expect(await text("real.json")).toContain("galley/document");
});

test("what the disk answers becomes an error that names the path", async () => {
  const answer = (code: string) => Object.assign(new Error(code), { code });
  expect(
    ["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "ENOENT", "EIO"].map((code) =>
      asDiskError(answer(code), "/x/a", "write"),
    ),
  ).toEqual(
    ["permission", "permission", "read-only", "disk-full", "disk-full", "not-found", "disk-error"].map((code) =>
      expect.objectContaining({ code, message: expect.stringContaining("/x/a") }),
    ),
  );
  const defect = new TypeError("defect");
  expect(asDiskError(defect, "/x/a", "write")).toBe(defect);
});

// Root may write everywhere.
test.skipIf(process.getuid?.() === 0)("a folder without permission is reported", async () => {
  await chmod(folder, 0o555);
  const error = await errorOf(run("json", "a.json"));
  await chmod(folder, 0o755);
  expect(error).toMatchObject({ code: "permission" });
});
