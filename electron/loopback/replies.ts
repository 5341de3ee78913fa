/**
 * What the loopback server says over HTTP: files of the page, the way in, and refusals a person can read. Every reply
 * carries the security headers. No reply repeats anything of the request.
 */
import { secretFragment } from "../../shared/wire.ts";
import { STATUS_CODES } from "../node-http.ts";
import type { PageFiles } from "../shell/page-files.ts";
import { securityHeaders } from "../shell/security-headers.ts";
import type { Gate, Verdict } from "./gate.ts";
import type { Secrets } from "./secrets.ts";

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: Buffer | string;
}

const html = (title: string, ...paragraphs: string[]) =>
  `<!doctype html><html lang="zh"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${paragraphs
    .map((text) => `<p>${text}</p>`)
    .join("")}</html>`;

/** For someone who reloads an old tab or follows a link from an earlier run. */
const refusal = html(
  "Galley 校样",
  "这个地址已经用过或已失效。请关闭此页，重新启动 Galley。",
  "This address was used already or is no longer valid. Close this page and start Galley again.",
);

const reply = (status: number, body: Buffer | string, type: string, extra: Record<string, string> = {}): Reply => ({
  status,
  headers: { ...securityHeaders, "Content-Type": type, "Content-Length": String(Buffer.byteLength(body)), ...extra },
  body,
});
const page = "text/html; charset=utf-8";
const plain = "text/plain; charset=utf-8";

export const refuseWith = (status: number): Reply =>
  status === 403
    ? reply(status, refusal, page)
    : reply(status, `${STATUS_CODES[status] ?? "Refused"}\n`, plain, { Connection: "close" });

function enter(gate: Gate, secrets: Secrets, crossSite: boolean): Reply {
  const clean = `/#${secretFragment}=${secrets.key}`;
  const cookie = { "Set-Cookie": `${gate.cookieName}=${secrets.cookie}; Path=/; HttpOnly; SameSite=Strict` };
  if (!crossSite) return reply(303, "", plain, { ...cookie, Location: clean });
  // After a redirect chain that began elsewhere the browser withholds strict cookies. A page of our own that moves on
  // begins a new chain, from here.
  const moving = `<!doctype html><meta charset="utf-8"><title>Galley</title><meta http-equiv="refresh" content="0;url=${clean}">`;
  return reply(200, moving, page, cookie);
}

export function makeReply(verdict: Verdict, gate: Gate, secrets: Secrets, files: PageFiles): Reply {
  if (verdict.kind === "enter") return enter(gate, secrets, verdict.crossSite);
  if (verdict.kind === "page") {
    const file = files.get(verdict.path);
    return file ? reply(200, file.body, file.type) : refuseWith(404);
  }
  return refuseWith(verdict.kind === "refuse" ? verdict.status : 403);
}

/** A whole reply as bytes, for connections that node:http no longer answers itself (upgrades, malformed requests). */
export function rawReply(answer: Reply): string {
  const headers = { ...answer.headers, Connection: "close" };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ""}\r\n${lines.join("\r\n")}\r\n\r\n${answer.body}`;
}
