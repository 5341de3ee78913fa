/** The open page's corrections for components. */
import { createContext, useContext, useMemo, useSyncExternalStore } from "react";
import { useApp, useWords } from "../../app/context.tsx";
import { showNotice } from "../../app/notices.ts";
import { useOpenDocument } from "../document/use-open.ts";
import { type CorrectionsSnapshot, PageCorrections } from "./page-corrections.ts";
import { startWorker } from "./start-worker.ts";

export const CorrectionsContext = createContext<PageCorrections | null>(null);

export function usePageCorrections(): PageCorrections {
  const corrections = useContext(CorrectionsContext);
  if (!corrections) throw new Error("no page is compared here");
  return corrections;
}

export function useCorrections(): CorrectionsSnapshot | null {
  const corrections = usePageCorrections();
  return useSyncExternalStore(corrections.subscribe, corrections.getSnapshot);
}

/** Corrections of the open document; followed only while the view is shown. */
export function useNewCorrections(): PageCorrections {
  const open = useOpenDocument();
  const { actions } = useApp();
  const { t } = useWords();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of language must not begin anew
  return useMemo(
    () =>
      new PageCorrections({
        open,
        startWorker,
        report: (error) => actions.report(error),
        notApplied: () => showNotice({ kind: "info", title: t("corrections.notApplied"), id: "corrections" }),
      }),
    [open, actions],
  );
}
