/** `import DIR PATH… [--encoding E]`: files and folders into a corpus. */
import { Option } from "commander";
import { type EncodingChoice, encodings } from "../../shared/api.ts";
import { type Define, withNewCorpus } from "./command.ts";

export const defineImport: Define = (program, run) => {
  program
    .command("import")
    .description(
      "import files or folders, recursively; the same bytes twice are imported once; hidden files and README files in folders are passed over",
    )
    .argument("<dir>", "corpus folder; one that is empty or not there yet becomes a corpus")
    .argument("<path...>", "files or folders to import")
    .addOption(new Option("--encoding <encoding>", "of all files").choices(encodings).default("auto"))
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, paths: string[], options: { encoding: EncodingChoice; json?: boolean }) =>
      run(async ({ output, signal }) => {
        await withNewCorpus(dir, { output, signal }, async (corpus) => {
          const counts = { imported: 0, duplicate: 0, failed: 0 };
          for await (const { path, id, status, error } of corpus.importPaths(paths, {
            encoding: options.encoding,
            signal,
          })) {
            counts[status]++;
            output.line({ path, id, status, error: error?.message ?? null }, null);
            if (error) output.failure(error.message, path);
            output.progress(counts.imported + counts.duplicate + counts.failed, null);
          }
          output.message(`${counts.imported} imported, ${counts.duplicate} there already, ${counts.failed} failed.`);
          if (signal.aborted) output.failure("stopped before the end.");
        });
      }, options),
    );
};
