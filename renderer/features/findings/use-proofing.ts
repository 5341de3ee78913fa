/** The open page's proofing for components: each reads only what it shows. */
import { createContext, useCallback, useContext, useEffect, useMemo, useSyncExternalStore } from "react";
import type { Label } from "../../../shared/model/settings.ts";
import { precisionOf } from "../../../shared/proofing/rule-choice.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { showNotice } from "../../app/notices.ts";
import type { RuleInfo } from "../../proofing/messages.ts";
import { useOpenDocument } from "../document/use-open.ts";
import { PageProofing, type ProofingSnapshot } from "./page-proofing.ts";

export const ProofingContext = createContext<PageProofing | null>(null);

export function usePageProofing(): PageProofing {
  const proofing = useContext(ProofingContext);
  if (!proofing) throw new Error("no page is proofread here");
  return proofing;
}

/** A part of the snapshot; it must be a primitive or an object that the snapshot itself keeps. */
export function useProofing<T>(selector: (snapshot: ProofingSnapshot) => T): T {
  const proofing = usePageProofing();
  return useSyncExternalStore(proofing.subscribe, () => selector(proofing.getSnapshot()));
}

/** Proofing of the open document, following it while the component is there. */
export function useNewProofing(): PageProofing {
  const open = useOpenDocument();
  const { api, store, actions, proofreader } = useApp();
  const { t } = useWords();
  const rules = useAppState(({ corpus }) => JSON.stringify([corpus?.location, corpus?.settings.proofing]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of language must not begin a new proofing
  const proofing = useMemo(
    () =>
      new PageProofing({
        open,
        proofreader,
        offersPlan: open.getSnapshot().status === "new" && !open.readOnly && store.getState().mode === "proofread",
        report: (error) => actions.report(error),
        tell: (what) => showNotice({ kind: "info", title: t(`findings.${what}`), id: "proofing" }),
      }),
    [open, proofreader, actions, store],
  );
  useEffect(() => proofing.start(), [proofing]);
  useEffect(() => proofing.checkFor(rules), [proofing, rules]);
  useEffect(() => api.on("jobEnded", ({ changed }) => changed > 0 && proofing.checkAgain()), [api, proofing]);
  return proofing;
}

/** All rules by id, and their titles, the user's own included. */
export function useRules(): { infos: ReadonlyMap<string, RuleInfo>; titleOf(rule: string): string } {
  const { proofreader } = useApp();
  const { label } = useWords();
  const rules = useSyncExternalStore(proofreader.subscribe, proofreader.getRules);
  const userRules = useAppState((state) => state.corpus?.settings.proofing?.userRules);
  const infos = useMemo(() => new Map(rules.map((rule) => [rule.id, rule])), [rules]);
  const titleOf = useCallback(
    (id: string): string => {
      const title: Label | undefined = infos.get(id)?.title;
      const own = userRules?.find((rule) => id === `user.${rule.id}`);
      return own ? own.message || own.find : title ? label(title) : id;
    },
    [infos, label, userRules],
  );
  return { infos, titleOf };
}

/** How a rule has done in this corpus, in words; empty while too little is known. */
export function useRecordOf(): (rule: string) => string {
  const { proofreader } = useApp();
  const { t } = useWords();
  const context = useSyncExternalStore(proofreader.subscribe, proofreader.getContext);
  return (rule) => {
    const record = context?.records[rule];
    if (!record || record.accepted + record.dismissed === 0) return "";
    const precision = precisionOf(record);
    const decided = record.accepted + record.dismissed;
    return precision === null
      ? t("findings.recordFew", { accepted: record.accepted, decided })
      : t("findings.record", { accepted: record.accepted, decided, percent: Math.round(precision * 100) });
  };
}

/** Switches a rule off for this corpus. */
export function useTurnOff(): (rule: string) => void {
  const { actions, store } = useApp();
  return (rule) => {
    const settings = store.getState().corpus?.settings.proofing ?? { rules: {}, userRules: [] };
    void actions.setProofingSettings({ ...settings, rules: { ...settings.rules, [rule]: false } });
  };
}
