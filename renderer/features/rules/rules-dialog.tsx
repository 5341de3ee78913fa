/** All proofing rules of the corpus: what each does, how it fares here, whether it is on; and the user's own. */
import { Plus } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { defaultProofingSettings, type ProofingSettings, type UserRule } from "../../../shared/model/settings.ts";
import { type Kind, kinds } from "../../../shared/proofing/rule.ts";
import { rules } from "../../../shared/proofing/rules/index.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { RuleDetail } from "./rule-detail.tsx";
import {
  keepUserRule,
  newUserRule,
  type Records,
  type RuleState,
  removeUserRule,
  ruleState,
  switchRule,
  switchUserRule,
  userRuleAsRule,
} from "./rule-state.ts";
import "./rules.css";
import { RulesFile } from "./rules-file.tsx";
import { UserRuleForm } from "./user-rule-form.tsx";

/** Rules of the program; the user's own are run by one that is not shown as itself. */
const builtIn = rules.filter(({ kind }) => kind !== "user");

type Shown = { kind: "rule"; id: string } | { kind: "user"; id: string } | { kind: "new"; draft: UserRule } | null;

export function RulesDialog() {
  const { api, store, actions } = useApp();
  const { t, label } = useWords();
  const stored = useAppState((state) => state.corpus?.settings.proofing) ?? defaultProofingSettings;
  /** What is on its way to the disk, shown at once so that a switch does not lag. */
  const [pending, setPending] = useState<ProofingSettings | null>(null);
  const settings = pending ?? stored;
  const isReadOnly = useAppState((state) => Boolean(state.corpus?.readOnly));
  const [records, setRecords] = useState<Records>({});
  const [error, setError] = useState<unknown>(null);
  const [shown, setShown] = useState<Shown>(builtIn[0] ? { kind: "rule", id: builtIn[0].id } : null);
  useEffect(() => {
    api.call("proofingContext", {}).then((context) => setRecords(context.records), setError);
  }, [api]);
  const texts = useMemo(() => {
    const document = store.getState().document?.editor?.toDocument() ?? null;
    return document?.articles.flatMap((article) => article.blocks.map((block) => block.text)) ?? null;
  }, [store]);

  const keep = async (next: ProofingSettings) => {
    setPending(next);
    const isKept = await actions.setProofingSettings(next);
    setPending((now) => (now === next ? null : now));
    return isKept;
  };
  const rule = shown?.kind === "rule" ? (builtIn.find(({ id }) => id === shown.id) ?? null) : null;
  const own = shown?.kind === "user" ? (settings.userRules.find(({ id }) => id === shown.id) ?? null) : null;
  const edited = shown?.kind === "new" ? shown.draft : own;
  return (
    <Dialog
      title={t("rules.title")}
      onClose={() => actions.openDialog(null)}
      className="rules-dialog"
      footer={
        <>
          <RulesFile settings={settings} onImport={keep} />
          <Button weight="primary" onClick={() => actions.openDialog(null)}>
            {t("app.close")}
          </Button>
        </>
      }
    >
      <div className="rules">
        <ScrollRegion className="rules-list" label={t("rules.list")}>
          <section>
            <h3>{t("rules.userList")}</h3>
            <ul>
              {settings.userRules.map((one) => (
                <RuleItem
                  key={one.id}
                  name={one.message || one.find}
                  state={ruleState(userRuleAsRule(one), settings, records)}
                  current={own === one}
                  onShow={() => setShown({ kind: "user", id: one.id })}
                />
              ))}
            </ul>
            <Button
              weight="quiet"
              className="rules-add"
              disabled={isReadOnly}
              onClick={() => setShown({ kind: "new", draft: newUserRule(settings) })}
            >
              <Plus size={15} aria-hidden />
              {t("rules.add")}
            </Button>
          </section>
          {kinds.filter(hasRules).map((kind) => (
            <section key={kind}>
              <h3>{t(`rules.kinds.${kind}`)}</h3>
              <ul>
                {builtIn
                  .filter((one) => one.kind === kind)
                  .map((one) => (
                    <RuleItem
                      key={one.id}
                      name={label(one.title)}
                      state={ruleState(one, settings, records)}
                      current={rule === one}
                      onShow={() => setShown({ kind: "rule", id: one.id })}
                    />
                  ))}
              </ul>
            </section>
          ))}
        </ScrollRegion>
        <div className="rules-detail">
          {error ? <InlineError error={error} /> : null}
          {isReadOnly ? <p className="quiet">{t("rules.readOnly")}</p> : null}
          {rule ? (
            <RuleDetail
              key={rule.id}
              rule={rule}
              state={ruleState(rule, settings, records)}
              disabled={isReadOnly}
              onSwitch={(to) => void keep(switchRule(settings, rule.id, to))}
            />
          ) : null}
          {edited ? (
            <UserRuleForm
              key={shown?.kind === "new" ? "new" : edited.id}
              rule={edited}
              isNew={shown?.kind === "new"}
              state={ruleState(userRuleAsRule(edited), settings, records)}
              taken={settings.userRules.flatMap(({ id }) => (own?.id === id ? [] : [id]))}
              texts={texts}
              disabled={isReadOnly}
              onSwitch={(on) => void keep(switchUserRule(settings, edited, on, records))}
              onSave={async (saved) => {
                if (await keep(keepUserRule(settings, saved, own?.id ?? null)))
                  setShown({ kind: "user", id: saved.id });
              }}
              onRemove={async () => {
                if (await keep(removeUserRule(settings, edited.id))) setShown(null);
              }}
            />
          ) : null}
          {!rule && !edited ? <p className="quiet">{t("rules.choose")}</p> : null}
        </div>
      </div>
    </Dialog>
  );
}

function hasRules(kind: Kind): boolean {
  return builtIn.some((rule) => rule.kind === kind);
}

interface RuleItemProps {
  name: string;
  state: RuleState;
  current: boolean;
  onShow(): void;
}

function RuleItem({ name, state, current, onShow }: RuleItemProps) {
  const { t, language } = useWords();
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  return (
    <li>
      <button type="button" className="rules-item" aria-current={current} onClick={onShow}>
        <span className={`rules-mark ${state.isOn ? "is-on" : ""}`} aria-hidden />
        <span className="rules-item-name">
          {name}
          {state.turnedOff && state.precision !== null ? (
            <span className="rules-turned-off">
              {t("rules.turnedOff", { percent: percent.format(state.precision) })}
            </span>
          ) : null}
        </span>
        <span className="rules-item-state quiet">{t(state.isOn ? "rules.isOn" : "rules.isOff")}</span>
      </button>
    </li>
  );
}
