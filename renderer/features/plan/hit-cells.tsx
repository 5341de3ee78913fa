// biome-ignore-all lint/a11y/useSemanticElements: a virtual list places its rows itself, which tr and td forbid
/** A place in the corpus with the text around it, as cells of a row of a concordance. */
import type { SearchHit } from "../../../shared/api.ts";

export function HitCells({ hit }: { hit: Pick<SearchHit, "before" | "match" | "after"> }) {
  return (
    <>
      <div role="gridcell" tabIndex={-1} className="hit-before" lang="zh">
        <span>{oneLine(hit.before)}</span>
      </div>
      <div role="gridcell" tabIndex={-1} className="hit-rest" lang="zh">
        <mark>{oneLine(hit.match)}</mark>
        {oneLine(hit.after)}
      </div>
    </>
  );
}

/** The row of a place that is still being read. */
export function WaitingCell() {
  return (
    <div role="gridcell" tabIndex={-1} className="hit-before">
      <span className="waiting" aria-hidden />
    </div>
  );
}

function oneLine(text: string): string {
  return text.replaceAll(/\r\n|[\r\n]/g, "⏎");
}
