/**
 * The frame: providers, the view that is on, what lies over it (dialogs, drop target, connection, notices).
 */
import { CSPProvider } from "@base-ui/react/csp-provider";
import { Toast } from "@base-ui/react/toast";
import { Tooltip } from "@base-ui/react/tooltip";
import type { i18n } from "i18next";
import { I18nextProvider } from "react-i18next";
import { ListView } from "../features/document-list/list-view.tsx";
import { DropTarget } from "../features/import/drop-target.tsx";
import { Palette } from "../features/palette/palette.tsx";
import { WelcomeView } from "../features/welcome/welcome-view.tsx";
import { Toasts } from "../ui/toasts.tsx";
import "./app.css";
import { useAppearance } from "./appearance.ts";
import { CommandsProvider } from "./commands-context.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { type AppServices, AppServicesProvider, useAppState } from "./context.tsx";
import { CorpusBanners } from "./corpus-banners.tsx";
import { useFollowSettings } from "./follow-settings.ts";
import { useLastOperation } from "./last-operation.ts";
import { preloadViews, useViews, type Views } from "./later-views.ts";
import { toastManager } from "./notices.ts";

export function App({ services, i18n }: { services: AppServices; i18n: i18n }) {
  return (
    // The page's policy allows no style elements: Base UI must not make any.
    <CSPProvider disableStyleElements>
      <I18nextProvider i18n={i18n}>
        <AppServicesProvider services={services}>
          <CommandsProvider>
            <Tooltip.Provider>
              <Toast.Provider toastManager={toastManager} limit={4}>
                <Frame />
                <Toasts />
              </Toast.Provider>
            </Tooltip.Provider>
          </CommandsProvider>
        </AppServicesProvider>
      </I18nextProvider>
    </CSPProvider>
  );
}

function Frame() {
  useAppearance();
  useLastOperation();
  useFollowSettings();
  const view = useAppState((state) => state.view);
  // It is there with the key that asks for it: what is typed then is meant for it.
  const isPalette = useAppState((state) => state.dialog?.name === "palette");
  // There before anyone can have asked for it, mostly.
  const views = useViews(
    useAppState((state) => state.view.name !== "list" || state.dialog !== null || state.folderRequest !== null),
  );
  return (
    <div className="frame">
      <ConnectionBanner />
      <CorpusBanners />
      {view.name === "welcome" ? <WelcomeView /> : null}
      {view.name === "list" ? <ListView onRows={preloadViews} /> : null}
      {views ? <OtherView views={views} /> : null}
      {isPalette ? <Palette /> : null}
      {views ? <Overlays views={views} /> : null}
      <DropTarget />
    </div>
  );
}

function OtherView({ views }: { views: Views }) {
  const view = useAppState((state) => state.view);
  return (
    <>
      {view.name === "document" ? (
        <views.DocumentView key={`${view.id} ${view.again ?? 0}`} id={view.id} at={view.at ?? null} />
      ) : null}
      {view.name === "mend" ? <views.MendView ids={view.ids} /> : null}
      {view.name === "search" ? <views.SearchView /> : null}
      {view.name === "statistics" ? <views.StatisticsView /> : null}
      {view.name === "charts" ? <views.ChartsView /> : null}
      {view.name === "entity-plan" ? <views.EntityPlanView request={view.request} /> : null}
      {view.name === "tagset" ? <views.TagsetView wanted={view.wanted} /> : null}
      {view.name === "registry" ? <views.RegistryView key={view.entry} entry={view.entry} /> : null}
    </>
  );
}

function Overlays({ views }: { views: Views }) {
  const dialog = useAppState((state) => state.dialog);
  const folderRequest = useAppState((state) => state.folderRequest);
  return (
    <>
      {dialog?.name === "shortcuts" ? <views.ShortcutsSheet /> : null}
      {dialog?.name === "new-corpus" ? <views.NewCorpusDialog /> : null}
      {dialog?.name === "import" ? <views.ImportDialog items={dialog.items} found={dialog.found} /> : null}
      {dialog?.name === "export" ? <views.ExportDialog format={dialog.format} /> : null}
      {dialog?.name === "undo-operation" ? <views.UndoDialog /> : null}
      {dialog?.name === "rules" ? <views.RulesDialog /> : null}
      {dialog?.name === "learning" ? <views.LearningDialog /> : null}
      {dialog?.name === "recommender" ? <views.RecommenderDialog /> : null}
      {dialog?.name === "history" ? <views.HistoryDialog id={dialog.id} /> : null}
      {dialog?.name === "tagset" ? <views.TagsetDialog /> : null}
      {dialog?.name === "set-aside" ? <views.SetAsideDialog /> : null}
      {folderRequest ? <views.FolderDialog request={folderRequest} /> : null}
    </>
  );
}
