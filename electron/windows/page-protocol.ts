/**
 * The page's own scheme: app://galley/… answers from the fixed map of built files and from nothing else.
 * Must not know: windows, disk.
 */
import type { CustomScheme } from "electron";
import type { PageFiles } from "../shell/page-files.ts";
import { securityHeaders } from "../shell/security-headers.ts";

export const pageOrigin = "app://galley";
export const pageUrl = `${pageOrigin}/`;

/** A standard, secure scheme: it has an origin, storage and workers, and is no "insecure content". */
export const pageScheme = {
  scheme: "app",
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
} satisfies CustomScheme;

/** The address must be one of the map's, letter by letter; nothing is decoded, joined or resolved. */
export function answerPageRequest(files: PageFiles, request: Pick<Request, "method" | "url">): Response {
  const refuse = (status: number) => new Response(null, { status, headers: securityHeaders });
  if (request.method !== "GET") return refuse(405);
  if (!request.url.startsWith(pageUrl)) return refuse(404);
  const [path = ""] = request.url.slice(pageOrigin.length).split(/[?#]/, 1);
  const file = files.get(path);
  if (!file) return refuse(404);
  return new Response(file.body, { status: 200, headers: { ...securityHeaders, "Content-Type": file.type } });
}
