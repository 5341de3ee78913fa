/** What one version of a page has other than another one: figures, then block by block with the changes marked. */
import type { BlockChange, ChangeCounts, Comparison } from "../../../shared/versions/compare.ts";
import { useAppState, useWords } from "../../app/context.tsx";
import { ChangeText } from "../plan/change-text.tsx";
import { countsText } from "./counts.ts";
import "./versions.css";

/** More blocks than anyone reads; the figures count them all. */
const MOST = 400;

export function ChangesList({ comparison }: { comparison: Comparison }) {
  const { t } = useWords();
  const { blocks } = comparison;
  return (
    <>
      <Counts counts={comparison.counts} />
      <ul className="versions-blocks">
        {blocks.slice(0, MOST).map((change) => (
          <li key={`${change.id} ${change.after ? "" : "gone"}`} className="versions-block">
            <ChangedBlock change={change} />
          </li>
        ))}
      </ul>
      {blocks.length > MOST ? <p className="quiet">{t("versions.more", { count: blocks.length - MOST })}</p> : null}
    </>
  );
}

export function Counts({ counts }: { counts: ChangeCounts }) {
  const { t } = useWords();
  return <p className="versions-counts">{countsText(counts, t)}</p>;
}

export function ChangedBlock({ change }: { change: BlockChange }) {
  const { t, label } = useWords();
  const roles = useAppState((state) => state.corpus?.settings.roles);
  const role = (id: string) => {
    const known = roles?.find((one) => one.id === id);
    return known ? label(known.label) : id;
  };
  const { before, after, moved } = change;
  const kind = !before ? "added" : !after ? "removed" : moved ? "moved" : "changed";
  const isRetyped = before && after && before.role !== after.role;
  const entities = before && after && JSON.stringify(before.entities) !== JSON.stringify(after.entities);
  return (
    <>
      <p className="versions-head">
        <span className={`versions-kind versions-${kind}`}>{t(`versions.kinds.${kind}`)}</span>
        <span className="quiet">
          {isRetyped
            ? t("versions.roleChanged", { before: role(before.role), after: role(after.role) })
            : role((after ?? before)?.role ?? "")}
          {entities ? ` · ${t("versions.entitiesDiffer")}` : ""}
        </span>
      </p>
      <ChangeText before={(before ?? after)?.text ?? ""} after={(after ?? before)?.text ?? ""} />
    </>
  );
}
