/** What the first of the chosen documents would become. */
import { useEffect, useState } from "react";
import type { Params, ExportPreview as Preview } from "../../../shared/api.ts";
import { noticeText, noticeValues } from "../../../shared/exchange-notices.ts";
import { useApp, useWords } from "../../app/context.tsx";
import { formatBytes } from "../../app/i18n/i18n.ts";
import { InlineError } from "../../app/inline-error.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";

/** Milliseconds without a change of what is asked. */
const PAUSE = 250;

export function ExportPreview({ question }: { question: Params<"previewExport"> }) {
  const { api } = useApp();
  const { t, language } = useWords();
  const [answer, setAnswer] = useState<{ preview: Preview | null } | { error: unknown } | null>(null);
  const key = JSON.stringify(question);

  useEffect(() => {
    let isGone = false;
    const timer = setTimeout(() => {
      api.call("previewExport", JSON.parse(key)).then(
        (preview) => !isGone && setAnswer({ preview }),
        (error) => !isGone && setAnswer({ error }),
      );
    }, PAUSE);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [api, key]);

  return (
    <div className="field">
      <span className="field-label">{t("exchange.previewOf")}</span>
      {answer && "error" in answer ? (
        <InlineError error={answer.error} />
      ) : (
        <ScrollRegion className="export-preview" label={t("exchange.preview")} translate="no">
          {answer === null ? t("app.loading") : null}
          {answer && !answer.preview ? t("exchange.previewNothing") : null}
          {answer?.preview?.files.map(({ name, text, size }) => (
            <div key={name}>
              <p className="export-preview-name">{name}</p>
              {text === null ? (
                <p className="quiet">{t("exchange.previewBinary", { size: formatBytes(size, language) })}</p>
              ) : (
                <pre>{text}</pre>
              )}
            </div>
          ))}
          {answer?.preview?.notices.map((each) => (
            <p className="quiet" key={noticeText(each)}>
              {t(`notices.${each.code}`, noticeValues(each))}
            </p>
          ))}
        </ScrollRegion>
      )}
    </div>
  );
}
