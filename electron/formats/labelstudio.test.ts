import { expect, test } from "vitest";
import { noticeText } from "../../shared/exchange-notices.ts";
import { labelstudio } from "./labelstudio.ts";
import { expectRoundTrip } from "./round-trip.ts";
import { block, documentOf, entity, exportToMemory, fieldDocument, headline, pagesOf } from "./test-support.ts";

const read = (tasks: unknown, config?: string) =>
  pagesOf(Buffer.from(JSON.stringify(tasks)), "tasks.json", {
    format: "labelstudio",
    siblings: new Map(config === undefined ? [] : [["tasks-config.xml", Buffer.from(config)]]),
  });
const label = (id: string, start: number, end: number, type: string, more = {}) => ({
  id,
  from_name: "label",
  to_name: "text",
  type: "labels",
  value: { start, end, labels: [type], ...more },
});
const entitiesOf = (pages: Awaited<ReturnType<typeof read>>) =>
  pages.flatMap((page) =>
    page.articles.flatMap((article) =>
      article.blocks.flatMap((each) => each.entities.map(({ type, start, end, text }) => [type, start, end, text])),
    ),
  );

test("writes the field's test document in UTF-16 units, with the configuration that opens it", async () => {
  const document = fieldDocument();
  document.relations = [{ id: "r1", type: "VISITS", from: "e1", to: "e3", by: "editor", note: "" }];
  const { files } = await exportToMemory(labelstudio, [document], new Map(), { options: { layout: false } });
  const [task] = JSON.parse(files.get("out") ?? "");
  expect(task.data).toEqual({
    text: "標題：𠮷田茂訪問北京\n\n國務院新聞\n辦公室宣佈。「完」他說\n",
    name: "004_04b86e9b1138073a.txt",
  });
  const { result } = task.annotations[0];
  expect(result.slice(1, 4)).toEqual([
    {
      ...label("e1", 3, 7, "PER", { text: "𠮷田茂" }),
      meta: { text: ["首相\n第二行"] },
    },
    { id: "e1", from_name: "ref", to_name: "text", type: "textarea", value: { start: 3, end: 7, text: ["q1"] } },
    label("e3", 9, 11, "LOC", { text: "北京" }),
  ]);
  expect(result.at(-2)).toEqual(label("e4", 16, 22, "ORG", { text: "新聞\n辦公室" }));
  expect(result.at(-1)).toEqual({
    type: "relation",
    from_id: "e1",
    to_id: "e3",
    direction: "right",
    labels: ["VISITS"],
  });
  const config = files.get("out-config.xml") ?? "";
  expect(config).toContain('<Labels name="label" toName="text">');
  expect(config).toContain('<Label value="PER" background="#b3261e"/>');
  expect(config).toContain('<Text name="text" value="$text" granularity="symbol"/>');
  expect(config).toContain('<Relation value="VISITS"/>');
  expect(config).toContain('<TextArea name="ref" toName="text" perRegion="true"');
});

test("no carriage return is in the text, and places count without it", async () => {
  const text = "一\r\n二\r北京";
  const document = documentOf([[block("paragraph", text, [entity(text, "北京", "LOC")])]]);
  const { files } = await exportToMemory(labelstudio, [document]);
  expect(files.get("out")).not.toContain("\\r");
  const [task] = JSON.parse(files.get("out") ?? "");
  expect(task.annotations[0].result[0].value).toMatchObject({ start: 4, end: 6 });
});

test.for(["annotations", "predictions"])("a document comes back from %s", async (as) => {
  await expectRoundTrip(labelstudio, { ignoring: ["line-ends"], options: { as }, fileName: "out.json" });
});

test("an attribute comes back whatever its name", async () => {
  const document = documentOf([
    [
      block("title", "北京", [
        entity("北京", "北京", "LOC", { attributes: { ref: "1", 確定: "低", label: "", text: "\n" } }),
      ]),
    ],
  ]);
  const { bytes } = await exportToMemory(labelstudio, [document]);
  const [page] = await pagesOf(bytes.get("out") ?? new Uint8Array(), "out.json");
  expect(page?.articles[0]?.blocks[0]?.entities[0]).toMatchObject({
    ref: null,
    attributes: { ref: "1", 確定: "低", label: "", text: "\n" },
  });
});

test("reads an export: regions with several labels, choices, notes, relations; cancelled ones are passed over", async () => {
  const pages = await read([
    {
      id: 1,
      data: { text: headline },
      annotations: [
        { id: 3, was_cancelled: true, result: [] },
        {
          id: 4,
          completed_by: 1,
          result: [
            {
              ...label("a", 3, 7, "Person"),
              value: { start: 3, end: 7, text: "𠮷田茂", labels: ["Person", "Politician"] },
              meta: { text: ["首相"] },
            },
            label("b", 9, 11, "Place"),
            {
              id: "b",
              from_name: "certainty",
              to_name: "text",
              type: "choices",
              value: { start: 9, end: 11, choices: ["High"] },
            },
            { type: "relation", from_id: "b", to_id: "a", direction: "left", labels: ["visits"] },
            { id: "c", from_name: "topic", to_name: "text", type: "choices", value: { choices: ["Politics"] } },
          ],
        },
        { id: 5, result: [] },
      ],
      predictions: [{ model_version: "m", result: [] }],
    },
  ]);
  expect(entitiesOf(pages)).toEqual([
    ["Person", 3, 6, "𠮷田茂"],
    ["Politician", 3, 6, "𠮷田茂"],
    ["Place", 8, 10, "北京"],
  ]);
  const entities = pages[0]?.articles[0]?.blocks[0]?.entities ?? [];
  expect(entities[0]).toMatchObject({ note: "首相", by: "labelstudio" });
  expect(entities[2]).toMatchObject({ attributes: { certainty: "High" } });
  expect(pages[0]?.rest?.relations).toMatchObject([{ type: "visits", from: "a", to: "b" }]);
  expect(pages[0]?.notices?.map(noticeText)).toEqual([
    "Of 2 sets of annotations only the first was read.",
    "1 result of type “choices” was left out.",
  ]);
});

test("the ground truth is read before other annotations, predictions only where there are none", async () => {
  const data = { text: headline };
  const [truth, guess] = await read([
    { data, annotations: [{ result: [] }, { ground_truth: true, result: [label("a", 9, 11, "Place")] }] },
    { data, annotations: [], predictions: [{ model_version: "bert-3", result: [label("a", 3, 7, "Person")] }] },
  ]);
  expect(entitiesOf(truth ? [truth] : [])).toEqual([["Place", 8, 10, "北京"]]);
  expect(guess?.articles[0]?.blocks[0]?.entities[0]).toMatchObject({ text: "𠮷田茂", by: "bert-3" });
});

test("reads the short form, and the form of older versions", async () => {
  const value = { start: 3, end: 7, text: "𠮷田茂", labels: ["Person"] };
  const pages = await read([
    { text: headline, id: 4, label: [value], annotator: 1, annotation_id: 2, created_at: "2026-01-01T00:00:00Z" },
    { id: 1, data: { text: headline }, completions: [{ result: [label("a", 9, 11, "Place")] }] },
  ]);
  expect(entitiesOf(pages)).toEqual([
    ["Person", 3, 6, "𠮷田茂"],
    ["Place", 8, 10, "北京"],
  ]);
});

test("places counted in code points are understood where the surfaces tell", async () => {
  const pages = await read([
    {
      data: { text: headline },
      annotations: [
        { result: [label("a", 3, 6, "Person", { text: "𠮷田茂" }), label("b", 8, 10, "Place", { text: "北京" })] },
      ],
    },
  ]);
  expect(entitiesOf(pages).map(([, , , text]) => text)).toEqual(["𠮷田茂", "北京"]);
});

test("the configuration beside the file says which value is the text", async () => {
  const task = { data: { url: "a.html", body: headline }, annotations: [{ result: [label("a", 9, 11, "Place")] }] };
  const config =
    '<View><Labels name="label" toName="t"><Label value="Place"/></Labels><Text name="t" value="$body"/></View>';
  expect(entitiesOf(await read([task], config))).toEqual([["Place", 8, 10, "北京"]]);
  await expect(read([task])).rejects.toThrow(/tasks\.json, record 1: its data doesn't say which value is the text/);
});

test.for([
  [label("a", 3, 99, "X"), /X at .* is not a range/],
  [label("a", -1, 2, "X"), /not a range/],
  [label("a", 5, 5, "X"), /not a range/],
  [{ id: 3, type: "labels" }, /a result is damaged/],
] as const)("a task with the result %j is refused by its number", async ([result, message]) => {
  const reading = read([{ data: { text: headline }, annotations: [{ result: [result] }] }]);
  await expect(reading).rejects.toThrow(message);
  await expect(reading).rejects.toThrow(/tasks\.json, record 1/);
});
