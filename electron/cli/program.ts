/**
 * The command line as a whole: the commands, and what their ends mean. Exit status 0: done; 1: something failed (each
 * failure named, the rest carried out); 2: wrong usage.
 */
import { Command, CommanderError } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { GalleyError } from "../../shared/errors.ts";
import { defineCheck } from "./check.ts";
import type { Define, Runner } from "./command.ts";
import { defineExport } from "./export.ts";
import { defineFix } from "./fix.ts";
import { defineFormats } from "./formats.ts";
import { defineHistory } from "./history.ts";
import { defineImport } from "./import.ts";
import { defineLearn } from "./learn.ts";
import { defineList } from "./list.ts";
import { defineNew } from "./new.ts";
import { type CliStreams, Output } from "./output.ts";
import { defineRegistry } from "./registry.ts";
import { defineRelations } from "./relations.ts";
import { defineReplace } from "./replace.ts";
import { defineRules } from "./rules.ts";
import { defineSearch } from "./search.ts";
import { defineServe } from "./serve.ts";
import { defineSet } from "./set.ts";
import { defineSetAside } from "./set-aside.ts";
import { defineShow } from "./show.ts";
import { defineStats } from "./stats.ts";
import { defineSuggest } from "./suggest.ts";
import { defineTag } from "./tag.ts";
import { defineTagset } from "./tagset.ts";
import { defineUndo } from "./undo.ts";
import { defineUntag } from "./untag.ts";
import { defineVerify } from "./verify.ts";

const commands: readonly Define[] = [
  defineNew,
  defineImport,
  defineList,
  defineShow,
  defineCheck,
  defineFix,
  defineSet,
  defineSuggest,
  defineLearn,
  defineTag,
  defineUntag,
  defineRegistry,
  defineRelations,
  defineSearch,
  defineReplace,
  defineUndo,
  defineHistory,
  defineRules,
  defineTagset,
  defineStats,
  defineExport,
  defineFormats,
  defineVerify,
  defineSetAside,
  defineServe,
];

/** What the person typed makes no sense, whatever the corpus. */
const WRONG_USAGE: ReadonlySet<string> = new Set(["usage", "unknown-format", "bad-pattern"]);

/** Runs one command line. @returns the exit status */
export async function runCli(argv: readonly string[], streams: CliStreams): Promise<number> {
  let status = 0;
  const interrupted = new AbortController();
  streams.onInterrupt(() => interrupted.abort());

  const run: Runner = async (work, options) => {
    const output = new Output(streams, options.json ?? false);
    try {
      await work({ output, signal: interrupted.signal });
    } catch (error) {
      output.failure(error);
      if (error instanceof GalleyError && WRONG_USAGE.has(error.code)) status = 2;
    }
    output.done();
    if (status === 0 && output.failures) status = 1;
  };

  const program = new Command("galley")
    .description("Galley 校样: OCR'd Chinese newspaper pages into clean, sectioned, entity-tagged articles")
    .version(packageJson.version)
    .showHelpAfterError("(galley --help lists the commands)")
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
    })
    .exitOverride();
  for (const define of commands) define(program, run);
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version that were asked for end here too, with exit code 0.
    return error.exitCode === 0 ? 0 : 2;
  }
  return status;
}
