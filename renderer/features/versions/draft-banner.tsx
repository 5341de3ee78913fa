/**
 * Over a document whose unsaved text was brought back: since when, how much, what it is, and the way to be rid of it.
 */
import { History } from "lucide-react";
import { useMemo, useState } from "react";
import { compareDocuments } from "../../../shared/versions/compare.ts";
import { useApp, useWords } from "../../app/context.tsx";
import { formatMoment } from "../../app/i18n/i18n.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import type { OpenDraft } from "../document/open-document.ts";
import { ResolveConflict } from "../document/resolve-conflict.tsx";
import { useOpen, useOpenDocument } from "../document/use-open.ts";
import { ChangesList } from "./changes-list.tsx";
import { countsText } from "./counts.ts";

export function DraftBanner() {
  const draft = useOpen((snapshot) => snapshot.draft);
  return draft ? <Banner draft={draft} /> : null;
}

function Banner({ draft }: { draft: OpenDraft }) {
  const { actions } = useApp();
  const { t, language } = useWords();
  const open = useOpenDocument();
  const [isShown, setShown] = useState(false);
  const comparison = useMemo(() => compareDocuments(draft.file, draft.document), [draft]);
  const when = formatMoment(draft.keptAt, language);
  const reload = async () => actions.reopenDocument();
  const drop = () => {
    setShown(false);
    open.closeDraft();
    open.become(draft.file);
  };
  return (
    <div className="banner" role="status">
      <History size={16} aria-hidden />
      <p className="banner-text">
        <strong>{t(draft.current ? "draft.back" : "draft.older", { when })}</strong> {countsText(comparison.counts, t)}
      </p>
      <Button onClick={() => setShown(true)}>{t(draft.current ? "draft.show" : "draft.merge")}</Button>
      {draft.current ? (
        <>
          <Button onClick={drop}>{t("draft.undo")}</Button>
          <Button weight="primary" onClick={() => open.closeDraft()}>
            {t("draft.keep")}
          </Button>
        </>
      ) : null}
      {isShown && !draft.current ? (
        <ResolveConflict
          mine={draft.document}
          baseHash=""
          base={draft.base}
          onDone={reload}
          onLater={() => setShown(false)}
        />
      ) : null}
      {isShown && draft.current ? (
        <Dialog
          title={t("draft.title")}
          size="large"
          onClose={() => setShown(false)}
          footer={
            <>
              <Button onClick={drop}>{t("draft.undo")}</Button>
              <Button weight="primary" onClick={() => setShown(false)}>
                {t("app.close")}
              </Button>
            </>
          }
        >
          <p className="quiet">{t("draft.backText")}</p>
          <ChangesList comparison={comparison} />
        </Dialog>
      ) : null}
    </div>
  );
}
