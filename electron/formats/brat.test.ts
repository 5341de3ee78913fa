import fc from "fast-check";
import { expect, test } from "vitest";
import { brat } from "./brat.ts";
import { block, documentOf, entity, exportToMemory, fieldDocument, randomDocument } from "./test-support.ts";

interface Annotation {
  id: string;
  type: string;
  fragments: [number, number][];
  text: string;
}

/** A reader as brat's own: code points, three columns, fragments joined by one space. */
function readAnn(ann: string): Annotation[] {
  const lines = ann.split("\n").filter((line) => line.startsWith("T"));
  return lines.map((line) => {
    const [, id, type, ranges, text] = /^(T\d+)\t(\S+) ([\d ;]+)\t(.*)$/su.exec(line) ?? [];
    if (!id || !type || !ranges || text === undefined) throw new Error(`not a text-bound annotation: ${line}`);
    const fragments = ranges.split(";").map((range) => range.split(" ").map(Number) as [number, number]);
    return { id, type, fragments, text };
  });
}

test("writes the field's test document", async () => {
  const { files } = await exportToMemory(brat, [fieldDocument()]);
  expect(Object.fromEntries(files)).toEqual({
    "004_04b86e9b1138073a.txt": "標題：𠮷田茂訪問北京\n\n國務院新聞\n辦公室宣佈。「完」他說\n",
    "004_04b86e9b1138073a.ann": [
      "T1\tEVENT 3 10\t𠮷田茂訪問北京",
      "T2\tPER 3 6\t𠮷田茂",
      "N1\tReference T2 galley:q1\t𠮷田茂",
      "#1\tAnnotatorNotes T2\t首相 第二行",
      "T3\tLOC 8 10\t北京",
      "T4\tORG 15 17;18 21\t新聞 辦公室",
      "",
    ].join("\n"),
    "annotation.conf":
      "[entities]\nPER\nORG\nLOC\nDATE\nTITLE\nEVENT\nMONEY\nQUANT\n\n[relations]\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n",
  });
});

test("a document without entities has an empty .ann", async () => {
  const { files } = await exportToMemory(brat, [documentOf([[block("title", "題")]], { name: "a.txt" })]);
  expect(files.get("a.ann")).toBe("");
});

test("no carriage return is written, and offsets count without it", async () => {
  const text = "一\r\n二\r北京";
  const document = documentOf([
    [block("paragraph", text, [entity(text, "北京", "LOC"), entity(text, "一\r\n二", "ORG")])],
  ]);
  document.source.name = "a";
  const { files } = await exportToMemory(brat, [document]);
  expect(files.get("a.txt")).toBe("一\n二\n北京\n");
  expect(files.get("a.ann")).toBe("T1\tORG 0 1;2 3\t一 二\nT2\tLOC 4 6\t北京\n");
});

test("types have no spaces or foreign letters, and the configuration tells what they were", async () => {
  const { files } = await exportToMemory(brat, [
    documentOf([[block("title", "題", [entity("題", "題", "人 名")])]], { name: "a" }),
  ]);
  expect(files.get("a.ann")).toBe("T1\t_u4eba_u0020_u540d 0 1\t題\n");
  expect(files.get("annotation.conf")).toContain("\n# 人 名\n_u4eba_u0020_u540d\n");
});

test("every annotation's fragments are its text, in order, on single lines, and are the entity's characters", async () => {
  await fc.assert(
    fc.asyncProperty(randomDocument, async (document) => {
      const { files, notices } = await exportToMemory(brat, [document]);
      const [txtName, annName] = [...files.keys()];
      const text = Array.from(files.get(txtName ?? "") ?? "");
      const ann = files.get(annName ?? "") ?? "";
      expect(text.join("") + ann).not.toContain("\r");
      const annotations = readAnn(ann);
      const squeeze = (part: string) => part.replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, "");
      for (const { fragments, text: surface } of annotations) {
        expect(fragments.map(([start, end]) => text.slice(start, end).join("")).join(" ")).toBe(surface);
        fragments.forEach(([start, end], index) => {
          expect(start).toBeLessThan(end);
          if (index) expect(start).toBeGreaterThan(fragments[index - 1]?.[1] ?? 0);
        });
      }
      const found = annotations.map(({ type, fragments }) =>
        [type, ...fragments.map(([start, end]) => text.slice(start, end).join(""))].join(""),
      );
      const entities = document.articles.flatMap((article) => article.blocks.flatMap((each) => each.entities));
      expect(notices).toEqual([]);
      expect(found.toSorted()).toEqual(entities.map((each) => each.type + squeeze(each.text)).toSorted());
      expect(new Set(annotations.map(({ id }) => id)).size).toBe(annotations.length);
      for (const line of ann.split("\n").filter((each) => each))
        expect(line).toMatch(
          /^(T\d+\t|N\d+\tReference T\d+ galley:\S*\t|#\d+\tAnnotatorNotes [TR]\d+\t|A\d+\tcertainty T\d+ \S+$|R\d+\t\w+ Arg1:T\d+ Arg2:T\d+$)/,
        );
    }),
    { numRuns: 300 },
  );
});

test("refuses a document whose entity is not where it says, and writes neither of its files", async () => {
  const wrong = documentOf([[block("title", "北京", [{ ...entity("北京", "北京", "LOC"), text: "南京" }])]], {
    name: "w",
  });
  const { files, failures } = await exportToMemory(brat, [wrong, fieldDocument()]);
  expect(failures).toMatchObject([{ code: "offset-mismatch" }]);
  expect([...files.keys()]).toEqual(["004_04b86e9b1138073a.txt", "004_04b86e9b1138073a.ann", "annotation.conf"]);
});
