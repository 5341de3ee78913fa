/**
 * Composition root of the window: finds the host, makes the services, shows the app.
 */
// Before any module that makes a schema.
import "../shared/jitless.ts";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/components.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Actions } from "./app/actions.ts";
import { App } from "./app/app.tsx";
import { createI18n, resolveLanguage } from "./app/i18n/i18n.ts";
import { StartFailure } from "./app/start-failure.tsx";
import { createAppStore } from "./app/store.ts";
import { connect } from "./bridge/index.ts";
import { Proofreader } from "./proofing/proofreader.ts";
import { startWorker } from "./proofing/start-worker.ts";
import { startWorker as startSuggesting } from "./suggesting/start-worker.ts";
import { Suggesting } from "./suggesting/suggesting.ts";

const mount = document.getElementById("root");
if (!mount) throw new Error("index.html has no #root");
const root = createRoot(mount);

try {
  const api = await connect();
  const info = await api.call("getInfo", {});
  const i18n = createI18n(resolveLanguage(info.preferences.language, info.language));
  const store = createAppStore(info, api.connected);
  const actions = new Actions({ api, store, i18n });
  const proofreader = new Proofreader({ api, start: startWorker });
  const suggesting = new Suggesting({ api, start: startSuggesting });
  // Also while no page is open: the next one is read by what is known then.
  api.on("registryChanged", (change) => suggesting.registryChanged(change));
  api.on("suggestionKnowledgeChanged", () => suggesting.renew());
  // The shell waits for this before it ends.
  api.onClosing(async () => {
    await store.getState().document?.flush();
  });
  root.render(
    <StrictMode>
      <App services={{ api, store, actions, proofreader, suggesting }} i18n={i18n} />
    </StrictMode>,
  );
} catch (error) {
  root.render(<StartFailure error={error} i18n={createI18n(resolveLanguage("system", navigator.language))} />);
}
