/** `new DIR [--name N] [--preset P]`: an empty corpus. */
import { Option } from "commander";
import { type PresetId, presetIds } from "../../shared/entities/tagset/presets.ts";
import { Corpus } from "../corpus/corpus.ts";
import type { Define } from "./command.ts";

export const defineNew: Define = (program, run) => {
  program
    .command("new")
    .description("make an empty corpus; the folder must be empty or not there yet")
    .argument("<dir>", "corpus folder")
    .option("--name <name>", "the corpus's name (default: the folder's)")
    .addOption(new Option("--preset <id>", "the tagset to begin with").choices(presetIds).default("news"))
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, options: { name?: string; preset: PresetId; json?: boolean }) =>
      run(async ({ output }) => {
        const { name, preset } = options;
        const corpus = await Corpus.create(dir, { ...(name === undefined ? {} : { name }), preset });
        const { dir: made, settings } = corpus;
        await corpus.close();
        output.line({ corpus: made, name: settings.name }, `Made the corpus “${settings.name}” in ${made}.`);
      }, options),
    );
};
