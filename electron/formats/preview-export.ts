/** What an export of one document would write, for a person to see before. Must not know: disk, corpora. */

import type { ExportPreview } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { ExchangeNotice } from "../../shared/exchange-notices.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { optionValues } from "./export-options.ts";
import { stemOf } from "./file-names.ts";
import type { ExportContext } from "./format.ts";
import type { ExportOptions } from "./run-export.ts";

/** How much of each file is shown, in characters, and how many files. */
const CHARACTERS = 4000;
const FILES = 4;

/** @throws GalleyError what the format refuses the document with, usage for options that it hasn't */
export async function previewExport(
  options: Pick<ExportOptions, "format" | "documents" | "settings" | "registry" | "options" | "source" | "original"> & {
    fileName: string;
  },
): Promise<ExportPreview> {
  const { format, documents, settings, registry, source, original, fileName } = options;
  const { exporter } = format;
  if (!exporter)
    throw new GalleyError("unknown-format", `The format “${format.id}” can't be exported.`, { format: format.id });
  const files = new Map<string, { parts: Uint8Array[]; size: number }>();
  const notices: ExchangeNotice[] = [];
  let refused: GalleyError | null = null;
  let first: GalleyDocument | null = null;
  async function* seen() {
    for await (const document of documents) {
      first ??= document;
      yield document;
    }
  }
  const context: ExportContext = {
    settings,
    registry,
    options: optionValues(format, options.options ?? {}),
    fileName,
    fileStem: stemOf(fileName),
    source,
    original,
    refuse: (_, error) => {
      refused ??= error;
    },
    notice: (_, said) => notices.push(said),
  };
  await exporter.write(
    seen(),
    {
      async write(path, content) {
        const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
        const file = files.get(path) ?? { parts: [], size: 0 };
        // Four bytes make a character at most.
        if (file.size <= CHARACTERS * 4) file.parts.push(bytes.subarray(0, CHARACTERS * 4 + 4));
        file.size += bytes.length;
        files.set(path, file);
      },
    },
    context,
  );
  if (refused) throw refused;
  const instead = first && exporter.preview ? await exporter.preview(first, context) : null;
  return {
    files: [...files].slice(0, FILES).map(([name, { parts, size }]) => ({
      name,
      size,
      text: textOf(parts) ?? (instead === null ? null : shortened(instead)),
    })),
    notices,
  };
}

/** The beginning as text; null when it is none. */
function textOf(parts: readonly Uint8Array[]): string | null {
  const text = new TextDecoder().decode(Buffer.concat(parts), { stream: true });
  if (text.includes("\0") || text.includes("\uFFFD") || text.startsWith("PK\x03\x04")) return null;
  return shortened(text);
}

function shortened(text: string): string {
  return Array.from(text).slice(0, CHARACTERS).join("");
}
