/** `import DIR PATH… [--format F] [--encoding E] [--map-type A=B] [--map-role A=B]`: files and folders into a corpus. */
import { basename } from "node:path";
import { Option } from "commander";
import { type EncodingChoice, encodings } from "../../shared/api.ts";
import { noticeText } from "../../shared/exchange-notices.ts";
import { findImportFormat } from "../formats/run-import.ts";
import { type Define, withNewCorpus } from "./command.ts";
import { nameValue } from "./name-value.ts";

interface ImportOptions {
  encoding: EncodingChoice;
  format?: string;
  mapType?: Record<string, string>;
  mapRole?: Record<string, string>;
  json?: boolean;
}

export const defineImport: Define = (program, run) => {
  program
    .command("import")
    .description(
      "import files or folders, recursively; the same bytes twice are imported once; hidden files and README files in folders are passed over",
    )
    .argument("<dir>", "corpus folder; one that is empty or not there yet becomes a corpus")
    .argument("<path...>", "files or folders to import")
    .addOption(new Option("--encoding <encoding>", "of all files").choices(encodings).default("auto"))
    .option("--format <format>", "of all files; recognised from their content when missing (see `galley formats`)")
    .option(
      "--map-type <name=type>",
      "what an entity type of the files becomes; nothing after = leaves it out",
      nameValue,
    )
    .option("--map-role <name=role>", "what a role of the files becomes", nameValue)
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, paths: string[], options: ImportOptions) =>
      run(async ({ output, signal }) => {
        await withNewCorpus(dir, { output, signal }, async (corpus) => {
          const { format = null, encoding, mapType, mapRole } = options;
          if (format !== null) findImportFormat(format);
          const mapping = mapType || mapRole ? { types: mapType ?? {}, roles: mapRole ?? {} } : null;
          const counts = { imported: 0, duplicate: 0, failed: 0 };
          const show = () => output.progress(counts.imported + counts.duplicate + counts.failed, null, at);
          // A file of many pages: which one, and how far.
          let at = "";
          const onProgress = (file: string, done: number, total: number) => {
            at = total > 1 ? `${basename(file)} ${Math.floor((done / total) * 100)} %` : "";
            show();
          };
          for await (const { path, id, status, error, notices, ...read } of corpus.importPaths(paths, {
            encoding,
            format,
            signal,
            onProgress,
            ...(mapping ? { mapping } : {}),
          })) {
            // A file that was stopped within is none that failed: its pages are counted.
            const isStopped = error?.code === "cancelled";
            if (!isStopped) counts[status]++;
            const said = notices.map(noticeText);
            output.line({ path, id, status, error: error?.message ?? null, format: read.format, notices: said }, null);
            for (const each of said) output.message(`${path}: ${each}`);
            if (error) output.failure(error.message, path);
            show();
          }
          output.message(`${counts.imported} imported, ${counts.duplicate} there already, ${counts.failed} failed.`);
          if (signal.aborted) output.failure("stopped before the end.");
        });
      }, options),
    );
};
