/**
 * An external recommender in a few lines of plain Node, as docs/recommender.md describes: it finds the names
 * of a list. Start it with `node examples/recommender/server.mjs [PORT] [NAMES.tsv]` (a line of the file is a name, a tab
 * and an entity type), and give Galley the address that it prints.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const [port = "8900", file] = process.argv.slice(2);
const names = file
  ? readFileSync(file, "utf8")
      .split(/\r?\n/)
      .filter(Boolean)
      .map((line) => line.split("\t"))
  : [
      ["新华社", "ORG"],
      ["人民日报", "ORG"],
    ];

/** Offsets are code points; JavaScript counts UTF-16 units. */
const points = (text, unit) => Array.from(text.slice(0, unit)).length;

function recommend({ blocks, types }) {
  const wanted = new Set(types);
  const suggestions = [];
  for (const { id, text } of blocks)
    for (const [name, type] of names) {
      if (!wanted.has(type)) continue;
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
        suggestions.push({
          block: id,
          start: points(text, at),
          end: points(text, at + name.length),
          type,
          score: 0.8,
          reason: "in the list of names",
        });
    }
  return { suggestions };
}

const server = createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    let status = 200;
    let answer;
    try {
      answer = recommend(JSON.parse(Buffer.concat(parts).toString("utf8")));
    } catch (error) {
      status = 400;
      answer = { error: String(error) };
    }
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(answer));
  });
});

// This computer only: whoever needs more knows what they do.
server.listen(Number(port), "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${server.address().port}/\n`);
});
