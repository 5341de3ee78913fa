/**
 * Ties a document's saving to the window: leaving, hiding, closing, reconnecting, changes from elsewhere, and the
 * questions that only the editor can answer.
 */
import { useEffect, useState } from "react";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { describeError } from "../../app/errors.ts";
import { LeaveDialog } from "./leave-dialog.tsx";
import { MissingBanner } from "./missing-banner.tsx";
import type { OpenDocument } from "./open-document.ts";
import { ResolveConflict } from "./resolve-conflict.tsx";
import { useOpen } from "./use-open.ts";

export function useSaving(open: OpenDocument, reload: () => Promise<void>, onReloaded: () => void) {
  const { api, actions } = useApp();
  const { t, language } = useWords();
  const save = useOpen((snapshot) => snapshot.save);
  const connected = useAppState((state) => state.connected);
  const [leaving, setLeaving] = useState<{ isKept: boolean; answer(leave: boolean): void } | null>(null);
  const isMissing = useOpen((snapshot) => snapshot.missing);
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
  // finds the conflict. What counts is the file's hash: one's own saves and touched files are no news.
  useEffect(() => {
    const look = () => {
      api.call("hashDocument", { id: open.id }).then(
        ({ hash }) => {
          open.setMissing(hash === null);
          if (hash === null || hash === open.saver.baseHash || open.saver.getState().name !== "saved") return;
          void reload().then(onReloaded);
        },
        () => {},
      );
    };
    const stop = api.on("documentsChanged", ({ ids }) => {
      if (ids && !ids.includes(open.id)) return;
      if (open.saver.getState().name === "saving") return;
      look();
    });
    addEventListener("focus", look);
    return () => {
      stop();
      removeEventListener("focus", look);
    };
  }, [api, open, reload, onReloaded]);

  if (leaving) {
    const reason = save.name === "failed" ? describeError(save.error, t, language).title : t(`save.${save.name}`);
    return <LeaveDialog reason={reason} isKept={leaving.isKept} onAnswer={leaving.answer} />;
  }
  if (isDeciding) {
    return (
      <ResolveConflict
        mine={open.current()}
        baseHash={open.saver.baseHash}
        onDone={async () => {
          open.setDeciding(false);
          await reload();
        }}
        onLater={() => open.setDeciding(false)}
      />
    );
  }
  if (isMissing) return <MissingBanner open={open} reload={reload} />;
  return null;
}
