/** How much of the corpus is done, and how the rest stands. */
import { type Status, statuses } from "../../../shared/model/document.ts";
import { useWords } from "../../app/context.tsx";
import { numbersIn } from "../../app/i18n/i18n.ts";
import type { RowPage } from "./paging.ts";

const order: readonly Status[] = [...statuses].reverse();

export function CorpusProgress({ progress }: { progress: RowPage["progress"] | null }) {
  const { t, language } = useWords();
  if (!progress) return <div className="corpus-progress" />;
  const number = numbersIn(language);
  const counts = order.map((status) => ({ status, count: progress.byStatus[status] ?? 0 }));
  const parts = counts
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${t(`status.${status}`)} ${number.format(count)}`);
  return (
    <div className="corpus-progress" title={parts.join(" · ")}>
      <span className="corpus-progress-text">
        {t("list.progress", {
          done: number.format(progress.byStatus.done ?? 0),
          total: number.format(progress.total),
        })}
      </span>
      <div
        className="corpus-progress-bar"
        role="progressbar"
        aria-label={t("list.progressLabel")}
        aria-valuemin={0}
        aria-valuemax={progress.total}
        aria-valuenow={progress.byStatus.done ?? 0}
        aria-valuetext={parts.join(", ")}
      >
        {counts.map(({ status, count }) =>
          count > 0 ? <span key={status} className={`bar-${status}`} style={{ flexGrow: count }} /> : null,
        )}
      </div>
    </div>
  );
}
