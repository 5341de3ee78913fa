/** The corrections of characters that occur most; each leads to the same error elsewhere in the corpus. */
import type { Statistics } from "../../../shared/api.ts";
import { visibleSpace } from "../../../shared/corrections/marks.ts";
import { useApp, useWords } from "../../app/context.tsx";
import { numbersIn } from "../../app/i18n/i18n.ts";
import { Section } from "./section.tsx";

export function Frequent({ frequent }: Pick<Statistics, "frequent">) {
  const { actions } = useApp();
  const { t, language } = useWords();
  const number = numbersIn(language);
  return (
    <Section title={t("statistics.frequent")} hint={frequent.length ? t("statistics.frequentHint") : undefined}>
      {(id) =>
        frequent.length ? (
          <ol className="frequent" aria-labelledby={id}>
            {frequent.map(({ wrong, right, times }) => (
              <li key={JSON.stringify([wrong, right])}>
                <button
                  type="button"
                  className="frequent-pair"
                  // What was put in stands nowhere to be found.
                  disabled={!wrong}
                  title={t("statistics.findSame", { wrong, right, times })}
                  onClick={() => void actions.correctEverywhere({ wrong, right })}
                >
                  <span className="frequent-text">
                    {wrong ? <del>{visibleSpace(wrong)}</del> : null}
                    {" → "}
                    {right ? <ins>{visibleSpace(right)}</ins> : null}
                  </span>{" "}
                  <span className="frequent-times">{number.format(times)}</span>
                </button>
              </li>
            ))}
          </ol>
        ) : (
          <p className="quiet">{t("statistics.noFrequent")}</p>
        )
      }
    </Section>
  );
}
