/**
 * Why the active finding is one, beside it: the rule, the reason, the evidence, what the offer does, and the decision.
 * Takes the focus only when it is asked for with the key; otherwise the text keeps it.
 */
import { Check, CheckCheck, EyeOff, PowerOff, X } from "lucide-react";
import { type RefObject, useCallback, useEffect, useMemo } from "react";
import type { Finding } from "../../../shared/proofing/finding.ts";
import { useCommand } from "../../app/commands-context.tsx";
import { useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { KeyCaps } from "../../ui/key-caps.tsx";
import { useCardBeside } from "../document/use-card-beside.ts";
import { useOpen } from "../document/use-open.ts";
import { FixPreview } from "./fix-preview.tsx";
import { blocksById } from "./preview.ts";
import { SeverityIcon } from "./severity-icon.tsx";
import { usePageProofing, useProofing, useRecordOf, useRules, useTurnOff } from "./use-proofing.ts";

export function WhyCard({ textPane }: { textPane: RefObject<HTMLElement | null> }) {
  const finding = useOpen((snapshot) => snapshot.text?.finding ?? null);
  const isComposing = useOpen((snapshot) => snapshot.text?.composing ?? false);
  const why = useProofing((snapshot) => snapshot.why);
  const proofing = usePageProofing();
  const editor = useOpen((snapshot) => snapshot.editor);
  const isShown = why !== "hidden" && finding !== null && !isComposing;

  useEffect(() => {
    if (!isShown) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing) return;
      proofing.showWhy("hidden");
      editor?.focus();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [isShown, proofing, editor]);

  return isShown ? <Card finding={finding} textPane={textPane} isFocused={why === "focused"} /> : null;
}

function Card({
  finding,
  textPane,
  isFocused,
}: {
  finding: Finding;
  textPane: RefObject<HTMLElement | null>;
  isFocused: boolean;
}) {
  const { t, label } = useWords();
  const { titleOf } = useRules();
  const recordOf = useRecordOf();
  const turnOff = useTurnOff();
  const proofing = usePageProofing();
  const editor = useOpen((snapshot) => snapshot.editor);
  const checked = useProofing((snapshot) => snapshot.document);
  const alike = useProofing((snapshot) => snapshot.findings).filter(
    (one) => one.rule === finding.rule && one.fix,
  ).length;
  const accept = useCommand("finding.accept");
  const dismiss = useCommand("finding.dismiss");
  const acceptRule = useCommand("finding.acceptRule");
  const blocks = useMemo(() => (checked ? blocksById(checked) : new Map()), [checked]);
  const record = recordOf(finding.rule);

  const rectOf = useCallback(() => editor?.proofing.rectOf(finding), [editor, finding]);
  const card = useCardBeside(textPane, rectOf);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the next finding has buttons of its own
  useEffect(() => {
    if (!isFocused) return;
    const buttons = card.current?.querySelector<HTMLElement>(".why-buttons button:not(:disabled)");
    (buttons ?? card.current?.querySelector<HTMLElement>("button"))?.focus();
  }, [isFocused, finding]);

  return (
    <div ref={card} role="dialog" aria-label={t("findings.why")} className="why-card popup">
      <header className="why-head">
        <SeverityIcon severity={finding.severity} size={16} />
        <h2 className="why-title">{titleOf(finding.rule)}</h2>
        {record ? <span className="quiet why-record">{record}</span> : null}
        <button
          type="button"
          className="button button-quiet icon-button"
          aria-label={t("app.close")}
          onClick={() => {
            proofing.showWhy("hidden");
            editor?.focus();
          }}
        >
          <X size={15} aria-hidden />
        </button>
      </header>
      <p>{label(finding.message)}</p>
      <FixPreview finding={finding} blocks={blocks} />
      {finding.evidence.length ? (
        <ul className="why-evidence">
          {finding.evidence.map((reason) => (
            <li key={reason.en}>{label(reason)}</li>
          ))}
        </ul>
      ) : null}
      <div className="why-buttons">
        {finding.fix ? (
          <Button weight="primary" disabled={!accept.enabled} onClick={() => proofing.accept()}>
            <Check size={15} aria-hidden />
            {t("findings.accept")}
            <KeyCaps keys={accept.keys} />
          </Button>
        ) : null}
        <Button disabled={!dismiss.enabled} onClick={() => proofing.dismiss()}>
          <EyeOff size={14} aria-hidden />
          {t("findings.dismiss")}
          <KeyCaps keys={dismiss.keys} />
        </Button>
        {alike > 1 ? (
          <Button disabled={!acceptRule.enabled} onClick={() => proofing.acceptRule(finding.rule)}>
            <CheckCheck size={15} aria-hidden />
            {t("findings.acceptRule", { count: alike })}
          </Button>
        ) : null}
        <Button weight="quiet" onClick={() => turnOff(finding.rule)}>
          <PowerOff size={14} aria-hidden />
          {t("findings.turnOff")}
        </Button>
      </div>
    </div>
  );
}
