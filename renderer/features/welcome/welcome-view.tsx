/** Before a corpus is open: make one, open one, go on with a recent one, or try the sample. */
import { BookOpenText, FolderOpen, FolderPlus, Sparkles, X } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import type { CorpusEntry } from "../../../shared/api.ts";
import { useApp, useWords } from "../../app/context.tsx";
import { formatMoment } from "../../app/i18n/i18n.ts";
import { InlineError } from "../../app/inline-error.tsx";
import { MainMenu } from "../../app/main-menu.tsx";
import { IconButton } from "../../ui/button.tsx";
import "./welcome.css";

export function WelcomeView() {
  const { actions } = useApp();
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const run = (task: () => Promise<unknown>) => async () => {
    setBusy(true);
    await task();
    setBusy(false);
  };
  return (
    <main className="welcome">
      <div className="welcome-menu">
        <MainMenu />
      </div>
      <div className="welcome-page">
        <header className="welcome-head">
          <BookOpenText size={34} aria-hidden strokeWidth={1.4} />
          <div>
            <h1>
              校样{" "}
              <span className="welcome-latin" lang="en">
                Galley
              </span>
            </h1>
            <p className="quiet">{t("app.tagline")}</p>
          </div>
        </header>
        <div className="welcome-actions">
          <Choice
            icon={<FolderPlus size={20} aria-hidden />}
            title={t("welcome.create")}
            text={t("welcome.createText")}
            onClick={() => actions.openDialog({ name: "new-corpus" })}
            disabled={busy}
          />
          <Choice
            icon={<FolderOpen size={20} aria-hidden />}
            title={t("welcome.open")}
            text={t("welcome.openText")}
            onClick={run(() => actions.chooseAndOpenCorpus())}
            disabled={busy}
          />
          <Choice
            icon={<Sparkles size={20} aria-hidden />}
            title={t("welcome.sample")}
            text={t("welcome.sampleText")}
            onClick={run(() => actions.openSample())}
            disabled={busy}
          />
        </div>
        <Recent onOpen={(folder) => run(() => actions.openCorpus(folder))()} disabled={busy} />
        <p className="quiet welcome-hint" aria-live="polite">
          {busy ? t("welcome.opening") : t("welcome.dropHint")}
        </p>
      </div>
    </main>
  );
}

interface ChoiceProps {
  icon: ReactNode;
  title: string;
  text: string;
  onClick: () => void;
  disabled: boolean;
}

function Choice({ icon, title, text, onClick, disabled }: ChoiceProps) {
  return (
    <button type="button" className="welcome-choice" onClick={onClick} disabled={disabled}>
      {icon}
      <span>
        <span className="welcome-choice-title">{title}</span>
        <span className="quiet">{text}</span>
      </span>
    </button>
  );
}

function Recent({ onOpen, disabled }: { onOpen(folder: string): void; disabled: boolean }) {
  const { api, actions } = useApp();
  const { t, language } = useWords();
  const [entries, setEntries] = useState<CorpusEntry[] | null>(null);
  const [error, setError] = useState<unknown>(null);

  const load = useCallback(
    () =>
      api.call("listRecent", {}).then(
        (list) => {
          setEntries(list);
          setError(null);
        },
        (problem) => setError(problem),
      ),
    [api],
  );
  useEffect(() => {
    void load();
  }, [load]);

  const forget = async (folder: string) => {
    await actions.attempt(() => api.call("forgetRecent", { folder }));
    await load();
  };

  return (
    <section aria-labelledby="recent-title">
      <h2 id="recent-title" className="section-title">
        {t("welcome.recent")}
      </h2>
      {error ? <InlineError error={error} /> : null}
      {entries?.length === 0 ? <p className="quiet">{t("welcome.recentEmpty")}</p> : null}
      <ul className="recent">
        {entries?.map((entry) => (
          <li key={entry.folder} className="recent-row">
            <button
              type="button"
              className="recent-open"
              onClick={() => onOpen(entry.folder)}
              disabled={disabled || entry.missing}
              title={entry.missing ? t("welcome.missingHint") : undefined}
            >
              <span className="recent-name truncate">{entry.name}</span>
              <span className="quiet recent-place truncate">
                {entry.missing ? <span className="recent-missing">{t("welcome.missing")} · </span> : null}
                {entry.location}
              </span>
              <span className="quiet recent-when">
                {t("welcome.openedAt", { when: formatMoment(entry.openedAt, language) })}
              </span>
            </button>
            <IconButton name={t("welcome.forget", { name: entry.name })} onClick={() => void forget(entry.folder)}>
              <X size={15} aria-hidden />
            </IconButton>
            {entry.missing ? <p className="quiet recent-note">{t("welcome.missingHint")}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
