/** What lies beside the files of a folder export, in words: README.txt for people, in both languages. Must not know: disk. */
import type { Label } from "../../shared/model/settings.ts";
import type { Format, OptionValues } from "./format.ts";

export const readmeName = "README.txt";

/** galley-export.json: the same for programs. */
export interface ExportManifest {
  format: string;
  version: number;
  /** Format id. */
  exportedAs: string;
  extension: string;
  options: OptionValues;
  corpus: string;
  date: string;
  documents: number;
  refused: number;
  /** How many files there are beside the manifest itself. */
  files: number;
  entityTypes: { id: string; label: Label }[];
  losses: Label[];
}

export function readmeText(manifest: ExportManifest, { about }: Pick<Format, "about">): string {
  const { corpus, date, documents, refused, entityTypes, losses } = manifest;
  const options = Object.entries(manifest.options).map(([name, value]) => `${name}=${value}`);
  const types = (language: "zh" | "en") => entityTypes.map(({ id, label }) => `  ${id}\t${label[language]}`);
  const zh = [
    `“${corpus}”的导出`,
    "",
    `格式：${about.zh}`,
    ...(options.length ? [`选项：${options.join("，")}`] : []),
    `时间：${date}`,
    `文档：${documents} 个${refused ? `；另有 ${refused} 个写不成这种格式，未导出` : ""}`,
    "",
    "实体类型：",
    ...types("zh"),
    "",
    "这种格式不保留的内容：",
    ...losses.map(({ zh: text }) => `  - ${text}`),
    "",
    "galley-export.json 是同样的内容，供程序读取。",
  ];
  const en = [
    `An export of “${corpus}”`,
    "",
    `Format: ${about.en}`,
    ...(options.length ? [`Options: ${options.join(", ")}`] : []),
    `Date: ${date}`,
    `Documents: ${documents}${refused ? `; ${refused} more can't be written in this format and were left out` : ""}`,
    "",
    "Entity types:",
    ...types("en"),
    "",
    "What this format does not keep:",
    ...losses.map(({ en: text }) => `  - ${text}`),
    "",
    "galley-export.json says the same to programs.",
  ];
  return `${[...zh, "", "----", "", ...en].join("\n")}\n`;
}
