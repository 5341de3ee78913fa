/** Before an import: how many files, which format and encoding, how the first page reads, what unknown names become. */
import { useEffect, useRef, useState } from "react";
import {
  type EncodingChoice,
  encodings,
  type FormatInfo,
  type ImportPreview,
  importLimit,
  uploadLimit,
} from "../../../shared/api.ts";
import { useApp, useWords } from "../../app/context.tsx";
import { nameAndHint } from "../../app/format-name.ts";
import { formatBytes, type Translate } from "../../app/i18n/i18n.ts";
import { InlineError } from "../../app/inline-error.tsx";
import type { ImportItem } from "../../app/store.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/select.tsx";
import { companionsOf } from "./company.ts";
import { bytesOf } from "./file-bytes.ts";
import type { ImportChoices } from "./import-choices.ts";
import { NameMapping } from "./name-mapping.tsx";
import { PagePreview } from "./page-preview.tsx";

/** Encodings by the names that people know them by. */
export const encodingNames: Record<Exclude<EncodingChoice, "auto">, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
  gb18030: "GB18030 / GBK",
  big5: "Big5",
};

export const nameOfEncoding = (encoding: string): string =>
  (encodingNames as Record<string, string>)[encoding.toLowerCase()] ?? encoding;

export function encodingOptions(t: Translate) {
  return encodings.map((value) => ({
    value,
    label: value === "auto" ? t("import.encodingAuto") : encodingNames[value],
  }));
}

interface ImportReadyProps {
  items: readonly ImportItem[];
  choices: ImportChoices;
  onChoices(choices: ImportChoices): void;
  onStart(): void;
  onCancel(): void;
}

// No format's id is this.
const AUTO = "auto";

export function ImportReady({ items, choices, onChoices, onStart, onCancel }: ImportReadyProps) {
  const { api } = useApp();
  const { t, language } = useWords();
  const [formats, setFormats] = useState<readonly FormatInfo[]>([]);
  const start = useRef<HTMLButtonElement>(null);
  const { preview, error, isPossible } = usePreview(items, choices);
  const large = items.filter(({ file }) => file.size > importLimit).length;
  useEffect(() => {
    api.call("listFormats", {}).then(
      (all) => setFormats(all.filter((one) => one.import)),
      () => {},
    );
  }, [api]);

  const companions = items.reduce((sum, item) => sum + (item.companions?.length ?? 0), 0);
  const size = items.reduce((sum, item) => sum + item.file.size, 0);
  const nameOf = (id: string) => {
    const format = formats.find((one) => one.id === id);
    return format ? nameAndHint(format, language).label : id;
  };
  const recognised = preview && choices.format === null ? preview.format : null;
  return (
    <Dialog
      title={t("import.title")}
      onClose={onCancel}
      initialFocus={start}
      size="large"
      footer={
        <>
          <Button onClick={onCancel}>{t("app.cancel")}</Button>
          <Button ref={start} weight="primary" onClick={onStart}>
            {t("import.start")}
          </Button>
        </>
      }
    >
      <p>
        {t("import.ready", { count: items.length, size: formatBytes(size, language) })}
        {companions ? <span className="quiet"> {t("exchange.files", { count: companions })}</span> : null}
      </p>
      <div className="import-choices">
        <div className="field">
          <span className="field-label">{t("exchange.importFormat")}</span>
          <Select
            label={t("exchange.importFormat")}
            value={choices.format ?? AUTO}
            options={[
              {
                value: AUTO,
                label: recognised
                  ? t("exchange.importAutoIs", { format: nameOf(recognised) })
                  : t("exchange.importAuto"),
              },
              ...formats.map((one) => ({ value: one.id, ...nameAndHint(one, language) })),
            ]}
            onChange={(value) =>
              onChoices({ ...choices, format: value === AUTO ? null : value, mapping: { types: {}, roles: {} } })
            }
          />
        </div>
        {preview?.isText === false ? null : (
          <div className="field">
            <span className="field-label">{t("import.encoding")}</span>
            <Select
              label={t("import.encoding")}
              value={choices.encoding}
              options={encodingOptions(t)}
              onChange={(encoding) => onChoices({ ...choices, encoding })}
            />
          </div>
        )}
      </div>
      {large ? (
        <p className="quiet">
          {t("exchange.large", {
            count: large,
            whole: formatBytes(importLimit, language),
            limit: formatBytes(uploadLimit, language),
          })}
        </p>
      ) : null}
      {error || preview ? <Preview error={error} preview={preview} choices={choices} /> : null}
      {isPossible && !error && !preview ? <p>{t("app.loading")}</p> : null}
      {preview && !error ? (
        <NameMapping
          preview={preview}
          mapping={choices.mapping}
          onMapping={(mapping) => onChoices({ ...choices, mapping })}
        />
      ) : null}
    </Dialog>
  );
}

/** The preview of the first file that can have one. */
function usePreview(items: readonly ImportItem[], { encoding, format }: ImportChoices) {
  const { api } = useApp();
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [error, setError] = useState<unknown>(null);
  const first = items.find(({ file, companions }) => (file.size > 0 || companions) && file.size <= importLimit);
  useEffect(() => {
    if (!first) return;
    let isGone = false;
    const read = async () => {
      const bytes = await bytesOf(first.file, first.path);
      const companions = await companionsOf(first);
      return await api.call("previewImport", {
        path: first.path,
        bytes,
        encoding,
        companions,
        ...(format === null ? {} : { format }),
      });
    };
    read().then(
      (result) => {
        if (isGone) return;
        setError(null);
        setPreview(result);
      },
      (problem) => !isGone && setError(problem),
    );
    return () => {
      isGone = true;
    };
  }, [api, first, encoding, format]);
  return { preview, error, isPossible: first !== undefined };
}

interface PreviewProps {
  preview: ImportPreview | null;
  error: unknown;
  choices: ImportChoices;
}

function Preview({ preview, error, choices }: PreviewProps) {
  const { t } = useWords();
  if (error) return <InlineError error={error} />;
  if (!preview) return null;
  const becomes = (key: "types" | "roles") => (name: string) =>
    choices.mapping[key][name] ?? preview[key].find((one) => one.name === name)?.becomes ?? null;
  const pages = preview.more ? "exchange.pagesMore" : "exchange.pages";
  return (
    <div className="field">
      <span className="field-label">{t("import.previewOf", { name: preview.page.name })}</span>
      <PagePreview page={preview.page} typeOf={becomes("types")} roleOf={becomes("roles")} />
      <span className="quiet" aria-live="polite">
        {preview.isText
          ? t(preview.certain ? "import.previewCertain" : "import.previewGuess", {
              encoding: nameOfEncoding(preview.encoding),
            })
          : preview.more || preview.pages > 1
            ? t(pages, { count: preview.pages })
            : null}
      </span>
    </div>
  );
}
