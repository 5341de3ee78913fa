/** HTML as Galley writes it: pages that run nothing and load nothing. Must not know what is on them. */
import { createHash } from "node:crypto";

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  // A carriage return alone would be read as a line feed; a NUL is no character of HTML.
  "\r": "&#13;",
  "\0": "\uFFFD",
};

/** Text as HTML, in content and in quoted attributes alike. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\r\0]/g, (sign) => escapes[sign] as string);
}

/**
 * A page up to its body. Its policy allows nothing but its own style.
 * @param page.meta further elements of the head, as HTML
 */
export function htmlHead({ title, style, meta = "" }: { title: string; style: string; meta?: string }): string {
  const hash = createHash("sha256").update(style).digest("base64");
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'">
<meta name="viewport" content="width=device-width">
${meta}<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
`;
}

export const htmlEnd = "</body>\n</html>\n";
