/**
 * Two versions of the page, side by side where they differ: what only one side changed is chosen already, the rest is
 * chosen here, block by block. Both versions are in the history by now.
 */
import { useMemo, useState } from "react";
import type { Block, GalleyDocument } from "../../../shared/model/document.ts";
import { differingBlocks, type MergeBlock, mergeDocuments, type Side } from "../../../shared/versions/merge.ts";
import { useAppState, useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { markChange } from "../plan/mark-change.ts";
import "./versions.css";

interface MergeDialogProps {
  mine: GalleyDocument;
  theirs: GalleyDocument;
  base: GalleyDocument | null;
  onSave(merged: GalleyDocument): void;
  onTakeTheirs(): void;
  onLater(): void;
}

export function MergeDialog({ mine, theirs, base, onSave, onTakeTheirs, onLater }: MergeDialogProps) {
  const { t } = useWords();
  const blocks = useMemo(() => differingBlocks(base, mine, theirs), [base, mine, theirs]);
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map());
  const sideOf = ({ id, suggested }: MergeBlock) => choices.get(id) ?? suggested;
  const open = blocks.filter((block) => sideOf(block) === null).length;
  const all = (side: Side) => setChoices(new Map(blocks.map(({ id }) => [id, side])));
  const merged = useMemo(() => mergeDocuments(base, mine, theirs, choices), [base, mine, theirs, choices]);
  return (
    <Dialog
      title={t("save.conflictTitle")}
      size="large"
      className="merge"
      onClose={onLater}
      footer={
        <>
          <Button onClick={onLater}>{t("save.later")}</Button>
          <Button onClick={onTakeTheirs}>{t("save.takeTheirs")}</Button>
          <Button onClick={() => onSave(mine)}>{t("save.keepMine")}</Button>
          <Button weight="primary" disabled={open > 0 || !merged.articles.length} onClick={() => onSave(merged)}>
            {t("merge.save")}
          </Button>
        </>
      }
    >
      <p>{t("save.conflictText")}</p>
      <p className="versions-counts" role="status">
        {blocks.length
          ? open
            ? t("merge.open", { count: open, total: blocks.length })
            : t("merge.ready", { count: blocks.length })
          : t("merge.sameText")}
      </p>
      {blocks.length ? (
        <>
          <div className="merge-heads">
            <Button onClick={() => all("mine")}>{t("merge.allMine")}</Button>
            <Button onClick={() => all("theirs")}>{t("merge.allTheirs")}</Button>
          </div>
          <ScrollRegion className="merge-blocks" label={t("merge.blocks")}>
            {blocks.map((block) => (
              <Choice
                key={block.id}
                block={block}
                side={sideOf(block)}
                onChoose={(side) => setChoices(new Map(choices).set(block.id, side))}
              />
            ))}
          </ScrollRegion>
        </>
      ) : null}
    </Dialog>
  );
}

interface ChoiceProps {
  block: MergeBlock;
  side: Side | null;
  onChoose(side: Side): void;
}

function Choice({ block, side, onChoose }: ChoiceProps) {
  const { t } = useWords();
  const { mine, theirs } = block;
  const marks = useMemo(() => markChange(mine?.text ?? "", theirs?.text ?? ""), [mine, theirs]);
  const versions = [
    { side: "mine" as const, block: mine, marks: marks.before },
    { side: "theirs" as const, block: theirs, marks: marks.after },
  ];
  const name = (mine ?? theirs)?.text.slice(0, 20) ?? block.id;
  return (
    <fieldset className="merge-block" data-open={side === null}>
      <legend className="visually-hidden">{name}</legend>
      {versions.map((version) => (
        <label key={version.side} className="merge-side">
          <span className="merge-name">
            <input
              type="radio"
              name={`merge ${block.id}`}
              checked={side === version.side}
              onChange={() => onChoose(version.side)}
            />
            {t(`merge.${version.side}`)}
            <Said block={version.block} other={version.side === "mine" ? theirs : mine} />
          </span>
          {version.block ? (
            <span className="merge-text" lang="zh">
              {version.marks.map(({ text, changed }, index) =>
                // biome-ignore lint/suspicious/noArrayIndexKey: the runs of one text never change their order
                changed ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
              )}
            </span>
          ) : (
            <span className="quiet">{t("merge.absent")}</span>
          )}
        </label>
      ))}
    </fieldset>
  );
}

/** What the text alone does not show: another role, other entities. */
function Said({ block, other }: { block: Block | null; other: Block | null }) {
  const { t, label } = useWords();
  const roles = useAppState((state) => state.corpus?.settings.roles);
  if (!block) return null;
  const role = roles?.find(({ id }) => id === block.role);
  const differs = other && JSON.stringify(block.entities) !== JSON.stringify(other.entities);
  return (
    <span className="quiet">
      {role ? label(role.label) : block.role}
      {differs ? ` · ${t("merge.entities", { count: block.entities.length })}` : ""}
    </span>
  );
}
