/** While files are imported: how many are done, and of those with many pages how far each is. */
import { useState } from "react";
import { useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Progress } from "../../ui/progress.tsx";
import type { FileProgress } from "./run-import.ts";

interface ImportRunningProps {
  /** Files that have their outcome. */
  done: number;
  total: number;
  /** Files under way that have told how far they are. */
  files: readonly FileProgress[];
  onStop(): void;
}

export function ImportRunning({ done, total, files, onStop }: ImportRunningProps) {
  const { t } = useWords();
  const [isStopping, setStopping] = useState(false);
  const text = t(isStopping ? "exchange.stopping" : "import.running", { done, total });
  const stop = () => {
    setStopping(true);
    onStop();
  };
  return (
    <Dialog
      title={t("import.title")}
      footer={
        <Button disabled={isStopping} onClick={stop}>
          {t("import.cancel")}
        </Button>
      }
    >
      <p aria-live="polite">{text}</p>
      {total > 1 || !files.length ? <Progress label={text} done={done} total={total} /> : null}
      {files.length ? (
        <ul className="import-files">
          {files.map(({ task, path, pages, done: reached, total: all }) => (
            <li key={task}>
              <span className="import-file">
                <span className="wrap">{path}</span>
                <span className="quiet">{t("exchange.pagesSoFar", { count: pages })}</span>
              </span>
              <Progress label={t("exchange.progressOf", { name: path })} done={reached} total={all} />
            </li>
          ))}
        </ul>
      ) : null}
    </Dialog>
  );
}
