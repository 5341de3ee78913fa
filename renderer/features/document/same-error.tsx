/** After a correction by hand: whether the same error stands elsewhere in the corpus, and the way there. */
import { X } from "lucide-react";
import { useEffect, useState } from "react";
import type { Correction } from "../../../shared/corrections/last-correction.ts";
import { useCommand } from "../../app/commands-context.tsx";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { KeyCaps } from "../../ui/key-caps.tsx";
import { useOpen } from "./use-open.ts";

export function SameError() {
  const { api, actions } = useApp();
  const { t } = useWords();
  const correction = useOpen((snapshot) => snapshot.text?.correction ?? null);
  const isSaved = useOpen((snapshot) => snapshot.save.name === "saved");
  const isReadOnly = useAppState((state) => Boolean(state.corpus?.readOnly));
  const command = useCommand("corpus.everywhere");
  const [offer, setOffer] = useState<{ correction: Correction; count: number } | null>(null);
  const [dismissed, setDismissed] = useState<Correction | null>(null);

  useEffect(() => {
    setOffer((shown) => (shown?.correction === correction ? shown : null));
    // Until the page is saved, the corpus still holds the error just put right.
    if (!correction || !isSaved || isReadOnly) return;
    let isGone = false;
    const query = { text: correction.wrong, regex: false, role: null, type: null, status: null, sort: "page" } as const;
    api.call("searchCorpus", { query, offset: 0, limit: 1 }).then(
      ({ total }) => !isGone && setOffer({ correction, count: total }),
      // Nobody asked for this: what fails is not offered.
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [api, correction, isSaved, isReadOnly]);

  if (!offer || offer.correction !== correction || offer.count === 0 || dismissed === correction) return null;
  return (
    <aside className="same-error" aria-label={t("search.everywhereLabel")}>
      <p role="status">{t("search.everywhere", { wrong: offer.correction.wrong, count: offer.count })}</p>
      <Button weight="quiet" onClick={() => void actions.correctEverywhere(offer.correction)}>
        {t("search.everywhereLook")}
        <KeyCaps keys={command.keys} />
      </Button>
      <IconButton name={t("search.everywhereDismiss")} onClick={() => setDismissed(correction)}>
        <X size={14} aria-hidden />
      </IconButton>
    </aside>
  );
}
