/** Before an import: how many files, which encoding, and how the first one reads in it. */
import { useEffect, useRef, useState } from "react";
import { type EncodingChoice, encodings, importLimit, type Result } from "../../../shared/api.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { formatBytes, type Translate } from "../../app/i18n/i18n.ts";
import { InlineError } from "../../app/inline-error.tsx";
import type { ImportItem } from "../../app/store.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { Select } from "../../ui/select.tsx";
import { bytesOf } from "./run-import.ts";

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
  onStart(): void;
  onCancel(): void;
}

export function ImportReady({ items, onStart, onCancel }: ImportReadyProps) {
  const { store } = useApp();
  const { t, language } = useWords();
  const encoding = useAppState((state) => state.importEncoding);
  const start = useRef<HTMLButtonElement>(null);
  const size = items.reduce((sum, item) => sum + item.file.size, 0);
  const first = items.find((item) => item.file.size > 0 && item.file.size <= importLimit);
  return (
    <Dialog
      title={t("import.title")}
      onClose={onCancel}
      initialFocus={start}
      footer={
        <>
          <Button onClick={onCancel}>{t("app.cancel")}</Button>
          <Button ref={start} weight="primary" onClick={onStart}>
            {t("import.start")}
          </Button>
        </>
      }
    >
      <p>{t("import.ready", { count: items.length, size: formatBytes(size, language) })}</p>
      <div className="field">
        <span className="field-label">{t("import.encoding")}</span>
        <Select
          label={t("import.encoding")}
          value={encoding}
          options={encodingOptions(t)}
          onChange={(value) => store.setState({ importEncoding: value })}
        />
      </div>
      {first ? <Preview item={first} encoding={encoding} /> : null}
    </Dialog>
  );
}

function Preview({ item, encoding }: { item: ImportItem; encoding: EncodingChoice }) {
  const { api } = useApp();
  const { t } = useWords();
  const [preview, setPreview] = useState<Result<"previewImport"> | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    let isGone = false;
    setError(null);
    bytesOf(item.file, item.path)
      .then((bytes) => api.call("previewImport", { name: item.path, bytes, encoding }))
      .then(
        (result) => !isGone && setPreview(result),
        (problem) => !isGone && setError(problem),
      );
    return () => {
      isGone = true;
    };
  }, [api, item, encoding]);

  return (
    <div className="field">
      <span className="field-label">{t("import.previewOf", { name: item.path })}</span>
      {error ? (
        <InlineError error={error} />
      ) : (
        <>
          <ScrollRegion className="import-preview" label={t("import.preview")} lang="zh-CN" translate="no">
            {preview?.sample ?? ""}
          </ScrollRegion>
          <span className="quiet" aria-live="polite">
            {preview
              ? t(preview.certain ? "import.previewCertain" : "import.previewGuess", {
                  encoding: nameOfEncoding(preview.encoding),
                })
              : t("app.loading")}
          </span>
        </>
      )}
    </div>
  );
}
