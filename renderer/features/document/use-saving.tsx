/**
 * Ties a document's saving to the window: leaving, hiding, closing, reconnecting, changes from elsewhere, and the
 * questions that only the editor can answer.
 */
import { useCallback, useEffect, useState } from "react";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { describeError } from "../../app/errors.ts";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { LeaveDialog } from "./leave-dialog.tsx";
import type { OpenDocument } from "./open-document.ts";
import { useOpen } from "./use-open.ts";

export function useSaving(open: OpenDocument, reload: () => Promise<void>, onReloaded: () => void) {
  const { api, actions } = useApp();
  const { t, language } = useWords();
  const save = useOpen((snapshot) => snapshot.save);
  const connected = useAppState((state) => state.connected);
  const [leaving, setLeaving] = useState<{ isKept: boolean; answer(leave: boolean): void } | null>(null);
  const isDeciding = useOpen((snapshot) => snapshot.deciding);

  useEffect(() => {
    if (connected) open.saver.retry();
  }, [connected, open]);
  useEffect(() => {
    open.saver.start();
    const stopDrafts = open.startDrafts();
    return () => {
      stopDrafts();
      open.saver.stop();
    };
  }, [open]);

  useEffect(() => {
    actions.guardLeaving(async () => {
      if (await open.saver.flush()) return true;
      if (open.saver.getState().name === "conflict") {
        open.setDeciding(true);
        return false;
      }
      const isKept = await open.keepDraft();
      return new Promise((resolve) => {
        setLeaving({
          isKept,
          answer: (leave) => {
            setLeaving(null);
            resolve(leave);
          },
        });
      });
    });
    return () => actions.guardLeaving(null);
  }, [actions, open]);

  useEffect(() => {
    const onHide = () => {
      if (document.visibilityState !== "hidden") return;
      void open.keepDraft();
      void open.saver.flush();
    };
    const onUnload = (event: BeforeUnloadEvent) => {
      if (open.saver.getState().name === "saved") return;
      void open.keepDraft();
      void open.saver.flush();
      event.preventDefault();
    };
    document.addEventListener("visibilitychange", onHide);
    addEventListener("beforeunload", onUnload);
    return () => {
      document.removeEventListener("visibilitychange", onHide);
      removeEventListener("beforeunload", onUnload);
    };
  }, [open]);

  // Changed from elsewhere while nothing here is unsaved: show the new content. With unsaved changes the next save
  // finds the conflict.
  useEffect(
    () =>
      api.on("documentsChanged", ({ ids }) => {
        if (ids && !ids.includes(open.id)) return;
        if (open.saver.getState().name !== "saved") return;
        api.call("readDocument", { id: open.id }).then(
          ({ hash }) => {
            if (hash === open.saver.baseHash || open.saver.getState().name !== "saved") return;
            void reload().then(onReloaded);
          },
          () => {},
        );
      }),
    [api, open, reload, onReloaded],
  );

  const keepMine = useCallback(async () => {
    open.setDeciding(false);
    await actions.attempt(async () => {
      const { hash } = await api.call("readDocument", { id: open.id });
      await open.saver.overwrite(hash);
    });
  }, [actions, api, open]);
  const takeTheirs = useCallback(async () => {
    open.setDeciding(false);
    await actions.attempt(() => api.call("discardDraft", { id: open.id }));
    await reload();
  }, [actions, api, open, reload]);

  if (leaving) {
    const reason = save.name === "failed" ? describeError(save.error, t, language).title : t(`save.${save.name}`);
    return <LeaveDialog reason={reason} isKept={leaving.isKept} onAnswer={leaving.answer} />;
  }
  if (isDeciding) {
    return (
      <ConflictDialog
        onKeepMine={() => void keepMine()}
        onTakeTheirs={() => void takeTheirs()}
        onLater={() => open.setDeciding(false)}
      />
    );
  }
  return null;
}
