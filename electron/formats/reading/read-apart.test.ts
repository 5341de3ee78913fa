import { expect, test } from "vitest";
import { alto } from "../alto.ts";
import { makePdf } from "../pdf/testing.ts";
import type { ImportFormat } from "../run-import.ts";
import { memoryFile } from "../run-import.ts";
import { txt } from "../txt.ts";
import { pagesOfFile } from "./pages-of-file.ts";
import { limitsFor, readApart } from "./read-apart.ts";

const options = { encoding: "auto" } as const;
const pages = Array.from({ length: 5 }, (_, index) => ({
  texts: [{ x: 20, y: 300, size: 12, text: `第${index}页文字` }],
}));
const file = () => memoryFile("报.pdf", makePdf({ pages }));

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

test("who stops in between leaves the thread to the next; many files at once take turns", async () => {
  for await (const page of readApart("pdf", file(), options)) {
    expect(page).toMatchObject({ text: "第0页文字" });
    break;
  }
  const all = await Promise.all(Array.from({ length: 6 }, () => collect(readApart("pdf", file(), options))));
  for (const each of all) expect(each).toHaveLength(5);
});

test("what takes too long is ended with its thread, by name, and the next file is read", async () => {
  const slow = { ...file(), stream: () => never() };
  async function* never(): AsyncGenerator<Uint8Array> {
    await new Promise(() => {});
    yield new Uint8Array();
  }
  await expect(collect(readApart("pdf", slow, options, { ...limitsFor(0), answer: 50 }))).rejects.toMatchObject({
    code: "too-heavy",
    message: expect.stringContaining("报.pdf"),
  });
  expect(await collect(readApart("pdf", file(), options))).toHaveLength(5);
});

test("a small file that takes much of the processor's time is given up, by name; a busy machine costs it nothing", async () => {
  const letters = Array.from({ length: 3000 }, (_, index) => ({
    x: (index * 7919) % 590,
    y: (index * 104_729) % 790,
    size: 3 + (index % 5),
    text: String.fromCodePoint(0x4e00 + index),
  }));
  const heavy = memoryFile("重.pdf", makePdf({ pages: Array.from({ length: 60 }, () => ({ texts: letters })) }));
  const limits = { ...limitsFor(heavy.size), whole: 400 };
  await expect(collect(readApart("pdf", heavy, options, limits))).rejects.toMatchObject({
    code: "too-heavy",
    message: expect.stringMatching(/^重\.pdf was not read further: it took more than 0\.4 seconds/),
  });
  expect(await collect(readApart("pdf", file(), options))).toHaveLength(5);
});

test("a large text read apart is still the file itself, and what is wrong with a large file is told as ever", async () => {
  const bytes = Buffer.from("本报讯。\n\n".repeat(80_000));
  const large = memoryFile("大.txt", bytes);
  const [page] = await collect(pagesOfFile(txt as ImportFormat, large, options));
  expect(page && "bytes" in page && page.bytes).toBe(bytes);
  const broken = memoryFile("坏.xml", Buffer.from(`<alto>${"<x/>\n".repeat(250_000)}</alt>`));
  await expect(collect(pagesOfFile(alto as ImportFormat, broken, options))).rejects.toMatchObject({
    message: expect.stringContaining("坏.xml"),
  });
});
