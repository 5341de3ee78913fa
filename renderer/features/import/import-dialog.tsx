/** An import from the chosen files to its report: format, encoding and preview, progress, what failed and why, another try. */
import { useEffect, useRef, useState } from "react";
import { useApp, useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import type { ImportItem } from "../../app/store.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Progress } from "../../ui/progress.tsx";
import { groupItems } from "./company.ts";
import { noChoices } from "./import-choices.ts";
import { ImportReady } from "./import-ready.tsx";
import { ImportReport } from "./import-report.tsx";
import { ImportRunning } from "./import-running.tsx";
import { type FileProgress, type ImportResult, runImport } from "./run-import.ts";

type Stage =
  | { name: "finding" }
  | { name: "failed"; error: unknown }
  | { name: "ready"; items: readonly ImportItem[] }
  | { name: "running"; done: number; total: number; files: readonly FileProgress[] }
  | { name: "report"; results: readonly ImportResult[]; left: readonly ImportItem[] };

export function ImportDialog({ items, found }: { items: Promise<ImportItem[]>; found: () => number }) {
  const { api, actions } = useApp();
  const { t } = useWords();
  const [stage, setStage] = useState<Stage>({ name: "finding" });
  const [count, setCount] = useState(0);
  const [choices, setChoices] = useState(noChoices);
  const stop = useRef<AbortController | null>(null);

  useEffect(() => {
    let isGone = false;
    const timer = setInterval(() => setCount(found()), 200);
    items
      .then((all) => groupItems(api, all))
      .then(
        (all) => !isGone && setStage({ name: "ready", items: all }),
        (error) => !isGone && setStage({ name: "failed", error }),
      )
      .finally(() => clearInterval(timer));
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [api, items, found]);

  /** Imports, and adds the outcome to what an earlier round brought. */
  const run = async (tried: readonly ImportItem[], before: readonly ImportResult[]) => {
    stop.current = new AbortController();
    const running = { name: "running", done: 0, total: tried.length, files: [] as readonly FileProgress[] } as const;
    setStage(running);
    const further = (change: { done: number } | { files: readonly FileProgress[] }) =>
      setStage((now) => ({ ...(now.name === "running" ? now : running), ...change }));
    const { results, left } = await runImport(api, tried, {
      choices,
      signal: stop.current.signal,
      onResult: (done) => further({ done }),
      onProgress: (files) => further({ files }),
    });
    stop.current = null;
    actions.refreshList();
    setStage({ name: "report", results: [...before, ...results], left });
  };
  const close = () => actions.openDialog(null);

  if (stage.name === "ready" && stage.items.length) {
    return (
      <ImportReady
        items={stage.items}
        choices={choices}
        onChoices={setChoices}
        onCancel={close}
        onStart={() => void run(stage.items, [])}
      />
    );
  }
  if (stage.name === "report") {
    return (
      <ImportReport
        results={stage.results}
        left={stage.left}
        encoding={choices.encoding}
        onEncoding={(encoding) => setChoices({ ...choices, encoding })}
        onClose={close}
        onRetry={(again) =>
          void run(
            [...again, ...stage.left].map((one) => ("item" in one ? one.item : one)),
            stage.results.filter((one) => !again.includes(one)),
          )
        }
      />
    );
  }
  if (stage.name === "running") {
    const { done, total, files } = stage;
    return <ImportRunning {...{ done, total, files }} onStop={() => stop.current?.abort()} />;
  }
  return (
    <Dialog title={t("import.title")} onClose={close} size="small">
      {stage.name === "finding" ? (
        <>
          <p aria-live="polite">{t("import.reading", { n: count })}</p>
          <Progress label={t("app.loading")} done={0} total={null} />
        </>
      ) : null}
      {stage.name === "failed" ? <InlineError error={stage.error} /> : null}
      {stage.name === "ready" ? <p>{t("import.nothing")}</p> : null}
    </Dialog>
  );
}
