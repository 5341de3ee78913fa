/** Over everything: the corpus is gone for the moment, or another window writes to it. Hears of both, and of their end. */
import { FolderX, Lock } from "lucide-react";
import { useEffect } from "react";
import { useApp, useAppState, useWords } from "./context.tsx";
import { describeError } from "./errors.ts";
import { closeNotice, showNotice } from "./notices.ts";

export function CorpusBanners() {
  const { api, store, actions } = useApp();
  const { t, language } = useWords();
  const problem = useAppState((state) => state.corpusProblem);
  const readOnly = useAppState((state) => state.corpus?.readOnly ?? null);

  useEffect(() => {
    const stops = [
      api.on("corpusProblem", ({ problem: now }) => {
        if (!now && store.getState().corpusProblem) {
          showNotice({ kind: "ok", title: t("disk.back"), id: "corpus-problem" });
          actions.refreshList();
        }
        store.setState({ corpusProblem: now });
      }),
      api.on("corpusFreed", (corpus) => {
        const wasEmptied = store.getState().corpus?.readOnly?.code === "corpus-emptied";
        store.setState({ corpus });
        actions.refreshList();
        actions.reopenDocument();
        if (!corpus.readOnly)
          showNotice({ kind: "ok", title: t(wasEmptied ? "disk.back" : "disk.freed"), id: "freed" });
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [api, store, actions, t]);
  const networkNews = useAppState((state) => state.corpus?.networkNews ?? false);
  useEffect(() => {
    if (networkNews)
      showNotice({ kind: "info", title: t("disk.network"), text: t("disk.networkText"), stays: true, id: "network" });
  }, [networkNews, t]);
  const opened = useAppState((state) => state.corpus);
  useEffect(() => {
    if (!opened) return;
    // What fails here nobody waits for: the files are listed whenever they are asked for.
    const told = api.call("countLeftovers", {}).catch(() => ({ files: 0 }));
    void told.then(({ files }) => {
      if (!files || store.getState().corpus !== opened) return;
      const run = () => {
        closeNotice("leftovers");
        actions.openDialog({ name: "set-aside" });
      };
      const action = { label: t("setAside.leftoversShow"), run };
      showNotice({
        kind: "info",
        title: t("setAside.leftovers", { count: files }),
        stays: true,
        id: "leftovers",
        action,
      });
    });
  }, [opened, api, store, actions, t]);
  useEffect(() => {
    const look = () => {
      // What fails here fails again, and louder, when something is asked for.
      if (store.getState().corpus) void api.call("lookAtCorpus", {}).catch(() => {});
    };
    addEventListener("focus", look);
    return () => removeEventListener("focus", look);
  }, [api, store]);

  const held = readOnly?.code === "corpus-held" || readOnly?.code === "corpus-emptied" ? readOnly : null;
  const shown = problem ?? held;
  if (!shown) return null;
  const { title, text } = describeError(shown, t, language);
  return (
    <div className={`banner ${problem ? "banner-danger" : ""}`} role={problem ? "alert" : "status"}>
      {problem ? <FolderX size={16} aria-hidden /> : <Lock size={16} aria-hidden />}
      <p>
        <strong>{title}</strong> {text}
      </p>
    </div>
  );
}
