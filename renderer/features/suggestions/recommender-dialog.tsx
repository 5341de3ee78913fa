/** The external recommender: its address, and exactly what would be sent to it. Off until an address is given. */
import { useMemo, useState } from "react";
import { blocksOf } from "../../../shared/model/document.ts";
import { codePointLength } from "../../../shared/model/offsets.ts";
import { useCommand } from "../../app/commands-context.tsx";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import "./suggestions.css";
import { useSuggestionPreferences } from "./use-suggestions.ts";

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

export function RecommenderDialog() {
  const { actions, store } = useApp();
  const { t } = useWords();
  const [preferences, choose] = useSuggestionPreferences();
  const [address, setAddress] = useState(preferences.recommender.address);
  const [automatic, setAutomatic] = useState(preferences.recommender.automatic);
  const types = useAppState((state) => state.corpus?.settings.entityTypes);
  const ask = useCommand("suggestion.recommend");
  const given = address.trim();
  const isWrong = given !== "" && !isAddress(given);
  const sent = useMemo(() => {
    const document = store.getState().document?.editor?.toDocument();
    if (!document) return null;
    const blocks = blocksOf(document).map(({ id, role, text }) => ({ id, role, text }));
    const characters = blocks.reduce((sum, { text }) => sum + codePointLength(text), 0);
    const json = { version: 1, blocks, types: types?.map(({ id }) => id) ?? [] };
    return { blocks: blocks.length, characters, json: JSON.stringify(json, null, 1) };
  }, [store, types]);

  const keep = () => {
    choose({ recommender: { address: given, automatic: automatic && given !== "" } });
    actions.openDialog(null);
  };
  return (
    <Dialog
      title={t("recommender.title")}
      onClose={() => actions.openDialog(null)}
      className="recommender-dialog"
      footer={
        <>
          <Button onClick={() => actions.openDialog(null)}>{t("app.cancel")}</Button>
          <Button
            disabled={isWrong || given === "" || sent === null}
            onClick={() => {
              keep();
              ask.run();
            }}
          >
            {t("recommender.askNow")}
          </Button>
          <Button weight="primary" disabled={isWrong} onClick={keep}>
            {t("recommender.keep")}
          </Button>
        </>
      }
    >
      <p>{t("recommender.intro")}</p>
      <label className="field">
        <span className="field-label">{t("recommender.address")}</span>
        <input
          className="input"
          type="url"
          value={address}
          placeholder="http://127.0.0.1:8900/suggest"
          aria-invalid={isWrong}
          onChange={(event) => setAddress(event.target.value)}
        />
        <span className={isWrong ? "field-error" : "quiet"}>
          {isWrong ? t("recommender.wrongAddress") : given === "" ? t("recommender.isOff") : t("recommender.yours")}
        </span>
      </label>
      <label className="check-line">
        <input type="checkbox" checked={automatic} disabled={given === ""} onChange={() => setAutomatic(!automatic)} />
        <span>
          {t("recommender.automatic")}
          <span className="quiet">{t("recommender.automaticText")}</span>
        </span>
      </label>
      <h3>{t("recommender.sent")}</h3>
      {sent ? (
        <>
          <p className="quiet">{t("recommender.sentText", { count: sent.blocks, characters: sent.characters })}</p>
          <ScrollRegion label={t("recommender.sent")} className="recommender-sent">
            <pre lang="zh">{sent.json}</pre>
          </ScrollRegion>
        </>
      ) : (
        <p className="quiet">{t("recommender.noPage")}</p>
      )}
    </Dialog>
  );
}
