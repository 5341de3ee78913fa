/** `formats`: what can be imported and exported. */
import { formats } from "../formats/index.ts";
import type { Define } from "./command.ts";

export const defineFormats: Define = (program, run) => {
  program
    .command("formats")
    .description("the import and export formats")
    .option("--json", "JSON Lines on standard output")
    .action((options: { json?: boolean }) =>
      run(async ({ output }) => {
        const infos = formats.map(({ id, importer, exporter, about }) => {
          return { format: id, import: importer !== null, export: exporter !== null, about: about.en };
        });
        for (const info of infos) output.line(info, null);
        if (output.json) return;
        const mark = (can: boolean) => (can ? "yes" : "–");
        output.table(
          ["FORMAT", "IMPORT", "EXPORT", "ABOUT"],
          infos.map((info) => [info.format, mark(info.import), mark(info.export), info.about]),
        );
      }, options),
    );
};
