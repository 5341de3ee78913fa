/** Whatever the format: what ends before its end leaves nothing behind, and nothing that was there is touched. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { GalleyError } from "../../shared/errors.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { type DurableFs, realFs } from "../corpus/disk.ts";
import { formats } from "./index.ts";
import { exportDocuments } from "./run-export.ts";
import { fieldDocument, registry, settings } from "./test-support.ts";

const exported = formats.filter(({ exporter }) => exporter).map((format) => [format.id, format] as const);
const documents = Array.from({ length: 6 }, (_, index): GalleyDocument => {
  const document = fieldDocument();
  return { ...document, id: `d${index}`, source: { ...document.source, name: `${index}.txt` } };
});

/** A disk that has no room left when it is to write, or when what was written is to be settled. */
function fullDisk(when: "writeFile" | "sync"): DurableFs {
  const refuse = async () => {
    throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  };
  return {
    ...realFs,
    async open(path, flags) {
      const handle = await realFs.open(path, flags);
      return {
        read: (...of) => handle.read(...of),
        stat: () => handle.stat(),
        writeFile: (data) => handle.writeFile(data),
        sync: () => handle.sync(),
        close: () => handle.close(),
        [when]: refuse,
      };
    },
  };
}

test.each(exported)("%s: cancelled or failed, it leaves no file under any name", async (_, format) => {
  const folder = mkdtempSync(join(tmpdir(), "galley-unfinished-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const isFile = format.exporter?.writes === "file";
  const name = isFile ? `out.${format.exporter?.extension}` : "out";
  if (isFile) writeFileSync(join(folder, name), "what was there");
  const before = readdirSync(folder);
  const run = (from: AsyncIterable<GalleyDocument>, signal?: AbortSignal, fs: DurableFs = realFs) =>
    exportDocuments({
      fs,
      ...{ format, documents: from, total: documents.length, path: join(folder, name), settings, registry },
      source: async () => new CodePointText("標題"),
      original: async () => null,
      ...(signal ? { signal } : {}),
    });

  const stop = new AbortController();
  async function* cancelled() {
    for (const [index, document] of documents.entries()) {
      if (index === 3) stop.abort();
      yield document;
    }
  }
  await expect(run(cancelled(), stop.signal)).rejects.toMatchObject({ code: "cancelled" });
  expect(readdirSync(folder)).toEqual(before);

  async function* failing() {
    yield* documents.slice(0, 3);
    throw new GalleyError("disk-error", "gone");
  }
  await expect(run(failing())).rejects.toMatchObject({ code: "disk-error" });
  expect(readdirSync(folder)).toEqual(before);

  async function* all() {
    yield* documents;
  }
  await expect(run(all(), undefined, fullDisk("writeFile"))).rejects.toMatchObject({ code: "disk-full" });
  expect(readdirSync(folder)).toEqual(before);
  await expect(run(all(), undefined, fullDisk("sync"))).rejects.toMatchObject({ code: "disk-full" });
  expect(readdirSync(folder)).toEqual(before);
  if (isFile) expect(readFileSync(join(folder, name), "utf8")).toBe("what was there");
});
