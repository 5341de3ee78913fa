import fc from "fast-check";
import { expect, test } from "vitest";
import { chanceOf } from "./chance.ts";
import { crashLaw } from "./crash.ts";
import { CrashDisk, type Neglect } from "./crash-disk.ts";

test("wherever the program ends and the power goes, what was acknowledged is there, whole, with its source", async () => {
  await fc.assert(crashLaw(), { numRuns: 200 });
});

test("a disk whose fsync does nothing, for files or for folders, is found out", async () => {
  const found = async (neglect: Neglect) => {
    const { failed, errorInstance } = await fc.check(crashLaw(neglect), { numRuns: 500, endOnFailure: true });
    return failed && String(errorInstance);
  };
  // Torn files and files of zeros; names that are gone, the corpus's own among them.
  expect(await found({ fileSync: true })).toMatch(/not valid JSON|not UTF-8|lost|has changed|not the ones/);
  expect(await found({ folderSync: true })).toMatch(/lost|is gone|is not in the corpus/);
});

test("after a cut a file has what was fsynced, or any part of what came later; a name is there or not", async () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < 200; seed++) {
    const disk = new CrashDisk();
    const handle = await disk.fs.open("/a", "wx");
    await handle.writeFile(Buffer.from("durable"));
    await handle.sync();
    await (await disk.fs.open("/", "r")).sync();
    await handle.writeFile(Buffer.from("+more"));
    await disk.fs.link("/a", "/b");
    disk.cut(chanceOf(seed));
    const { size } = disk.fs.lstat("/a");
    seen.add(`${size === 7 ? "durable" : size === 12 ? "all" : "part"} ${disk.fs.exists("/b")}`);
  }
  expect([...seen].sort()).toEqual([
    "all false",
    "all true",
    "durable false",
    "durable true",
    "part false",
    "part true",
  ]);
});
