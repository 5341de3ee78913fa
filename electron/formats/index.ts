/** All formats. A new one is a file of this folder, its test, and a line here. */
import type { FormatInfo } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { Label } from "../../shared/model/settings.ts";
import { alto } from "./alto.ts";
import { brat } from "./brat.ts";
import { cas } from "./cas.ts";
import { cluener } from "./cluener.ts";
import { conll } from "./conll.ts";
import { csv, tsv } from "./csv.ts";
import { doccano } from "./doccano.ts";
import { docx } from "./docx.ts";
import type { Format } from "./format.ts";
import { hocr } from "./hocr.ts";
import { html } from "./html.ts";
import { huggingface } from "./huggingface.ts";
import { icdar } from "./icdar.ts";
import { json } from "./json.ts";
import { jsonl } from "./jsonl.ts";
import { labelstudio } from "./labelstudio.ts";
import { markdown } from "./markdown.ts";
import { page } from "./page.ts";
import { pairs } from "./pairs.ts";
import { parquet } from "./parquet.ts";
import { pdf } from "./pdf.ts";
import { proofsheet } from "./proofsheet.ts";
import { spacy } from "./spacy.ts";
import { tei } from "./tei.ts";
import { txt } from "./txt.ts";
import { webannotation } from "./webannotation.ts";
import { xlsx } from "./xlsx.ts";

/** In the order in which they are offered, and asked when importing: what takes anything comes last. */
export const formats: readonly Format[] = [
  json,
  jsonl,
  markdown,
  hocr,
  html,
  docx,
  pdf,
  alto,
  page,
  tei,
  brat,
  doccano,
  labelstudio,
  cluener,
  conll,
  cas,
  webannotation,
  spacy,
  huggingface,
  parquet,
  csv,
  tsv,
  xlsx,
  pairs,
  icdar,
  proofsheet,
  txt,
];

/** @throws GalleyError unknown-format that lists the known ones */
export function findFormat(id: string): Format {
  const format = formats.find((candidate) => candidate.id === id);
  if (format) return format;
  const known = formats.map((candidate) => candidate.id).join(", ");
  throw new GalleyError("unknown-format", `There is no format “${id}”. Known formats: ${known}.`, {
    format: id,
    known,
  });
}

const plainLabel = ({ zh, en }: Label) => ({ zh, en });

/** What the window and `galley formats` show of a format. */
export function formatInfo(format: Format): FormatInfo {
  return {
    id: format.id,
    import: format.importer !== null,
    export: format.exporter !== null,
    about: plainLabel(format.about),
    writes: format.exporter?.writes ?? null,
    extension: format.exporter?.extension ?? null,
    losses: format.losses.map(plainLabel),
    options: (format.exporter?.options ?? []).map((option) => ({
      name: option.name,
      label: plainLabel(option.label),
      kind: option.kind,
      choices:
        option.kind === "choice" ? option.choices.map(({ value, label }) => ({ value, label: plainLabel(label) })) : [],
      default: option.default,
    })),
  };
}
