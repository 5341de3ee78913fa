/** `export DIR --format F --out PATH [ID…] [--status S] [--option NAME=VALUE]`: documents in another format. */

import { resolve } from "node:path";
import { noticeText } from "../../shared/exchange-notices.ts";
import { exportFromCorpus } from "../corpus/export-documents.ts";
import { findFormat } from "../formats/index.ts";
import { byName, type Define, resolveIds, type StatusOption, statusOption, withCorpus } from "./command.ts";
import { nameValue } from "./name-value.ts";

type ExportOptions = StatusOption & { format: string; out: string; option?: Record<string, string>; json?: boolean };

export const defineExport: Define = (program, run) => {
  program
    .command("export")
    .description("export documents: all, the ones named, or those of a status")
    .argument("<dir>", "corpus folder")
    .argument("[id...]", "document ids, or their beginnings")
    .requiredOption("--format <format>", "see `galley formats`")
    .requiredOption("--out <path>", "file or folder to make, as the format needs")
    .option("--option <name=value>", "of the format, as often as needed; see `galley formats`", nameValue)
    .addOption(statusOption("only documents of this status"))
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, given: string[], options: ExportOptions) =>
      run(async ({ output, signal }) => {
        const format = findFormat(options.format);
        await withCorpus(dir, { output, signal }, async (corpus) => {
          const all = await corpus.ids({ ...byName, status: options.status ?? null });
          const named = given.length ? new Set(await resolveIds(corpus, given, output)) : null;
          const ids = named ? all.filter((id) => named.has(id)) : all;
          const path = resolve(options.out);
          const onProgress = (done: number, total: number) => output.progress(done, total);
          const result = await exportFromCorpus(corpus, {
            ...{ format, ids, path, signal, onProgress },
            options: options.option ?? {},
          });

          const failed = new Set(result.failures.map(({ document }) => document));
          for (const id of ids) if (!failed.has(id)) output.line({ document: id, path }, null);
          for (const { document, notice } of result.notices) output.message(`${document}: ${noticeText(notice)}`);
          for (const { document, error } of result.failures) output.failure(error.message, document);
          output.message(`${result.documents} of ${ids.length} documents exported to ${path}.`);
        });
      }, options),
    );
};
