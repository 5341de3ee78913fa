/** A document on the screen: reads it, keeps it saved, and lays out its panes. */
import { useCallback, useEffect, useState } from "react";
import { useApp, useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import { showNotice } from "../../app/notices.ts";
import type { TextPlace } from "../../app/store.ts";
import { Button } from "../../ui/button.tsx";
import "./document.css";
import { DocumentLayout } from "./document-layout.tsx";
import { OpenDocument } from "./open-document.ts";
import { OpenDocumentContext } from "./use-open.ts";
import { useSaving } from "./use-saving.tsx";

/** @param at what to select first */
export function DocumentView({ id, at }: { id: string; at: TextPlace | null }) {
  const { api, store, actions } = useApp();
  const { t } = useWords();
  const [{ open, generation }, setOpened] = useState<{ open: OpenDocument | null; generation: number }>({
    open: null,
    generation: 0,
  });
  const [error, setError] = useState<unknown>(null);

  const show = useCallback(
    (next: OpenDocument) => setOpened((before) => ({ open: next, generation: before.generation + 1 })),
    [],
  );
  const read = useCallback(async () => {
    const readOnly = store.getState().corpus?.readOnly ?? null;
    const [result, draft] = await Promise.all([
      api.call("readDocument", { id }),
      readOnly ? null : api.call("readDraft", { id }),
    ]);
    return new OpenDocument(api, result, readOnly, result.readOnly ? null : draft);
  }, [api, store, id]);

  useEffect(() => {
    let isGone = false;
    read().then(
      (next) => !isGone && show(next),
      (problem) => !isGone && setError(problem),
    );
    return () => {
      isGone = true;
    };
  }, [read, show]);

  /** Shows what is on the disk, dropping what the window has. */
  const reload = useCallback(async () => {
    await actions.attempt(async () => show(await read()));
  }, [actions, read, show]);

  if (error) {
    return (
      <main className="document-failed">
        <h1>{t("document.openFailed")}</h1>
        <InlineError error={error} />
        <div className="row">
          <Button weight="primary" onClick={() => void actions.showList()}>
            {t("document.back")}
          </Button>
          <Button onClick={() => actions.openDialog({ name: "history", id })}>{t("history.title")}</Button>
          <Button onClick={() => void actions.step(1)}>{t("document.next")}</Button>
        </div>
      </main>
    );
  }
  if (!open) return <main className="document" aria-busy="true" aria-label={t("app.loading")} />;
  return (
    <OpenDocumentContext value={open}>
      <Saving open={open} reload={reload} />
      <DocumentLayout key={generation} at={generation === 1 ? at : null} />
    </OpenDocumentContext>
  );
}

function Saving({ open, reload }: { open: OpenDocument; reload(): Promise<void> }) {
  const { t } = useWords();
  return useSaving(open, reload, () => showNotice({ kind: "info", title: t("document.reloaded"), id: "reloaded" }));
}
