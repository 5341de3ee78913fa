/** After an import: what came in, what was there already, what failed and why. */

import { CircleAlert, CircleCheck, CopyCheck, Hand } from "lucide-react";
import type { EncodingChoice } from "../../../shared/api.ts";
import { differentNotices, noticeText, noticeValues } from "../../../shared/exchange-notices.ts";
import { useWords } from "../../app/context.tsx";
import { errorLine } from "../../app/errors.ts";
import type { ImportItem } from "../../app/store.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { Select } from "../../ui/select.tsx";
import { encodingOptions, nameOfEncoding } from "./import-ready.tsx";
import type { ImportResult } from "./run-import.ts";

/** Failures shown; a folder of a hundred thousand images must not stop the window. */
const shownFailures = 500;

interface ImportReportProps {
  results: readonly ImportResult[];
  left: readonly ImportItem[];
  /** To try the failed ones again with. */
  encoding: EncodingChoice;
  onEncoding(encoding: EncodingChoice): void;
  /** Tries these again, and what is left. */
  onRetry(again: readonly ImportResult[]): void;
  onClose(): void;
}

export function ImportReport({ results, left, encoding, onEncoding, onRetry, onClose }: ImportReportProps) {
  const { t } = useWords();
  const count = (status: "imported" | "duplicate") => results.filter((one) => one.outcome.status === status).length;
  const stopped = results.filter((one) => one.outcome.error?.code === "cancelled");
  const failed = results.filter((one) => one.outcome.status === "failed" && !stopped.includes(one));
  const notices = differentNotices(results.flatMap(({ outcome }) => outcome.notices));
  const pages = results.reduce((sum, { outcome }) => sum + (outcome.pages?.imported ?? 0), 0);
  const severalPages = results.some(({ outcome }) => outcome.pages && outcome.pages.imported > 1);
  const seen = new Set(
    results.flatMap(({ outcome }) => (outcome.status === "imported" && outcome.encoding ? [outcome.encoding] : [])),
  );
  return (
    <Dialog
      title={t("import.reportTitle")}
      onClose={onClose}
      size={failed.length ? "large" : "medium"}
      footer={
        <>
          {failed.length ? (
            <span className="start row">
              <Select
                label={t("import.retryWith")}
                value={encoding}
                options={encodingOptions(t)}
                onChange={onEncoding}
              />
              <Button onClick={() => onRetry([...failed, ...stopped])}>{t("import.retry")}</Button>
            </span>
          ) : null}
          {!failed.length && (stopped.length || left.length) ? (
            <Button onClick={() => onRetry(stopped)}>{t("exchange.importRest")}</Button>
          ) : null}
          <Button weight="primary" onClick={onClose}>
            {t("import.done")}
          </Button>
        </>
      }
    >
      <ul className="import-counts" aria-live="polite">
        <li>
          <CircleCheck size={16} aria-hidden className="status-icon status-done" />
          {t("import.imported", { count: count("imported") })}
          {severalPages ? <span className="quiet">{t("exchange.pagesImported", { count: pages })}</span> : null}
          {seen.size ? (
            <span className="quiet">
              {t("import.encodingsSeen", { list: [...seen].map(nameOfEncoding).join(", ") })}
            </span>
          ) : null}
        </li>
        {count("duplicate") ? (
          <li>
            <CopyCheck size={16} aria-hidden />
            {t("import.duplicates", { count: count("duplicate") })}
          </li>
        ) : null}
        {failed.length ? (
          <li className="import-failed">
            <CircleAlert size={16} aria-hidden />
            {t("import.failed", { count: failed.length })}
          </li>
        ) : null}
        {stopped.map(({ outcome: { path, pages } }) => (
          <li key={path}>
            <Hand size={16} aria-hidden />
            <span className="wrap">{t("exchange.stoppedWithin", { name: path, count: pages?.imported ?? 0 })}</span>
          </li>
        ))}
        {left.length ? (
          <li>
            <Hand size={16} aria-hidden />
            {t("import.cancelled", { count: left.length })}
          </li>
        ) : null}
      </ul>
      {notices.length ? (
        <div className="field">
          <span className="field-label">{t("exchange.notices")}</span>
          <ScrollRegion className="import-failures" label={t("exchange.notices")}>
            <ul>
              {notices.slice(0, shownFailures).map((each) => (
                <li key={noticeText(each)}>{t(`notices.${each.code}`, noticeValues(each))}</li>
              ))}
            </ul>
          </ScrollRegion>
        </div>
      ) : null}
      {failed.length ? (
        <ScrollRegion className="import-failures" label={t("import.failures")}>
          <ul>
            {failed.slice(0, shownFailures).map(({ outcome }) => (
              <li key={outcome.path}>
                <strong>{outcome.path}</strong>
                <Problems outcome={outcome} />
              </li>
            ))}
          </ul>
        </ScrollRegion>
      ) : null}
    </Dialog>
  );
}

/** What is wrong with a file: of one of many records, each with its place. */
function Problems({ outcome: { error, problems = [], pages } }: { outcome: ImportResult["outcome"] }) {
  const { t, language } = useWords();
  const told = problems.length ? problems : [error];
  const more = (pages?.failed ?? 0) - told.length;
  return (
    <>
      {told.map((problem) => (
        <span key={problem?.message}>{errorLine(problem, t, language)}</span>
      ))}
      {more > 0 ? <span>{t("exchange.moreProblems", { count: more })}</span> : null}
    </>
  );
}
