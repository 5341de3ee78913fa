/** What a rule, as it is written now, would change on the open page. */
import { useMemo } from "react";
import type { UserRule } from "../../../shared/model/settings.ts";
import { useWords } from "../../app/context.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { ChangeText } from "../plan/change-text.tsx";
import { tryRule } from "./trial.ts";

export function TrialView({ rule, texts }: { rule: UserRule; texts: readonly string[] | null }) {
  const { t } = useWords();
  const trial = useMemo(() => texts && tryRule(rule, texts), [rule, texts]);
  const says = () => {
    if (!trial) return t("rules.trialNoDocument");
    if (!rule.find) return "";
    if (trial.count) return t("rules.trialHits", { count: trial.count });
    return t(trial.isSame ? "rules.trialSame" : "rules.trialNone");
  };
  return (
    <section className="rule-trial">
      <h4 className="field-label">{t("rules.trial")}</h4>
      <p className="quiet" role="status">
        {says()}
      </p>
      {trial?.hits.length ? (
        <ScrollRegion className="rule-trial-hits" label={t("rules.trial")}>
          <ol>
            {trial.hits.map(({ before, after }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: places have no name but their order
              <li key={index}>
                <ChangeText before={before} after={after} />
              </li>
            ))}
          </ol>
          {trial.count > trial.hits.length ? (
            <p className="quiet">{t("rules.trialMore", { n: trial.count - trial.hits.length })}</p>
          ) : null}
        </ScrollRegion>
      ) : null}
    </section>
  );
}
