/** What a command gets and how it opens its corpus: one place, so that all fail, close and stop in the same way. */
import { readdirSync } from "node:fs";
import { type Command, Option } from "commander";
import type { ListQuery } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { type Status, statuses } from "../../shared/model/document.ts";
import { Corpus } from "../corpus/corpus.ts";
import { errnoOf } from "../disk-errors.ts";
import type { Output } from "./output.ts";

export interface CommandContext {
  output: Output;
  /** Aborted by Ctrl-C: end soon, leave everything whole. */
  signal: AbortSignal;
}

/** Puts a command's body where its action goes; `options` are commander's. */
export type Define = (program: Command, run: Runner) => void;
export type Runner = (work: (context: CommandContext) => Promise<void>, options: { json?: boolean }) => Promise<void>;

export const byName: ListQuery = { sort: "name", descending: false, text: "", status: null };

/** Opens the corpus for the time of the work. */
export async function withCorpus(
  dir: string,
  { output, signal }: CommandContext,
  work: (corpus: Corpus) => Promise<void>,
): Promise<void> {
  const corpus = await Corpus.open(dir, { signal, onIndexing: (done, total) => output.progress(done, total) });
  try {
    await work(corpus);
  } finally {
    await corpus.close();
  }
}

/** As `withCorpus`, but a folder that is empty or not there yet becomes a corpus first. */
export async function withNewCorpus(
  dir: string,
  context: CommandContext,
  work: (corpus: Corpus) => Promise<void>,
): Promise<void> {
  if (isEmptyOrMissing(dir)) {
    const corpus = await Corpus.create(dir, {});
    context.output.message(`Made the corpus “${corpus.settings.name}” in ${corpus.dir}.`);
    await corpus.close();
  }
  await withCorpus(dir, context, work);
}

function isEmptyOrMissing(dir: string): boolean {
  try {
    return readdirSync(dir).length === 0;
  } catch (error) {
    return errnoOf(error) === "ENOENT";
  }
}

/** The ids meant by what was typed: whole ids or unambiguous beginnings. What means none is named and left out. */
export async function resolveIds(corpus: Corpus, given: readonly string[], output: Output): Promise<string[]> {
  const ids: string[] = [];
  for (const prefix of given) {
    try {
      ids.push(await resolveId(corpus, prefix));
    } catch (error) {
      if (!(error instanceof GalleyError) || error.code === "corpus-gone") throw error;
      output.failure(error);
    }
  }
  return [...new Set(ids)];
}

/** The documents that a command is about: the ones named, or all; in the order of their names. */
export async function idsOf(corpus: Corpus, given: readonly string[], output: Output): Promise<string[]> {
  const all = await corpus.ids(byName);
  if (!given.length) return all;
  const named = new Set(await resolveIds(corpus, given, output));
  return all.filter((id) => named.has(id));
}

/** @throws GalleyError not-found, or usage when several documents begin so */
export async function resolveId(corpus: Corpus, prefix: string): Promise<string> {
  const id = await corpus.findId(prefix);
  if (id) return id;
  throw new GalleyError("not-found", `There is no document ${prefix} in ${corpus.dir}.`, { id: prefix });
}

/** `--status S`, one of the five. */
export function statusOption(about: string): Option {
  return new Option("--status <status>", about).choices(statuses);
}

export type StatusOption = { status?: Status };
