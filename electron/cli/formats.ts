/** `formats [FORMAT…]`: what can be imported and exported, what each format loses, and its options. */
import type { FormatInfo } from "../../shared/api.ts";
import { findFormat, formatInfo, formats } from "../formats/index.ts";
import type { Define } from "./command.ts";

export const defineFormats: Define = (program, run) => {
  program
    .command("formats")
    .description("the import and export formats: what they are, what they don't keep, their options")
    .argument("[format...]", "only these")
    .option("--json", "JSON Lines on standard output")
    .action((ids: string[], options: { json?: boolean }) =>
      run(async ({ output }) => {
        for (const format of ids.length ? ids.map(findFormat) : formats) {
          const info = formatInfo(format);
          output.line(
            {
              format: info.id,
              import: info.import,
              export: info.export,
              about: info.about.en,
              writes: info.writes,
              extension: info.extension,
              losses: info.losses.map(({ en }) => en),
              options: info.options.map(({ name, label, kind, choices, default: preset }) => {
                return { name, about: label.en, kind, choices: choices.map(({ value }) => value), default: preset };
              }),
            },
            description(info),
          );
        }
      }, options),
    );
};

function description(info: FormatInfo): string {
  const directions = [...(info.import ? ["import"] : []), ...(info.export ? ["export"] : [])].join(", ");
  const options = info.options.map(({ name, label, kind, choices, default: preset }) => {
    const values =
      kind === "choice" ? choices.map(({ value }) => value).join("|") : kind === "boolean" ? "true|false" : "TEXT";
    return `  --option ${name}=${values}  ${label.en} (${preset === "" ? "empty" : preset} by default)`;
  });
  const losses = info.losses.map(({ en }) => `  not kept: ${en}`);
  return [`${info.id}  [${directions}]`, `  ${info.about.en}`, ...losses, ...options, ""].join("\n");
}
