/** A corpus made by the command line, and the loopback shell with it open in a page. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { type Loopback, startLoopback } from "./loopback.ts";
import { type Machine, root } from "./machine.ts";

/** Runs `galley …`; answers with its standard output. Throws when it fails. */
export function galley(machine: Machine, ...args: string[]): string {
  const argv = [join(root, "electron/cli.ts"), ...args];
  return execFileSync(process.execPath, argv, { cwd: root, env: machine.env, encoding: "utf8", stdio: "pipe" });
}

/** Folder of a new corpus with the given files or folders in it. */
export function newCorpus(machine: Machine, ...paths: string[]): string {
  const dir = join(machine.folder, "corpus");
  galley(machine, "new", dir);
  if (paths.length) galley(machine, "import", dir, ...paths);
  return dir;
}

/** Folder of a new corpus with pages of these texts, by file name. */
export function newCorpusOf(machine: Machine, pages: Readonly<Record<string, string>>): string {
  const folder = join(machine.folder, "pages");
  mkdirSync(folder);
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, name), text);
  return newCorpus(machine, folder);
}

/** Starts the program with the corpus and opens its list in the page. */
export async function openCorpus(machine: Machine, page: Page, dir: string): Promise<Loopback> {
  const program = await startLoopback(machine.env, ["--corpus", dir]);
  await page.goto(program.url);
  return program;
}
