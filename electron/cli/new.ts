/** `new DIR [--name N]`: an empty corpus. */
import { Corpus } from "../corpus/corpus.ts";
import type { Define } from "./command.ts";

export const defineNew: Define = (program, run) => {
  program
    .command("new")
    .description("make an empty corpus; the folder must be empty or not there yet")
    .argument("<dir>", "corpus folder")
    .option("--name <name>", "the corpus's name (default: the folder's)")
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, options: { name?: string; json?: boolean }) =>
      run(async ({ output }) => {
        const corpus = await Corpus.create(dir, options.name === undefined ? {} : { name: options.name });
        const { name } = corpus.settings;
        await corpus.close();
        output.line({ corpus: corpus.dir, name }, `Made the corpus “${name}” in ${corpus.dir}.`);
      }, options),
    );
};
