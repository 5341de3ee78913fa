/** What a fix does, before and after, as far as it can be shown in a line or two. */
import { ArrowDown, ArrowRight, ArrowUp, CornerDownLeft, Link2, Trash2 } from "lucide-react";
import { Fragment, useMemo } from "react";
import type { Block } from "../../../shared/model/document.ts";
import type { Finding } from "../../../shared/proofing/finding.ts";
import { useAppState, useWords } from "../../app/context.tsx";
import { type Preview, previewOf } from "./preview.ts";

/** More edits than this are counted, not shown. */
const SHOWN = 3;

export function FixPreview({ finding, blocks }: { finding: Finding; blocks: ReadonlyMap<string, Block> }) {
  const { t } = useWords();
  const previews = useMemo(() => previewOf(finding, blocks), [finding, blocks]);
  if (!previews.length)
    return (
      <div className="fix-preview">
        <p className="fix-words">{finding.quote}</p>
      </div>
    );
  return (
    <div className="fix-preview">
      {previews.slice(0, SHOWN).map((preview, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: edits of one fix have no other name
        <OnePreview key={index} preview={preview} />
      ))}
      {previews.length > SHOWN ? (
        <p className="quiet">{t("findings.moreEdits", { count: previews.length - SHOWN })}</p>
      ) : null}
    </div>
  );
}

function OnePreview({ preview }: { preview: Preview }) {
  const { t } = useWords();
  switch (preview.does) {
    case "text":
      return (
        <p className="fix-words">
          {preview.segments.map(({ mark, text }, index) => {
            // biome-ignore lint/suspicious/noArrayIndexKey: segments have no other name
            if (mark === "is") return <Fragment key={index}>{text}</Fragment>;
            // biome-ignore lint/suspicious/noArrayIndexKey: segments have no other name
            return mark === "gone" ? <del key={index}>{text}</del> : <ins key={index}>{text}</ins>;
          })}
        </p>
      );
    case "join":
      return (
        <p className="fix-words">
          {preview.left}
          <del className="fix-seam">
            <CornerDownLeft size={13} aria-label={t("findings.lineEnd")} />
          </del>
          {preview.between ? <ins>{preview.between}</ins> : <Link2 size={13} className="fix-link" aria-hidden />}
          {preview.right}
        </p>
      );
    case "split":
      return (
        <p className="fix-words">
          {preview.left}
          <ins className="fix-seam">
            <CornerDownLeft size={13} aria-label={t("findings.lineEnd")} />
          </ins>
          <br />
          {preview.right}
          {preview.role ? <RoleChip role={preview.role} /> : null}
        </p>
      );
    case "role":
      return (
        <div className="fix-structure">
          <p className="fix-words">{preview.words}</p>
          <p className="fix-roles">
            <RoleChip role={preview.from} />
            <ArrowRight size={13} aria-label={t("findings.becomes")} />
            <RoleChip role={preview.to} />
          </p>
        </div>
      );
    case "move":
      return (
        <div className="fix-structure">
          <MoveLines {...preview} />
        </div>
      );
    case "entity":
      return (
        <div className="fix-structure">
          <p className="fix-words">
            {preview.before}
            <mark>{preview.words}</mark>
            {preview.after}
          </p>
          <p className="fix-roles">
            {preview.from === null ? null : <TypeChip type={preview.from} gone={preview.to !== preview.from} />}
            {preview.from !== null && preview.to !== null && preview.from !== preview.to ? (
              <ArrowRight size={13} aria-label={t("findings.becomes")} />
            ) : null}
            {preview.to === null || preview.to === preview.from ? null : <TypeChip type={preview.to} gone={false} />}
          </p>
        </div>
      );
    case "remove":
      return (
        <p className="fix-words">
          <Trash2 size={13} className="fix-link" aria-label={t("findings.removed")} /> <del>{preview.words}</del>
        </p>
      );
    default:
      return (
        <div className="fix-structure">
          <p className="fix-note">
            {t(preview.does === "articleStart" ? "findings.articleStart" : "findings.articleMerge")}
          </p>
          <p className="fix-words">{preview.words}</p>
        </div>
      );
  }
}

function MoveLines({ words, place, stays }: Extract<Preview, { does: "move" }>) {
  const { t } = useWords();
  const moved = words.map((line) => (
    <p key={line} className="fix-words">
      <ins>{line}</ins>
    </p>
  ));
  const anchor = <p className="fix-words quiet">{stays}</p>;
  return (
    <>
      <p className="fix-note">
        {place === "before" ? <ArrowUp size={13} aria-hidden /> : <ArrowDown size={13} aria-hidden />}
        {t(place === "before" ? "findings.movedBefore" : "findings.movedAfter")}
      </p>
      {place === "before" ? moved : anchor}
      {place === "before" ? anchor : moved}
    </>
  );
}

function TypeChip({ type, gone }: { type: string; gone: boolean }) {
  const { label } = useWords();
  const known = useAppState((state) => state.corpus?.settings.entityTypes.find(({ id }) => id === type));
  const name = known ? label(known.label) : type;
  return <span className="role-chip">{gone ? <del>{name}</del> : name}</span>;
}

function RoleChip({ role }: { role: string }) {
  const { label } = useWords();
  const known = useAppState((state) => state.corpus?.settings.roles.find((one) => one.id === role));
  return <span className="role-chip">{known ? label(known.label) : role}</span>;
}
