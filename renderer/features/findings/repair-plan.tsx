/**
 * The repair plan: one card a kind of damage, in the order of mending; what was mended stays listed and can be undone.
 * A pane beside the text, which keeps the focus unless the plan was asked for.
 */
import { Check, ListChecks, Undo2, WandSparkles, X } from "lucide-react";
import { type RefObject, useDeferredValue, useEffect, useMemo } from "react";
import type { Block } from "../../../shared/model/document.ts";
import { useCommand } from "../../app/commands-context.tsx";
import { useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { KeyCaps } from "../../ui/key-caps.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { useOpen } from "../document/use-open.ts";
import { FixPreview } from "./fix-preview.tsx";
import "./findings.css";
import { cardsOf, type Group, groupsOf } from "./groups.ts";
import type { Done } from "./page-proofing.ts";
import { blocksById } from "./preview.ts";
import { SeverityIcon } from "./severity-icon.tsx";
import { usePageProofing, useProofing, useRules } from "./use-proofing.ts";

const SAMPLES = 3;

export function RepairPlan({ ref: sheet }: { ref: RefObject<HTMLElement | null> }) {
  const isAsked = useProofing((snapshot) => snapshot.plan === "asked");
  const { t } = useWords();
  const proofing = usePageProofing();
  const editor = useOpen((snapshot) => snapshot.editor);
  const { infos } = useRules();
  const findings = useDeferredValue(useProofing((snapshot) => snapshot.findings));
  const checked = useDeferredValue(useProofing((snapshot) => snapshot.document));
  const skipped = useProofing((snapshot) => snapshot.skipped);
  const mending = useProofing((snapshot) => snapshot.mending);
  const done = useProofing((snapshot) => snapshot.done);
  const why = useProofing((snapshot) => snapshot.why);
  const safe = useCommand("proofing.mendSafe");
  const all = useCommand("proofing.mendAll");
  const blocks = useMemo(() => (checked ? blocksById(checked) : new Map<string, Block>()), [checked]);
  const cards = useMemo(() => cardsOf(groupsOf(findings, infos)), [findings, infos]);
  const shown = cards.filter(({ rule }) => !skipped.has(rule));
  const fixable = cards.reduce((sum, card) => sum + card.findings.length, 0);
  const safeCount = findings.filter((finding) => finding.safe && finding.fix).length;

  useEffect(() => {
    if (!isAsked) return;
    const button = sheet.current?.querySelector<HTMLElement>(".plan-buttons button:not(:disabled)");
    (button ?? sheet.current?.querySelector<HTMLElement>("button"))?.focus();
  }, [isAsked, sheet]);
  useEffect(() => {
    // The card over the text closes first.
    if (why !== "hidden") return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing || document.querySelector(".dialog, [role=menu]")) return;
      const isInside = sheet.current?.contains(document.activeElement);
      proofing.showPlan("hidden");
      if (isInside) editor?.focus();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [why, proofing, editor, sheet]);

  return (
    <section ref={sheet} className="repair-plan" aria-label={t("plan.title")} aria-busy={mending}>
      <header className="plan-head">
        <h2>{t("plan.title")}</h2>
        <button
          type="button"
          className="button button-quiet icon-button"
          aria-label={t("app.close")}
          onClick={() => {
            proofing.showPlan("hidden");
            editor?.focus();
          }}
        >
          <X size={16} aria-hidden />
        </button>
        <p className="quiet">
          {fixable
            ? t("plan.summary", { count: fixable, rules: cards.length })
            : t(checked ? "plan.nothing" : "findings.checking")}
        </p>
        <div className="plan-buttons">
          <Button
            weight="primary"
            disabled={!safe.enabled || mending || !safeCount}
            onClick={() => proofing.mend("safe")}
          >
            <Check size={15} aria-hidden />
            {safeCount ? t("plan.mendSafe", { count: safeCount }) : t("plan.noneSafe")}
            <KeyCaps keys={safe.keys} />
          </Button>
          <Button disabled={!all.enabled || mending || !fixable} onClick={() => proofing.mend("all")}>
            <WandSparkles size={15} aria-hidden />
            {t("plan.mendAll", { count: fixable })}
          </Button>
        </div>
      </header>
      <ScrollRegion className="plan-scroller" label={t("plan.cards")}>
        {done.length ? <DoneList done={done} /> : null}
        <ol className="plan-cards">
          {shown.map((card) => (
            <PlanCard key={card.rule} card={card} blocks={blocks} disabled={!safe.enabled || mending} />
          ))}
        </ol>
        {shown.length === 0 ? <NothingToMend left={findings.length} /> : null}
      </ScrollRegion>
    </section>
  );
}

/** Said of a page that has been checked as it is. By itself, because each key changes whether it has. */
function NothingToMend({ left }: { left: number }) {
  const { t } = useWords();
  const isChecked = useProofing((snapshot) => snapshot.state === "checked");
  if (!isChecked) return null;
  return <p className="panel-empty quiet">{left ? t("plan.left", { count: left }) : t("findings.empty")}</p>;
}

function DoneList({ done }: { done: readonly Done[] }) {
  const { t } = useWords();
  const { titleOf } = useRules();
  const proofing = usePageProofing();
  const depth = useOpen((snapshot) => snapshot.text?.undoDepth ?? 0);
  const nameOf = (what: string) =>
    what === "safe" ? t("plan.allSafe") : what === "all" ? t("plan.everything") : titleOf(what);
  return (
    <ul className="plan-done" aria-label={t("plan.done")}>
      {done.map((one) => (
        <li key={one.depth}>
          <Check size={14} className="plan-check" aria-hidden />
          <span className="truncate">{nameOf(one.what)}</span>
          <span className="quiet">{one.count}</span>
          <Button weight="quiet" disabled={one.depth !== depth} onClick={() => proofing.undoLast()}>
            <Undo2 size={14} aria-hidden />
            {t("plan.undo")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function PlanCard({ card, blocks, disabled }: { card: Group; blocks: ReadonlyMap<string, Block>; disabled: boolean }) {
  const { t } = useWords();
  const { titleOf } = useRules();
  const proofing = usePageProofing();
  const [first] = card.findings;
  if (!first) return null;
  const title = titleOf(card.rule);
  const unsafe = card.findings.filter((finding) => !finding.safe).length;
  return (
    <li className="plan-card" aria-label={title}>
      <div className="plan-card-head">
        <SeverityIcon severity={first.severity} size={15} />
        <h3 className="truncate">{title}</h3>
        <span className="quiet">{t(`findings.kinds.${card.kind}`)}</span>
        <span className="plan-count">{t("plan.places", { count: card.findings.length })}</span>
      </div>
      {card.findings.slice(0, SAMPLES).map((finding) => (
        <FixPreview key={`${finding.block} ${finding.start} ${finding.end}`} finding={finding} blocks={blocks} />
      ))}
      <div className="plan-card-buttons">
        <Button weight="primary" disabled={disabled} onClick={() => proofing.acceptRule(card.rule)}>
          <Check size={15} aria-hidden />
          {t("plan.accept", { count: card.findings.length })}
        </Button>
        <Button onClick={() => proofing.select(first)}>
          <ListChecks size={15} aria-hidden />
          {t("plan.step")}
        </Button>
        <Button weight="quiet" onClick={() => proofing.skip(card.rule)}>
          {t("plan.skip")}
        </Button>
        {unsafe ? <span className="quiet plan-unsafe">{t("plan.unsafe", { count: unsafe })}</span> : null}
      </div>
    </li>
  );
}
