/** What was set aside: what it is, when and why; brought back where that is safe, or shown in its folder. */
import { useCallback, useEffect, useState } from "react";
import type { Result, SetAsideFile } from "../../../shared/api.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { formatMoment } from "../../app/i18n/i18n.ts";
import { InlineError } from "../../app/inline-error.tsx";
import { showNotice } from "../../app/notices.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import "./set-aside.css";

export function SetAsideDialog() {
  const { api, actions } = useApp();
  const { t } = useWords();
  const isReadOnly = useAppState((state) => (state.corpus?.readOnly ?? null) !== null);
  const [found, setFound] = useState<Result<"listSetAside"> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const read = useCallback(() => {
    api.call("listSetAside", {}).then(setFound, setError);
  }, [api]);
  useEffect(read, [read]);

  const restore = async ({ handle, document }: SetAsideFile) => {
    setBusy(true);
    const restored = await actions.attempt(() => api.call("restoreSetAside", { handle }));
    setBusy(false);
    if (!restored) return;
    actions.refreshList();
    const { kept } = restored;
    const undo = async () => {
      if (document && kept !== null)
        await actions.attempt(() => api.call("restoreRevision", { id: document, number: kept }));
      actions.refreshList();
    };
    showNotice({
      kind: "ok",
      title: t("setAside.restored"),
      text: kept === null ? undefined : t("setAside.restoredText"),
      id: "restored",
      action: kept === null ? undefined : { label: t("history.undo"), run: () => void undo() },
    });
    read();
  };

  const close = () => actions.openDialog(null);
  return (
    <Dialog
      title={t("setAside.title")}
      size="large"
      className="set-aside"
      onClose={close}
      footer={<Button onClick={close}>{t("app.close")}</Button>}
    >
      {error ? <InlineError error={error} /> : null}
      {!found && !error ? <p aria-busy="true">{t("app.loading")}</p> : null}
      {found && !found.total ? <p>{t("setAside.none")}</p> : null}
      {found?.total ? (
        <>
          <p className="quiet">{t("setAside.about")}</p>
          <ul className="set-aside-list">
            {found.items.map((item) => (
              <Item
                key={item.handle}
                item={item}
                disabled={isReadOnly || isBusy}
                onRestore={() => void restore(item)}
              />
            ))}
          </ul>
          {found.total > found.items.length ? (
            <p className="quiet">{t("setAside.more", { count: found.total - found.items.length })}</p>
          ) : null}
        </>
      ) : null}
    </Dialog>
  );
}

interface ItemProps {
  item: SetAsideFile;
  disabled: boolean;
  onRestore(): void;
}

function Item({ item, disabled, onRestore }: ItemProps) {
  const { api, actions } = useApp();
  const { t, language } = useWords();
  const { handle, place, name, at, size, why, restorable } = item;
  const what = name || place;
  const show = () => void actions.attempt(() => api.call("showInFolder", { handle }));
  return (
    <li className="set-aside-item">
      <div className="set-aside-what">
        <bdi className="set-aside-name truncate" title={place}>
          {what}
        </bdi>
        <span>{t(`setAside.why.${why}`)}</span>
        <span className="quiet" title={at ? new Date(at).toLocaleString(language) : ""}>
          {[at && formatMoment(at, language), t("setAside.size", { kilobytes: Math.ceil(size / 1024) }), name && place]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      {restorable ? (
        <Button disabled={disabled} onClick={onRestore} aria-label={t("setAside.restoreNamed", { what })}>
          {t("setAside.restore")}
        </Button>
      ) : null}
      <Button onClick={show} aria-label={t("setAside.showNamed", { what })}>
        {t("setAside.show")}
      </Button>
    </li>
  );
}
