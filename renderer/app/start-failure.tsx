/** What is shown when the window finds no host. */
import type { i18n } from "i18next";
import { I18nextProvider } from "react-i18next";
import { useWords } from "./context.tsx";
import { InlineError } from "./inline-error.tsx";

export function StartFailure({ error, i18n }: { error: unknown; i18n: i18n }) {
  return (
    <I18nextProvider i18n={i18n}>
      <Message error={error} />
    </I18nextProvider>
  );
}

function Message({ error }: { error: unknown }) {
  const { t } = useWords();
  return (
    <main className="start-failure">
      <h1>{t("app.startFailed")}</h1>
      <p>{t("app.startFailedText")}</p>
      <InlineError error={error} />
    </main>
  );
}
