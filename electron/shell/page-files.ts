/**
 * The built page as a fixed map from address path to bytes, read once at start. Requests are looked up in it and never
 * joined to a folder, so no address, however written, can reach another file.
 */
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { GalleyError } from "../../shared/errors.ts";

export interface PageFile {
  type: string;
  body: Buffer<ArrayBuffer>;
}
/** Keys are exact, undecoded address paths such as "/assets/index-1a2b.js"; "/" is index.html. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** What a build of the page may consist of. Any other ending is not served: nobody has thought about its type. */
const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** @throws GalleyError "not-found" when there is no built page in the folder */
export function readPageFiles(folder: string): PageFiles {
  const files = new Map<string, PageFile>();
  const walk = (relative: string) => {
    for (const entry of readdirSync(join(folder, relative), { withFileTypes: true })) {
      const path = `${relative}/${entry.name}`;
      const type = types[extname(entry.name)];
      // Links are neither files nor folders here, so nothing outside the folder gets in.
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && type) files.set(path, { type, body: readFileSync(join(folder, path)) });
    }
  };
  try {
    walk("");
  } catch (cause) {
    throw missing(folder, cause);
  }
  const index = files.get("/index.html");
  if (!index) throw missing(folder);
  files.set("/", index);
  return files;
}

const missing = (folder: string, cause?: unknown) =>
  new GalleyError(
    "not-found",
    `The window's page is not built (${folder}). Run "npm run build".`,
    { path: folder },
    { cause },
  );
