/** Says that the host can't be reached, for as long as it can't; edits stay in the window meanwhile. */
import { Download, Unplug } from "lucide-react";
import { useEffect } from "react";
import { Button } from "../ui/button.tsx";
import { useApp, useAppState, useWords } from "./context.tsx";
import { showNotice } from "./notices.ts";

export function ConnectionBanner() {
  const { api, store, actions } = useApp();
  const { t } = useWords();
  const connected = useAppState((state) => state.connected);
  // What can't be changed is on the disk.
  const document = useAppState(({ document }) => (document?.readOnly ? null : document));

  useEffect(
    () =>
      api.onConnection((now) => {
        if (now && !store.getState().connected) {
          showNotice({ kind: "ok", title: t("app.connectionBack"), id: "connection" });
          actions.refreshList();
        }
        store.setState({ connected: now });
      }),
    [api, store, actions, t],
  );

  if (connected) return null;
  return (
    <div className="banner banner-danger" role="alert">
      <Unplug size={16} aria-hidden />
      <p className="banner-text">
        <strong>{t("app.connectionLost")}</strong>{" "}
        {t(document ? "app.connectionLostDocument" : "app.connectionLostText")}
      </p>
      {document ? (
        <Button onClick={() => document.saveToFile()}>
          <Download size={15} aria-hidden />
          {t("commands.saveToFile")}
        </Button>
      ) : null}
    </div>
  );
}
