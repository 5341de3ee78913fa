import { expect, test } from "vitest";
import { entriesOf, walkEntries } from "./walk.ts";

type Tree = { [name: string]: string | Tree };

function entry(name: string, content: string | Tree, parent = ""): FileSystemEntry {
  const fullPath = `${parent}/${name}`;
  if (typeof content === "string") {
    const file = {
      isFile: true,
      isDirectory: false,
      name,
      fullPath,
      file: (done: (file: File) => void) => done(new File([content], name)),
    };
    return file as unknown as FileSystemEntry;
  }
  const children = Object.entries(content).map(([child, inner]) => entry(child, inner, fullPath));
  const createReader = () => {
    const rest = [...children];
    return { readEntries: (done: (batch: FileSystemEntry[]) => void) => done(rest.splice(0, 100)) };
  };
  return { isFile: false, isDirectory: true, name, fullPath, createReader } as unknown as FileSystemEntry;
}

test("folders are walked to the bottom, by name, and paths keep the folders", async () => {
  const items = await walkEntries([entry("版面", { b: { "二.txt": "2" }, "a.txt": "1" }), entry("单.txt", "3")]);
  expect(items.map((item) => item.path)).toEqual(["版面/a.txt", "版面/b/二.txt", "单.txt"]);
  expect(await items[1]?.file.text()).toBe("2");
});

test("hidden and system files are left out", async () => {
  const items = await walkEntries([
    entry("页", { ".DS_Store": "", "Thumbs.db": "", __MACOSX: { "x.txt": "" }, ".git": { HEAD: "" }, "1.txt": "" }),
  ]);
  expect(items.map((item) => item.path)).toEqual(["页/1.txt"]);
});

test("a folder of more files than a reader gives at once comes whole, and the count is told", async () => {
  const files = Object.fromEntries(Array.from({ length: 350 }, (_, i) => [`${i}.txt`, ""]));
  const counts: number[] = [];
  const items = await walkEntries([entry("many", files)], (count) => counts.push(count));
  expect(items).toHaveLength(350);
  expect(counts.at(-1)).toBe(350);
});

test("only files and folders are taken from a drop, not text; a file without an entry comes as itself", async () => {
  const page = entry("页.txt", "");
  const loose = new File(["1"], "散.txt");
  const taken = entriesOf([
    { kind: "string", webkitGetAsEntry: () => null, getAsFile: () => null },
    { kind: "file", webkitGetAsEntry: () => page, getAsFile: () => null },
    { kind: "file", webkitGetAsEntry: () => null, getAsFile: () => loose },
    { kind: "file", webkitGetAsEntry: () => null, getAsFile: () => null },
  ]);
  expect(taken).toEqual([page, loose]);
  expect((await walkEntries(taken)).map((item) => item.path)).toEqual(["页.txt", "散.txt"]);
});
