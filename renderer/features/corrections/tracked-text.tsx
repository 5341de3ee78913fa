/** One block of the corrected text with its changes in it; every change is a button. */
import { ArrowUpDown, CornerDownLeft, Link2, Undo2, UnfoldVertical } from "lucide-react";
import type { ReactNode } from "react";
import type { Correction } from "../../../shared/corrections/correction.ts";
import { isSlight, visibleSpace } from "../../../shared/corrections/marks.ts";
import type { TrackedBlock } from "../../../shared/corrections/tracked.ts";
import type { LineNumbers } from "../../../shared/model/offsets.ts";
import { useCommand } from "../../app/commands-context.tsx";
import { useAppState, useWords } from "../../app/context.tsx";
import { usePageCorrections } from "./use-corrections.ts";

interface TrackedTextProps {
  block: TrackedBlock;
  selected: Correction | null;
  lines: LineNumbers;
}

export function TrackedText({ block, selected, lines }: TrackedTextProps) {
  const { t, label } = useWords();
  const roles = useAppState((state) => state.corpus?.settings.roles);
  const role = roles?.find(({ id }) => id === block.role);
  const change = (correction: Correction, children: ReactNode, className = "") => (
    <Change
      key={`${correction.kind} ${correction.source.join(" ")} ${correction.start}`}
      correction={correction}
      isSelected={correction === selected}
      className={className}
    >
      {children}
    </Change>
  );
  const removed = (correction: Correction) => (
    <p key={correction.source[0]} className="tracked-words">
      {change(correction, <del>{correction.wrong}</del>)}
    </p>
  );
  return (
    <div className={`tracked ${block.count ? "tracked-changed" : ""}`} data-role={block.role}>
      {block.removedBefore.map(removed)}
      <div className="tracked-notes">
        <span className="quiet">{role ? label(role.label) : block.role}</span>
        {block.moves.map((move) =>
          change(
            move,
            <>
              <ArrowUpDown size={12} aria-hidden />
              {t("corrections.movedFrom", { n: lines.of(move.source[0]) })}
            </>,
            "tracked-chip",
          ),
        )}
        {block.split
          ? change(
              block.split,
              <>
                <UnfoldVertical size={12} aria-hidden />
                {t("corrections.kinds.split")}
              </>,
              "tracked-chip",
            )
          : null}
      </div>
      <p className="tracked-words">
        {block.parts.map((part) => ("text" in part ? part.text : change(part.correction, words(part.correction))))}
      </p>
      {block.removedAfter.map(removed)}
    </div>
  );
}

function words(correction: Correction): ReactNode {
  const { kind, wrong, right } = correction;
  if (kind === "join")
    return (
      <>
        <del className="tracked-seam">
          <CornerDownLeft size={12} aria-hidden />
        </del>
        {right ? <ins>{visibleSpace(right)}</ins> : <Link2 size={12} className="tracked-link" aria-hidden />}
      </>
    );
  const show = kind === "space" ? visibleSpace : (text: string) => text;
  return (
    <>
      {wrong ? <del className={isSlight(correction) ? "slight" : ""}>{show(wrong)}</del> : null}
      {right ? <ins>{show(right)}</ins> : null}
    </>
  );
}

interface ChangeProps {
  correction: Correction;
  isSelected: boolean;
  className: string;
  children: ReactNode;
}

function Change({ correction, isSelected, className, children }: ChangeProps) {
  const { t } = useWords();
  const page = usePageCorrections();
  const revert = useCommand("corrections.revert");
  const { kind, wrong, right } = correction;
  const name = t("corrections.change", {
    kind: t(`corrections.kinds.${kind}`),
    wrong: kind === "join" || kind === "split" ? "⏎" : visibleSpace(wrong) || t("corrections.nothing"),
    right: visibleSpace(right) || t("corrections.nothing"),
  });
  return (
    <span className="tracked-change" data-kind={kind}>
      <button
        type="button"
        className={`tracked-go ${className}`}
        aria-label={name}
        title={name}
        aria-current={isSelected}
        onClick={() => page.select(correction)}
      >
        {children}
      </button>
      {isSelected && revert.enabled ? (
        <button
          type="button"
          className="tracked-revert"
          aria-label={t("corrections.revertThis", { change: name })}
          title={revert.title}
          onClick={() => page.revert(correction)}
        >
          <Undo2 size={13} aria-hidden />
          {t("corrections.revert")}
        </button>
      ) : null}
    </span>
  );
}
