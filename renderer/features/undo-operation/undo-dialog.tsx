/** Takes the last operation on many documents back: says which, does it, names what was left as it is. */
import { useEffect, useState } from "react";
import type { Operation } from "../../../shared/api.ts";
import { useApp, useWords } from "../../app/context.tsx";
import { formatMoment } from "../../app/i18n/i18n.ts";
import { InlineError } from "../../app/inline-error.tsx";
import type { JobEnd } from "../../app/jobs.ts";
import { operationName } from "../../app/operation-name.ts";
import { useJob } from "../../app/use-job.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Progress } from "../../ui/progress.tsx";
import { Failures } from "../plan/failures.tsx";

export function UndoDialog() {
  const { api, store, actions } = useApp();
  const { t, language } = useWords();
  const { progress, run, cancel } = useJob();
  /** Undefined until the host has answered. */
  const [operation, setOperation] = useState<Operation | null | undefined>(undefined);
  const [end, setEnd] = useState<JobEnd | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    api.call("lastOperation", {}).then(setOperation, setError);
  }, [api]);

  const close = () => actions.openDialog(null);
  const undo = async () => {
    try {
      // What is typed in the open document counts as changed since: it must be on the disk for the host to see.
      if (!(await (store.getState().document?.flush() ?? true))) return;
      setEnd(await run(() => api.call("undoOperation", {})));
      actions.refreshList();
    } catch (problem) {
      setError(problem);
    }
  };

  const title = t("undoOperation.title");
  if (progress) {
    const text = progress.total
      ? t("undoOperation.running", { done: progress.done, total: progress.total })
      : t("operation.preparing");
    return (
      <Dialog title={title} footer={<Button onClick={cancel}>{t("operation.stop")}</Button>}>
        <p aria-live="polite">{text}</p>
        <Progress label={text} done={progress.done} total={progress.total || null} />
      </Dialog>
    );
  }
  const canUndo = operation && !end && !error;
  return (
    <Dialog
      title={title}
      onClose={close}
      footer={
        canUndo ? (
          <>
            <Button onClick={close}>{t("app.cancel")}</Button>
            <Button weight="primary" onClick={() => void undo()}>
              {t("undoOperation.start")}
            </Button>
          </>
        ) : (
          <Button weight="primary" onClick={close}>
            {t("app.close")}
          </Button>
        )
      }
    >
      {operation === null ? <p>{t("undoOperation.none")}</p> : null}
      {canUndo ? (
        <>
          <p>{t("undoOperation.question")}</p>
          <p className="undo-what">
            {t("undoOperation.what", {
              what: operationName(operation, t),
              when: formatMoment(operation.at, language),
              documents: operation.documents,
            })}
          </p>
          <p className="quiet">{t("undoOperation.after")}</p>
        </>
      ) : null}
      {end ? (
        <>
          <p role="status">
            {end.status === "cancelled" ? `${t("operation.stopped")} ` : ""}
            {t("undoOperation.done", { count: end.changed })}
          </p>
          <Failures title="undoOperation.refused" failures={end.failures} />
        </>
      ) : null}
      {error || end?.error ? <InlineError error={error ?? end?.error} /> : null}
    </Dialog>
  );
}
