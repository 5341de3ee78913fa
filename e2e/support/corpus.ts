/** A corpus made by the command line, and the loopback shell with it open in a page. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { type Loopback, startLoopback } from "./loopback.ts";
import { built, type Machine, root } from "./machine.ts";

/** Runs `galley …`; answers with its standard output. Throws when it fails. */
export function galley(machine: Machine, ...args: string[]): string {
  return execFileSync(process.execPath, [built("cli"), ...args], {
    cwd: root,
    env: machine.env,
    encoding: "utf8",
    stdio: "pipe",
  });
}

/** Folder of a new corpus with the given files or folders in it. */
export function newCorpus(machine: Machine, ...paths: string[]): string {
  const dir = join(machine.folder, "corpus");
  // Importing makes the corpus: one process less to wait for.
  if (paths.length) galley(machine, "import", dir, ...paths);
  else galley(machine, "new", dir);
  return dir;
}

/** Folder of a new corpus with pages of these texts, by file name. */
export function newCorpusOf(machine: Machine, pages: Readonly<Record<string, string>>): string {
  const folder = join(machine.folder, "pages");
  mkdirSync(folder);
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, name), text);
  return newCorpus(machine, folder);
}

/**
 * Tags words of a corpus's pages where they stand first in each block, in the files themselves: a test needs no process
 * for each. @param tags words by type: { PER: ["张三"] }
 */
export function tagOnDisk(dir: string, tags: Readonly<Record<string, readonly string[]>>): void {
  const folder = join(dir, "documents");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".json")) continue;
    const document = JSON.parse(readFileSync(join(folder, name), "utf8"));
    let count = 0;
    for (const { blocks } of document.articles)
      for (const block of blocks)
        for (const [type, words] of Object.entries(tags))
          for (const text of words) {
            const at = block.text.indexOf(text);
            if (at < 0) continue;
            count += 1;
            const start = Array.from(block.text.slice(0, at)).length;
            const span = { start, end: start + Array.from(text).length, text };
            block.entities.push({ id: `e${count}`, type, ...span, ref: null, by: "editor", note: "" });
          }
    writeFileSync(join(folder, name), JSON.stringify(document));
  }
}

/** Starts the program with the corpus and opens its list in the page. */
export async function openCorpus(machine: Machine, page: Page, dir: string): Promise<Loopback> {
  const program = await startLoopback(machine.env, ["--corpus", dir]);
  await page.goto(program.url);
  return program;
}
