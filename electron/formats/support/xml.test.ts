import fc from "fast-check";
import { expect, test } from "vitest";
import { encode } from "../test-support.ts";
import {
  childElements,
  decodeXml,
  descendants,
  firstChild,
  parseXml,
  textOf,
  type XmlElement,
  xmlAttribute,
  xmlRootIs,
  xmlText,
} from "./xml.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("reads elements, namespaces, attributes, text and CDATA with their places", () => {
  const root = parseXml(
    '<a xmlns="urn:x" xmlns:y="urn:y">\n甲<y:b y:c="𠮷&amp;1">乙</y:b><![CDATA[<丙>]]>&#x4e01;</a>',
    "a.xml",
  );
  expect(root).toMatchObject({ name: "a", namespace: "urn:x", line: 1 });
  const b = firstChild(root, "b");
  expect(b).toMatchObject({ name: "b", namespace: "urn:y", line: 2, attributes: { "y:c": "𠮷&1" }, children: ["乙"] });
  expect(root.children.at(-1)).toBe("<丙>丁");
  expect(textOf(root)).toBe("\n甲乙<丙>丁");
  expect(childElements(root)).toHaveLength(1);
  expect([...descendants(root, "b")]).toHaveLength(1);
});

test("an element has the attributes that it is written with, whatever they are called, and no others", () => {
  const [a, b] = childElements(parseXml('<r><a x="1" __proto__="2" constructor="3"/><b x="1"/></r>', "a.xml"));
  expect(Object.entries(a?.attributes ?? {})).toEqual([
    ["x", "1"],
    ["__proto__", "2"],
    ["constructor", "3"],
  ]);
  for (const name of ["__proto__", "constructor", "toString"]) expect(b?.attributes[name]).toBeUndefined();
});

test("what is inside an element goes when it is said to be done with, and the rest stays", () => {
  const seen: string[] = [];
  const root = parseXml("<r><a>甲<i/></a><b>乙</b></r>", "a.xml", (element) => {
    seen.push(element.name + textOf(element));
    return element.name === "a";
  });
  expect(seen).toEqual(["i", "a甲", "b乙", "r乙"]);
  expect(textOf(root)).toBe("乙");
});

test.for([
  ["a document type", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', /line 1: .*DOCTYPE/],
  ["an unknown entity", "<a>\n&nbsp;</a>", /line 2: not valid XML/],
  ["what is not closed", "<a><b></a>", /not valid XML/],
  ["nothing", "", /not valid XML|no element/],
  ["a type of its own for XHTML", '<!DOCTYPE html [<!ENTITY a "b">]><html>&a;</html>', /line 1: .*DOCTYPE/],
  ["a type that is elsewhere", '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a/>', /line 1: .*DOCTYPE/],
  ["deeper nesting", "<a>".repeat(100_000), /more than 256 deep/],
  ["a million references", `<a>${"&#65;".repeat(1_000_000)}</a>`, /more than 500000 references/],
  [
    "too many attributes",
    `<a ${Array.from({ length: 300 }, (_, i) => `b${i}=""`).join(" ")}/>`,
    /more than 256 attributes/,
  ],
  ["deep nesting", `${"<a>".repeat(300)}${"</a>".repeat(300)}`, /more than 256 deep/],
] as const)("refuses %s by name and line", ([, text, message]) => {
  expect(() => parseXml(text, "页.xml")).toThrow(message);
  expect(() => parseXml(text, "页.xml")).toThrow(/^页\.xml, line/);
});

test("refuses entities that grow without ever expanding them", () => {
  const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("");
  const before = process.memoryUsage().rss;
  expect(() => parseXml(`<!DOCTYPE l [<!ENTITY l0 "lol">${laughs}]><l>&l9;</l>`, "a.xml")).toThrow(/DOCTYPE/);
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
});

test("passes over what XHTML says it is, and knows the names that programs use in it", () => {
  const type =
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';
  expect(textOf(parseXml(`${type}<html>一&nbsp;二</html>`, "a.html"))).toBe("一\u00a0二");
});

test("an element knows where it stands in the text, written with content or as an empty tag, with \\r\\n and 𠮷", () => {
  const text = '<?xml version="1.0"?>\r\n<a:r xmlns:a="u">𠮷<a:b x="1>2"/>\r\n<c> <d>t</d></c></a:r>';
  const places = (element: XmlElement): string[][] => [
    [element.tag, text.slice(element.start, element.end), text.slice(element.contentStart, element.contentEnd)],
    ...childElements(element).flatMap(places),
  ];
  expect(places(parseXml(text, "a.xml"))).toEqual([
    ["a:r", text.slice(23), '𠮷<a:b x="1>2"/>\r\n<c> <d>t</d></c>'],
    ["a:b", '<a:b x="1>2"/>', ""],
    ["c", "<c> <d>t</d></c>", " <d>t</d>"],
    ["d", "<d>t</d>", "t"],
  ]);
});

test("reads the encoding that is declared or marked", () => {
  const text = '<?xml version="1.0" encoding="GBK"?><a>报纸新闻</a>';
  expect(decodeXml(encode(text, "gb18030"), "a.xml")).toBe(text);
  expect(decodeXml(encode(`\uFEFF${text}`, "utf-16le"), "a.xml")).toBe(text);
  expect(decodeXml(bytes("<a>文</a>"), "a.xml")).toBe("<a>文</a>");
});

test("knows a file by its outermost element, whatever stands before it", () => {
  const head = bytes('\uFEFF<?xml version="1.0"?>\n<!-- <no> -->\n<pc:PcGts xmlns:pc="x"><a/>');
  expect(xmlRootIs(head, "alto", "PcGts")).toBe(true);
  expect(xmlRootIs(head, "a")).toBe(false);
  expect(xmlRootIs(bytes("甲 < 乙"), "a")).toBe(false);
});

test("what is written is read back, but for what XML can't hold", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const root = parseXml(`<a b="${xmlAttribute(text)}">${xmlText(text)}</a>`, "a.xml");
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these characters are meant
      const kept = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "\uFFFD");
      expect(textOf(root)).toBe(kept);
      expect(root.attributes.b).toBe(kept);
    }),
  );
});
