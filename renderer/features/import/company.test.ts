import { expect, test } from "vitest";
import type { GalleyApi } from "../../../shared/api.ts";
import { companionsOf, groupItems } from "./company.ts";

const item = (path: string, content = path) => ({ path, file: new File([content], path) });

/** A host that knows x.ann with x.txt, and recognises what begins with T. */
const api = {
  async call(method: string, params: { names: string[]; head: Uint8Array }) {
    if (method === "recogniseImport") return params.head[0] === 0x54 ? "brat" : null;
    return params.names.flatMap((name) => {
      const text = name.replace(/\.ann$/, ".txt");
      return text !== name && params.names.includes(text) ? [{ name, format: "brat", companions: [text] }] : [];
    });
  },
} as unknown as Pick<GalleyApi, "call">;

test("a file that is part of another goes with it, only inside its folder and only if the content says so", async () => {
  const items = [
    item("a/x.txt"),
    item("a/x.ann", "T1"),
    item("b/x.txt"),
    item("c/x.ann", "other"),
    item("c/x.txt"),
    item("x.ann", "T"),
  ];
  const grouped = await groupItems(api, items);
  expect(grouped.map(({ path, companions }) => [path, companions?.map((each) => each.path)])).toEqual([
    ["a/x.ann", ["a/x.txt"]],
    ["b/x.txt", undefined],
    ["c/x.ann", undefined],
    ["c/x.txt", undefined],
    ["x.ann", undefined],
  ]);
  const [first] = grouped;
  if (!first) throw new Error("nothing");
  expect(await companionsOf(first)).toEqual([{ name: "x.txt", bytes: new TextEncoder().encode("a/x.txt") }]);
});

test("lists that a file's names point into go with it, from among the chosen files alone", async () => {
  const text =
    '<TEI><persName ref="../lists/%E4%BA%BA.xml#p1 #p2"/><rs ref="b.xml#x"/><rs ref="/etc/c.xml#x"/><rs ref="../../d.xml#x"/></TEI>';
  const items = [
    item("卷一/a.xml", text),
    item("lists/人.xml", "人"),
    item("lists/地.xml"),
    item("c.xml"),
    item("d.xml"),
  ];
  const chosen = new Map(items.map((each) => [each.path, each]));
  const [first, second] = items;
  if (!first || !second) throw new Error("nothing");
  expect(await companionsOf(first, chosen)).toEqual([
    { name: "../lists/人.xml", bytes: new TextEncoder().encode("人") },
  ]);
  expect(await companionsOf(second, chosen)).toEqual([]);
});
