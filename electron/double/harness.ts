/** What the shells' tests share: a page made of a few files and a plain HTTP client that sends exactly what it is told. */
import { connect } from "node:net";
import type { PageFiles } from "../shell/page-files.ts";

export const somePage: PageFiles = new Map(
  Object.entries({
    "/": "<!doctype html><title>page</title>",
    "/index.html": "<!doctype html><title>page</title>",
    "/assets/a.js": "export {};",
  }).map(([path, text]) => [
    path,
    {
      type: path.endsWith(".js") ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8",
      body: Buffer.from(text),
    },
  ]),
);

export interface RawAnswer {
  /** 0 when the server closed the connection without a word. */
  status: number;
  headers: Map<string, string>;
  body: string;
}

/** Sends bytes as they are and reads until the server closes the connection. */
export function sendRaw(port: number, text: string): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let received = "";
    socket.on("data", (chunk: Buffer) => {
      received += chunk.toString("utf8");
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      const [head = "", ...rest] = received.split("\r\n\r\n");
      const [first = "", ...lines] = head.split("\r\n");
      resolve({
        status: Number(first.split(" ")[1] ?? 0),
        headers: new Map(
          lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 2)]),
        ),
        body: rest.join("\r\n\r\n"),
      });
    });
  });
}

/** A request with exactly these headers, and a wish to close the connection afterwards. */
export const sendRequest = (
  port: number,
  method: string,
  target: string,
  headers: readonly (readonly [string, string])[],
) =>
  sendRaw(
    port,
    `${method} ${target} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}Connection: close\r\n\r\n`,
  );
