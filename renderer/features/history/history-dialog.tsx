/** The earlier states of a document: when, who, how much; each compared with the present and brought back. */
import { useEffect, useState } from "react";
import type { History, HistoryEntry } from "../../../shared/api.ts";
import { type Comparison, compareDocuments } from "../../../shared/versions/compare.ts";
import { useApp, useWords } from "../../app/context.tsx";
import { errorLine } from "../../app/errors.ts";
import { formatMoment } from "../../app/i18n/i18n.ts";
import { InlineError } from "../../app/inline-error.tsx";
import { showNotice } from "../../app/notices.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { ChangesList } from "../versions/changes-list.tsx";
import { countsText } from "../versions/counts.ts";
import "./history.css";

export function HistoryDialog({ id }: { id: string }) {
  const { api, store, actions } = useApp();
  const { t } = useWords();
  const [history, setHistory] = useState<History | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isRestoring, setRestoring] = useState(false);
  useEffect(() => {
    let isGone = false;
    const read = async () => {
      // What is typed counts as the present: it must be on the disk for the host to see.
      await store.getState().document?.flush();
      const found = await api.call("readHistory", { id });
      if (isGone) return;
      setHistory(found);
      setChosen(found.revisions.find(({ problem }) => !problem)?.number ?? null);
    };
    read().catch((problem) => !isGone && setError(problem));
    return () => {
      isGone = true;
    };
  }, [api, store, id]);

  const close = () => actions.openDialog(null);
  const restore = async (number: number) => {
    setRestoring(true);
    const isOpen = store.getState().document?.id === id;
    const restored = await actions.attempt(async () => {
      if (!((await store.getState().document?.flush()) ?? true)) return undefined;
      return await api.call("restoreRevision", { id, number });
    });
    setRestoring(false);
    if (!restored) return;
    close();
    actions.refreshList();
    // One that could not be opened can be now.
    if (!isOpen) actions.reopenDocument();
    const { kept } = restored;
    showNotice({
      kind: "ok",
      title: t("history.restored"),
      id: "restored",
      action: kept === null ? undefined : { label: t("history.undo"), run: () => void restore(kept) },
    });
  };
  const canRestore = chosen !== null && !store.getState().corpus?.readOnly;
  return (
    <Dialog
      title={t("history.title")}
      size="large"
      className="history"
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t("app.close")}</Button>
          <Button
            weight="primary"
            disabled={!canRestore || isRestoring}
            onClick={() => chosen !== null && void restore(chosen)}
          >
            {t("history.restore")}
          </Button>
        </>
      }
    >
      {error ? <InlineError error={error} /> : null}
      {!history && !error ? <p aria-busy="true">{t("app.loading")}</p> : null}
      {history && !history.revisions.length ? <p>{t("history.none")}</p> : null}
      {history?.revisions.length ? (
        <div className="history-panes">
          <fieldset className="history-list">
            <legend className="visually-hidden">{t("history.list")}</legend>
            <Present history={history} />
            {history.revisions.map((entry) => (
              <Entry
                key={entry.number}
                entry={entry}
                checked={entry.number === chosen}
                onChoose={() => setChosen(entry.number)}
              />
            ))}
          </fieldset>
          <Since id={id} number={chosen} />
        </div>
      ) : null}
    </Dialog>
  );
}

function Present({ history: { present } }: { history: History }) {
  const { t, language } = useWords();
  return (
    <div className="history-entry history-present">
      <span className="history-when">{t("history.now")}</span>
      <span className="quiet">
        {present.problem
          ? errorLine(present.problem, t, language)
          : [present.updatedBy, present.counts && countsText(present.counts, t)].filter(Boolean).join(" · ")}
      </span>
    </div>
  );
}

function Entry({ entry, checked, onChoose }: { entry: HistoryEntry; checked: boolean; onChoose(): void }) {
  const { t, language } = useWords();
  const { number, updatedAt, updatedBy, counts, problem } = entry;
  const exact = updatedAt ? new Date(updatedAt).toLocaleString(language) : "";
  return (
    <label className="history-entry" title={exact}>
      <input type="radio" name="revision" checked={checked} disabled={problem !== null} onChange={onChoose} />
      <span className="history-when">
        {updatedAt ? formatMoment(updatedAt, language) : t("history.number", { number })}
      </span>
      <span className="quiet">
        {problem
          ? errorLine(problem, t, language)
          : [updatedBy, counts ? countsText(counts, t) : t("history.first")].filter(Boolean).join(" · ")}
      </span>
    </label>
  );
}

/** What was changed since a state. */
function Since({ id, number }: { id: string; number: number | null }) {
  const { api } = useApp();
  const { t } = useWords();
  const [shown, setShown] = useState<{ number: number; comparison: Comparison | null } | null>(null);
  useEffect(() => {
    if (number === null) return;
    let isGone = false;
    const compare = async () => {
      const [then, now] = await Promise.all([
        api.call("readRevision", { id, number }),
        api.call("readRevision", { id, number: 0 }).catch(() => null),
      ]);
      if (!isGone) setShown({ number, comparison: now && compareDocuments(then.document, now.document) });
    };
    compare().catch(() => !isGone && setShown({ number, comparison: null }));
    return () => {
      isGone = true;
    };
  }, [api, id, number]);
  return (
    <ScrollRegion className="history-since" label={t("history.since")}>
      <h3 className="field-label">{t("history.since")}</h3>
      {shown && shown.number === number ? (
        shown.comparison ? (
          <ChangesList comparison={shown.comparison} />
        ) : (
          <p className="quiet">{t("history.noPresent")}</p>
        )
      ) : (
        <p className="quiet">{t("app.loading")}</p>
      )}
    </ScrollRegion>
  );
}
