import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { GalleyError } from "../../shared/errors.ts";
import { askRecommender, type RecommenderLimits } from "./recommender.ts";

const request = {
  blocks: [{ id: "b1", role: "paragraph", text: "𠮷新华社北京电" }],
  types: ["ORG", "LOC"],
};
const limits: RecommenderLimits = { time: 3000, size: 2000 };

async function listening(answer: RequestListener): Promise<string> {
  const server: Server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/suggest`;
}

const saying = (body: string, status = 200, headers = {}) =>
  listening((incoming, response) => {
    incoming.resume().on("end", () => response.writeHead(status, headers).end(body));
  });
const ask = (address: string, more: { signal?: AbortSignal; limits?: RecommenderLimits } = {}) =>
  askRecommender(address, request, { signal: new AbortController().signal, limits, ...more });
const refusal = (address: string, more = {}) =>
  ask(address, more).then(
    () => "an answer",
    (error) => (error instanceof GalleyError ? `${error.code}: ${error.details.reason ?? ""}` : error),
  );

const good = { block: "b1", start: 1, end: 4, type: "ORG", score: 0.9, reason: "an agency" };

test("exactly the blocks and the types are sent, and a sound answer comes back", async () => {
  let got = { headers: {}, body: "" } as { headers: Record<string, unknown>; body: string };
  const address = await listening((incoming, response) => {
    let body = "";
    incoming.on("data", (part) => {
      body += part;
    });
    incoming.on("end", () => {
      got = { headers: incoming.headers, body };
      response.end(JSON.stringify({ suggestions: [good, { ...good, start: 0, reason: undefined }] }));
    });
  });
  const { suggestions, dropped } = await ask(address);
  expect(JSON.parse(got.body)).toEqual({ version: 1, ...request });
  expect(Object.keys(got.headers).sort()).toEqual(["accept", "connection", "content-length", "content-type", "host"]);
  expect(suggestions).toEqual([good, { ...good, start: 0, reason: "" }]);
  expect(Object.values(dropped)).toEqual([0, 0, 0, 0, 0]);
});

test("what breaks the rules is left out and counted by what is wrong", async () => {
  const wrong = [
    ...[null, "x", { ...good, score: "0.9" }, { block: "b1" }],
    { ...good, block: "b9" },
    ...[
      { ...good, end: 8 },
      { ...good, start: 4 },
      { ...good, start: -1 },
      { ...good, start: 0.5 },
    ],
    { ...good, type: "PER" },
    ...[
      { ...good, score: 1.5 },
      { ...good, score: -0.1 },
    ],
    good,
  ];
  const { suggestions, dropped } = await ask(await saying(JSON.stringify({ suggestions: wrong })));
  expect(suggestions).toEqual([good]);
  expect(dropped).toEqual({ shape: 4, block: 1, place: 4, type: 1, score: 2 });
});

test("a reason is cut to what a person reads", async () => {
  const { suggestions } = await ask(
    await saying(JSON.stringify({ suggestions: [{ ...good, reason: "𠮷".repeat(400) }] })),
  );
  expect(Array.from(suggestions[0]?.reason ?? "")).toHaveLength(200);
});

test.each([
  ["no JSON", "<html>", 200, {}, "its answer is no JSON"],
  ["no list", '{"suggestions":{}}', 200, {}, "its answer has no list of suggestions"],
  ["an error", "{}", 500, {}, "it answered with status 500"],
  ["another place", "", 302, { location: "http://127.0.0.1:1/" }, "it sends elsewhere, and redirects are not followed"],
  ["too much", `"${"x".repeat(3000)}"`, 200, {}, "its answer is larger than 2000 bytes"],
])("a server that says %s is named with what is wrong", async (_what, body, status, headers, reason) => {
  expect(await refusal(await saying(body, status, headers))).toBe(`recommender-failed: ${reason}`);
});

test("a server that is not there, breaks off, or never answers is told of", async () => {
  expect(await refusal("http://127.0.0.1:1/")).toBe("recommender-failed: nobody answers there");
  const breaking = await listening((incoming, response) => {
    response.writeHead(200, { "content-length": 1000 }).write("{");
    incoming.on("end", () => response.destroy()).resume();
  });
  expect(await refusal(breaking)).toBe("recommender-failed: it broke off its answer");
  const silent = await listening((incoming) => void incoming.resume());
  expect(await refusal(silent, { limits: { ...limits, time: 50 } })).toBe(
    "recommender-failed: it did not answer within 0.05 seconds",
  );
});

test("a server that drips is given up, and asking can be cancelled", async () => {
  const dripping = await listening((incoming, response) => {
    incoming.resume();
    const timer = setInterval(() => response.write(" "), 5);
    response.on("close", () => clearInterval(timer));
  });
  expect(await refusal(dripping, { limits: { time: 80, size: 1e6 } })).toContain("did not answer within");
  const controller = new AbortController();
  const stopped = refusal(dripping, { signal: controller.signal });
  controller.abort();
  expect(await stopped).toBe("cancelled: ");
});

test("an address that is none is refused before anything is sent", async () => {
  expect(await refusal("ftp://127.0.0.1/")).toMatch(/^usage/);
  expect(await refusal("javascript:alert(1)")).toMatch(/^usage/);
  expect(await refusal("")).toMatch(/^usage/);
});

test("the example server answers as the documentation says", async () => {
  const server: ChildProcess = spawn(process.execPath, [
    join(import.meta.dirname, "../../examples/recommender/server.mjs"),
    "0",
  ]);
  onTestFinished(() => void server.kill());
  const address = await new Promise<string>((resolve) =>
    server.stdout?.once("data", (line) => resolve(String(line).trim())),
  );
  const { suggestions, dropped } = await ask(address);
  expect(suggestions).toEqual([{ ...good, score: 0.8, reason: "in the list of names" }]);
  expect(Object.values(dropped)).toEqual([0, 0, 0, 0, 0]);
});
