import { expect, test } from "vitest";
import { Pages, pageSize, pagesKept } from "./pages.ts";

const numbers = (asked: number[] = []) =>
  new Pages<number>(async (offset, limit) => {
    asked.push(offset);
    return Array.from({ length: limit }, (_, index) => offset + index);
  });
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test("rows come when they are wanted, each page once", async () => {
  const asked: number[] = [];
  const pages = numbers(asked);
  pages.want(0, 10);
  pages.want(5, pageSize + 3);
  expect(pages.row(3)).toBeNull();
  await settled();
  expect([pages.row(3), pages.row(pageSize + 3)]).toEqual([3, pageSize + 3]);
  pages.want(0, 10);
  expect(asked).toEqual([0, pageSize]);
});

test("of a long list only the pages seen last are kept", async () => {
  const pages = numbers();
  for (let number = 0; number <= pagesKept; number++) {
    pages.want(number * pageSize, number * pageSize);
    await settled();
  }
  expect(pages.row(0)).toBeNull();
  expect(pages.row(pageSize)).toBe(pageSize);
});

test("a page that can't be read says why, and is read again when it is wanted again", async () => {
  let fails = true;
  const pages = new Pages<string>(async () => {
    if (fails) throw new Error("gone");
    return ["there"];
  });
  pages.want(0, 0);
  await settled();
  expect(pages.error).toEqual(new Error("gone"));
  fails = false;
  pages.want(0, 0);
  await settled();
  expect([pages.error, pages.row(0)]).toEqual([null, "there"]);
});

test("listeners hear of every change", async () => {
  const pages = numbers();
  const versions: number[] = [];
  const stop = pages.subscribe(() => versions.push(pages.getVersion()));
  pages.put(0, [7]);
  stop();
  pages.put(0, [8]);
  expect(versions).toEqual([1]);
});
