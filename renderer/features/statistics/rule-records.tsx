/** How each proofing rule's offers fared with the corpus's editors. */
import type { Statistics } from "../../../shared/api.ts";
import { precisionOf } from "../../../shared/proofing/rule-choice.ts";
import { useAppState, useWords } from "../../app/context.tsx";
import { numbersIn } from "../../app/i18n/i18n.ts";
import { ruleName } from "../plan/rule-name.ts";
import { Section } from "./section.tsx";

export function RuleRecords({ records }: Pick<Statistics, "records">) {
  const { t, language, label } = useWords();
  const userRules = useAppState((state) => state.corpus?.settings.proofing?.userRules) ?? [];
  const number = numbersIn(language);
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  const rows = Object.entries(records)
    .map(([rule, record]) => ({ rule, ...record, precision: precisionOf(record) }))
    .sort((a, b) => b.accepted + b.dismissed - (a.accepted + a.dismissed) || (a.rule < b.rule ? -1 : 1));
  return (
    <Section title={t("statistics.records")} hint={rows.length ? t("statistics.recordsHint") : undefined}>
      {(id) =>
        rows.length ? (
          <table className="records" aria-labelledby={id}>
            <thead>
              <tr>
                <th scope="col">{t("statistics.rule")}</th>
                <th scope="col">{t("statistics.accepted")}</th>
                <th scope="col">{t("statistics.dismissed")}</th>
                <th scope="col">{t("statistics.precision")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ rule, accepted, dismissed, precision }) => (
                <tr key={rule}>
                  <th scope="row">{ruleName(rule, userRules, t, label)}</th>
                  <td>{number.format(accepted)}</td>
                  <td>{number.format(dismissed)}</td>
                  <td>
                    {precision === null ? (
                      <span className="quiet">{t("statistics.tooFew")}</span>
                    ) : (
                      <span className="record-precision">
                        <span className="bar" aria-hidden>
                          <span
                            className={precision < 0.5 ? "bar-fill is-low" : "bar-fill"}
                            style={{ inlineSize: `${precision * 100}%` }}
                          />
                        </span>
                        {percent.format(precision)}
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <p className="quiet">{t("statistics.noRecords")}</p>
        )
      }
    </Section>
  );
}
