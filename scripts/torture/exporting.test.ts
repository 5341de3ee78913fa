/** Exports on a disk that loses its power (`crash-disk.ts`): what is done is there, and nothing half has the final name. */
import { expect, test } from "vitest";
import { findFormat } from "../../electron/formats/index.ts";
import { exportDocuments } from "../../electron/formats/run-export.ts";
import { block, documentOf, registry, settings } from "../../electron/formats/test-support.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { chanceOf } from "./chance.ts";
import { CrashDisk } from "./crash-disk.ts";

const pages = (words: string) =>
  [1, 2, 3].map((n) => {
    const paragraph = block("paragraph", `${words}${n}`.repeat(40));
    return documentOf([[paragraph]], { id: `d${n}`, name: `${n}.txt` });
  });
const [before, after] = [pages("旧"), pages("新")];

async function write(disk: CrashDisk, format: string, path: string, documents: readonly GalleyDocument[]) {
  await exportDocuments({
    format: findFormat(format),
    documents: (async function* () {
      yield* documents;
    })(),
    ...{ total: documents.length, path, settings, registry, fs: disk.fs },
    source: async () => new CodePointText(""),
    original: async () => null,
  });
}

/** All that has the export's name, by name; what says when it was made is left out. Null: nothing has it. */
async function found(disk: CrashDisk, path: string): Promise<Record<string, string> | null> {
  if (!disk.fs.exists(path)) return null;
  const isFolder = disk.fs.lstat(path).isDirectory();
  const names = isFolder ? disk.fs.list(path).map(({ name }) => name) : [""];
  const files: Record<string, string> = {};
  for (const name of names) {
    const file = isFolder ? `${path}/${name}` : path;
    const bytes = Buffer.alloc(disk.fs.lstat(file).size);
    await (await disk.fs.open(file, "r")).read(bytes, 0, bytes.length, 0);
    files[name] = /README|galley-export/.test(name) ? `${bytes.includes(0)}` : bytes.toString();
  }
  return files;
}

async function diskWithEarlier(format: string, path: string): Promise<CrashDisk> {
  const disk = new CrashDisk();
  disk.fs.makeFolders("/out");
  await (await disk.fs.open("/", "r")).sync();
  await write(disk, format, path, before);
  return disk;
}

test.each([
  ["jsonl", "/out/all.jsonl"],
  ["txt", "/out/all"],
])(
  "%s: an export that is done outlives the power; one that isn't leaves the earlier one, or nothing",
  async (format, path) => {
    const disk = await diskWithEarlier(format, path);
    const earlier = await found(disk, path);
    const begin = disk.calls;
    await write(disk, format, path, after);
    const calls = disk.calls - begin;
    const whole = await found(disk, path);
    expect(Object.values(whole ?? {}).join("")).toContain("新3");

    for (let seed = 0; seed < 20; seed++) {
      const done = await diskWithEarlier(format, path);
      await write(done, format, path, after);
      done.cut(chanceOf(seed));
      expect(await found(done, path)).toEqual(whole);
    }
    for (let end = 0; end < calls; end++)
      for (const isCut of [false, true]) {
        const ended = await diskWithEarlier(format, path);
        ended.endAfter(end, end % 2 === 0);
        // Where only closing a file was left, it was done.
        await write(ended, format, path, after).catch(() => {});
        expect(ended.ended).toBe(true);
        if (isCut) ended.cut(chanceOf(end));
        else ended.restart();
        expect([earlier, whole, null]).toContainEqual(await found(ended, path));
      }
  },
);
