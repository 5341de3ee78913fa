import { expect, test } from "vitest";
import { noticeText } from "../../shared/exchange-notices.ts";
import { attributeName, featureName } from "./cas/types.ts";
import { cas } from "./cas.ts";
import { expectRoundTrip } from "./round-trip.ts";
import { parseXml } from "./support/xml.ts";
import { block, documentOf, entity, exportToMemory, fieldDocument, headline, pagesOf } from "./test-support.ts";

const encoded = (text: string) => Buffer.from(text);
const read = (text: string, path = "x.xmi", siblings: Record<string, string> = {}) =>
  pagesOf(encoded(text), path, {
    siblings: new Map(Object.entries(siblings).map(([name, content]) => [name, encoded(content)])),
  });
const entitiesOf = (page: Awaited<ReturnType<typeof read>>[number] | undefined) =>
  page?.articles.flatMap(({ blocks }) =>
    blocks.flatMap(({ entities }) => entities.map(({ type, start, end, text }) => `${type} ${start}-${end} ${text}`)),
  );

const ner = "http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore";
const segmentation = "http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore";
/** As INCEpTION writes it. */
const xmi = (inside: string, sofa = headline) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:type3="${ner}" xmlns:type5="${segmentation}" ` +
  'xmlns:type4="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" xmlns:pos="http:///de/tudarmstadt/ukp/dkpro/core/api/lexmorph/type/pos.ecore" ' +
  `xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">\n<cas:NULL xmi:id="0"/>${inside}` +
  `<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="${sofa}"/><cas:View sofa="1" members=""/></xmi:XMI>`;

test("writes the field's test document in UTF-16 units, with characters as tokens and sentences", async () => {
  const document = fieldDocument();
  document.relations = [{ id: "r1", type: "VISITS", from: "e1", to: "e3", by: "editor", note: "" }];
  const { files } = await exportToMemory(cas, [document], new Map(), { options: { layout: false } });
  const xml = files.get("004_04b86e9b1138073a.xmi") ?? "";
  const root = parseXml(xml, "x");
  const all = root.children.filter((child) => typeof child !== "string");
  const named = (name: string) =>
    all.filter((child) => child.name === name).map(({ attributes }) => ({ ...attributes }));
  expect(named("NamedEntity")).toEqual([
    expect.objectContaining({ begin: "3", end: "11", value: "EVENT" }),
    expect.objectContaining({ begin: "3", end: "7", value: "PER", identifier: "q1", note: "首相\n第二行" }),
    expect.objectContaining({ begin: "9", end: "11", value: "LOC" }),
    expect.objectContaining({ begin: "16", end: "22", value: "ORG" }),
  ]);
  const [, person, place] = named("NamedEntity");
  expect(named("Relation")).toEqual([
    expect.objectContaining({
      begin: "9",
      end: "11",
      label: "VISITS",
      Governor: person?.["xmi:id"],
      Dependent: place?.["xmi:id"],
    }),
  ]);
  expect(named("Sentence").map(({ begin, end }) => [begin, end])).toEqual([
    ["0", "11"],
    ["13", "25"],
    ["25", "30"],
  ]);
  expect(
    named("Token")
      .slice(3, 5)
      .map(({ begin, end }) => [begin, end]),
  ).toEqual([
    ["3", "5"],
    ["5", "6"],
  ]);
  expect(named("Sofa")[0]?.sofaString).toBe("標題：𠮷田茂訪問北京\n\n國務院新聞\n辦公室宣佈。「完」他說\n");
  expect(named("View")[0]?.members?.split(" ")).toHaveLength(all.length - 3);
  expect(files.get("TypeSystem.xml")).toContain("<name>webanno.custom.Relation</name>");
});

test("words are tokens when asked, and none is broken by an entity", async () => {
  const text = "外交部发言人王毅今天访问北京大学";
  const document = documentOf([[block("title", text, [entity(text, "北京", "LOC")])]], { name: "x" });
  const { files } = await exportToMemory(cas, [document], new Map(), { options: { tokens: "word", json: true } });
  const value = JSON.parse(files.get("x.json") ?? "");
  const tokens = value["%FEATURE_STRUCTURES"].filter((each: Record<string, string>) =>
    each["%TYPE"]?.endsWith(".Token"),
  );
  const words = tokens.map(({ begin, end }: { begin: number; end: number }) => text.slice(begin, end));
  expect(words.join("")).toBe(text);
  expect(words.length).toBeLessThan(text.length);
  expect(words).toContain("北京");
});

test("JSON has the types, the structures and the view", async () => {
  const { files } = await exportToMemory(cas, [fieldDocument()], new Map(), { options: { json: true, layout: false } });
  const value = JSON.parse(files.get("004_04b86e9b1138073a.json") ?? "");
  const [sofa] = value["%FEATURE_STRUCTURES"];
  expect(sofa).toMatchObject({ "%ID": 1, "%TYPE": "uima.cas.Sofa", sofaID: "_InitialView" });
  const entities = value["%FEATURE_STRUCTURES"].filter((each: { value?: string }) => each.value);
  expect(entities[1]).toMatchObject({ "@sofa": 1, begin: 3, end: 7, value: "PER" });
  expect(value["%VIEWS"]._InitialView["%MEMBERS"]).toContain(entities[1]["%ID"]);
  expect(value["%TYPES"][entities[1]["%TYPE"]].value).toEqual({ "%NAME": "value", "%RANGE": "uima.cas.String" });
  expect(files.has("TypeSystem.xml")).toBe(false);
});

test("a document comes back from XMI", () => expectRoundTrip(cas, { ignoring: ["line-ends"] }));
test("a document comes back from JSON", () =>
  expectRoundTrip(cas, { ignoring: ["line-ends"], options: { json: true, tokens: "word" } }));

test("an address of the registry is the identifier, and comes back as the registry's id", async () => {
  const registry = {
    format: "galley/entities" as const,
    version: 1 as const,
    entities: [
      { id: "q1", name: "吉田茂", type: "PER", aliases: [], link: "http://www.wikidata.org/entity/Q190000", note: "" },
    ],
  };
  const { files, bytes } = await exportToMemory(cas, [fieldDocument()], new Map(), { registry });
  expect(files.get("004_04b86e9b1138073a.xmi")).toContain('identifier="http://www.wikidata.org/entity/Q190000"');
  const [page] = await pagesOf(bytes.get("004_04b86e9b1138073a.xmi") ?? new Uint8Array(), "x.xmi");
  expect(page?.articles[0]?.blocks[0]?.entities[1]?.ref).toBe("q1");
});

test("reads what INCEpTION writes: names, layers of one's own, relations; grammar is left out and said", async () => {
  const [page] = await read(
    xmi(
      '<type4:DocumentMetaData xmi:id="9" sofa="1" begin="0" end="11" documentTitle="四版.txt"/>' +
        '<type5:Sentence xmi:id="10" sofa="1" begin="0" end="11"/><type5:Token xmi:id="11" sofa="1" begin="3" end="7" order="0"/>' +
        '<pos:POS xmi:id="12" sofa="1" begin="3" end="7" PosValue="NR"/>' +
        '<type3:NamedEntity xmi:id="13" sofa="1" begin="3" end="7" value="PER" identifier="http://www.wikidata.org/entity/Q1"/>' +
        '<type3:NamedEntity xmi:id="14" sofa="1" begin="9" end="11"/>' +
        '<custom:Place xmi:id="15" sofa="1" begin="9" end="11" certainty="high"/>' +
        '<custom:Visit xmi:id="16" sofa="1" begin="9" end="11" Governor="13" Dependent="15" label="訪問"/>',
    ),
  );
  expect(page?.name).toBe("四版.txt");
  expect(entitiesOf(page)).toEqual(["PER 3-6 𠮷田茂", "NamedEntity 8-10 北京", "Place 8-10 北京"]);
  expect(page?.articles[0]?.blocks[0]?.entities[0]).toMatchObject({
    ref: "http://www.wikidata.org/entity/Q1",
    by: "uima",
  });
  expect(page?.articles[0]?.blocks[0]?.entities[2]).toMatchObject({ attributes: { certainty: "high" } });
  expect(page?.rest?.relations).toMatchObject([{ type: "訪問", from: "e1", to: "e3" }]);
  expect(page?.notices?.map(noticeText)).toEqual(["1 annotation of the layer POS was left out."]);
});

test("features that hold other structures are no attributes, where the type system says so", async () => {
  const types =
    '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types><typeDescription><name>webanno.custom.Place</name>' +
    "<supertypeName>uima.tcas.Annotation</supertypeName><features>" +
    "<featureDescription><name>links</name><rangeTypeName>uima.cas.FSArray</rangeTypeName></featureDescription>" +
    "<featureDescription><name>year</name><rangeTypeName>uima.cas.Integer</rangeTypeName></featureDescription>" +
    "</features></typeDescription></types></typeSystemDescription>";
  const text = xmi('<custom:Place xmi:id="15" sofa="1" begin="9" end="11" links="3" year="1931"/>');
  const [page] = await read(text, "x.xmi", { "TypeSystem.xml": types });
  expect(page?.articles[0]?.blocks[0]?.entities[0]?.attributes).toEqual({ year: "1931" });
});

test("divisions of DKPro's are blocks with their kinds as roles", async () => {
  const text = "題\n正文北京\n";
  const [page] = await read(
    xmi(
      '<type5:Heading xmi:id="3" sofa="1" begin="0" end="1"/><type5:Paragraph xmi:id="4" sofa="1" begin="2" end="6"/>' +
        '<type3:NamedEntity xmi:id="5" sofa="1" begin="4" end="6" value="LOC"/>',
      text.replaceAll("\n", "&#10;"),
    ),
  );
  expect(page?.articles[0]?.blocks.map(({ role, text: each }) => [role, each])).toEqual([
    ["heading", "題"],
    ["paragraph", "正文北京"],
  ]);
  expect(entitiesOf(page)).toEqual(["LOC 2-4 北京"]);
});

test("reads JSON whose structures are an object by their ids", async () => {
  const [page] = await read(
    JSON.stringify({
      "%TYPES": {},
      "%FEATURE_STRUCTURES": {
        1: { "%TYPE": "uima.cas.Sofa", sofaNum: 1, sofaID: "_InitialView", mimeType: "text", sofaString: headline },
        7: {
          "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity",
          "@sofa": 1,
          begin: 9,
          end: 11,
          value: "LOC",
        },
      },
      "%VIEWS": { _InitialView: { "%SOFA": 1, "%MEMBERS": [7] } },
    }),
    "x.json",
  );
  expect(entitiesOf(page)).toEqual(["LOC 8-10 北京"]);
});

test.for([
  [
    xmi('<type3:NamedEntity xmi:id="13" sofa="1" begin="3" end="99" value="PER"/>'),
    /x\.xmi, NamedEntity 13: 3–99 is not a range/,
  ],
  [xmi('<type3:NamedEntity sofa="1" begin="3" end="5" value="PER"/>'), /x\.xmi, line 3: the NamedEntity has no xmi:id/],
  [xmi("").replace(/<cas:Sofa[^>]*>/, ""), /holds no text/],
  [xmi("").replace("<xmi:XMI", '<!DOCTYPE x [<!ENTITY a "b">]><xmi:XMI'), /document type declaration/],
  [xmi("<open>"), /not valid XML/],
] as const)("refuses a damaged file", async ([text, message]) => {
  await expect(pagesOf(encoded(text), "x.xmi", { format: "cas" })).rejects.toThrow(message);
});

test("control characters that XML can't hold are written as U+FFFD, and that is said", async () => {
  const document = documentOf([[block("title", "北\u0001京")]], { name: "x" });
  const { files, notices } = await exportToMemory(cas, [document], new Map(), { options: { layout: false } });
  expect(files.get("x.xmi")).toContain('sofaString="北\uFFFD京&#10;"');
  expect(notices).toHaveLength(1);
});

test.for(["certainty", "value", "確定", "a b", "x_1", "", "begin", "𠮷"])(
  "the attribute %j is a feature of Java's and comes back",
  (name) => {
    expect(featureName(name)).toMatch(/^[A-Za-z][A-Za-z0-9_]*$/);
    expect(attributeName(featureName(name))).toBe(name);
  },
);
