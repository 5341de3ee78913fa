/** How sure a suggestion is: a bar and a figure. Never a promise. */
import { useWords } from "../../app/context.tsx";

export function Score({ score }: { score: number }) {
  const { t } = useWords();
  return (
    <span className="score" title={t("suggestions.score")}>
      <span className="score-bar" aria-hidden>
        <span style={{ inlineSize: `${score * 100}%` }} />
      </span>
      <span className="score-figure">
        <span className="visually-hidden">{t("suggestions.score")} </span>
        {score.toFixed(2)}
      </span>
    </span>
  );
}
