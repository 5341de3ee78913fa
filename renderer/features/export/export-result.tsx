/** Where an export went, or why it did not. */
import { FolderOpen } from "lucide-react";
import { useApp, useWords } from "../../app/context.tsx";
import { errorLine } from "../../app/errors.ts";
import { InlineError } from "../../app/inline-error.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import type { ExportEnd } from "./use-export-job.ts";

const titles = { done: "doneTitle", failed: "failedTitle", cancelled: "cancelledTitle" } as const;

interface ExportResultProps {
  ended: ExportEnd;
  onClose(): void;
  onAgain(): void;
}

export function ExportResult({ ended, onClose, onAgain }: ExportResultProps) {
  const { api, actions } = useApp();
  const { t, language } = useWords();
  const { output, failures, error, status } = ended;
  return (
    <Dialog
      title={t(`export.${titles[status]}`)}
      onClose={onClose}
      footer={
        <>
          <Button className="start" onClick={onAgain}>
            {t("export.again")}
          </Button>
          {output ? (
            <Button onClick={() => void actions.attempt(() => api.call("showInFolder", { handle: output.handle }))}>
              <FolderOpen size={15} aria-hidden />
              {t("export.show")}
            </Button>
          ) : null}
          <Button weight="primary" onClick={onClose}>
            {t("app.close")}
          </Button>
        </>
      }
    >
      {output ? (
        <div className="field">
          <p>{t("export.done", { count: output.documents })}</p>
          <output className="path wrap">{output.location}</output>
        </div>
      ) : null}
      {status === "cancelled" ? <p>{t("export.cancelledText")}</p> : null}
      {error && status !== "cancelled" ? <InlineError error={error} /> : null}
      {failures.length ? (
        <div className="field">
          <span className="field-label">{t("export.failures")}</span>
          <ScrollRegion className="import-failures" label={t("export.failures")}>
            <ul>
              {failures.map((failure) => (
                <li key={`${failure.document}:${failure.error.message}`}>
                  <strong>{failure.document}</strong>
                  <span>{errorLine(failure.error, t, language)}</span>
                </li>
              ))}
            </ul>
          </ScrollRegion>
        </div>
      ) : null}
    </Dialog>
  );
}
