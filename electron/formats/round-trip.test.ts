import { expect, test } from "vitest";
import type { Format } from "./format.ts";
import { json } from "./json.ts";
import { jsonl } from "./jsonl.ts";
import { expectRoundTrip } from "./round-trip.ts";

test("Galley's own formats keep everything", async () => {
  await expectRoundTrip(json, { ignoring: [] });
  await expectRoundTrip(jsonl, { ignoring: [] });
});

test("a format that loses what it doesn't declare is found out", async () => {
  const lossy: Format = {
    ...json,
    exporter: {
      ...(json.exporter as NonNullable<Format["exporter"]>),
      async write(documents, sink, context) {
        async function* without() {
          for await (const document of documents)
            yield {
              ...document,
              relations: [],
              articles: document.articles.map((article) => ({
                ...article,
                blocks: article.blocks.map((block) => ({ ...block, role: "paragraph", entities: [] })),
              })),
            };
        }
        await json.exporter?.write(without(), sink, context);
      },
    },
  };
  await expect(expectRoundTrip(lossy, { ignoring: [] })).rejects.toThrow();
  await expect(expectRoundTrip(lossy, { ignoring: ["roles"] })).rejects.toThrow();
  await expectRoundTrip(lossy, { ignoring: ["roles", "entities", "relations"] });
});
