/** All formats. A new one is a file of this folder, its test, and a line here. */
import type { FormatInfo } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { alto } from "./alto.ts";
import { brat } from "./brat.ts";
import { cas } from "./cas.ts";
import { cluener } from "./cluener.ts";
import { conll } from "./conll.ts";
import { csv } from "./csv.ts";
import { doccano } from "./doccano.ts";
import type { Format } from "./format.ts";
import { hocr } from "./hocr.ts";
import { huggingface } from "./huggingface.ts";
import { json } from "./json.ts";
import { jsonl } from "./jsonl.ts";
import { labelstudio } from "./labelstudio.ts";
import { markdown } from "./markdown.ts";
import { page } from "./page.ts";
import { pairs } from "./pairs.ts";
import { parquet } from "./parquet.ts";
import { proofsheet } from "./proofsheet.ts";
import { spacy } from "./spacy.ts";
import { tei } from "./tei.ts";
import { txt } from "./txt.ts";
import { webannotation } from "./webannotation.ts";

/** In the order in which they are offered, and asked when importing: what takes anything comes last. */
export const formats: readonly Format[] = [
  json,
  jsonl,
  markdown,
  hocr,
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
  pairs,
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

/** What the window and `galley formats` show of a format. */
export function formatInfo(format: Format): FormatInfo {
  return {
    id: format.id,
    import: format.importer !== null,
    export: format.exporter !== null,
    about: { zh: format.about.zh, en: format.about.en },
    writes: format.exporter?.writes ?? null,
    extension: format.exporter?.extension ?? null,
  };
}
