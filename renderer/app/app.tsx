/**
 * The frame: providers, the view that is on, what lies over it (dialogs, drop target, connection, notices).
 */
import { CSPProvider } from "@base-ui/react/csp-provider";
import { Toast } from "@base-ui/react/toast";
import { Tooltip } from "@base-ui/react/tooltip";
import type { i18n } from "i18next";
import { I18nextProvider } from "react-i18next";
import { ChartsView } from "../features/charts/charts-view.tsx";
import { DocumentView } from "../features/document/document-view.tsx";
import { ListView } from "../features/document-list/list-view.tsx";
import { ExportDialog } from "../features/export/export-dialog.tsx";
import { FolderDialog } from "../features/folder-dialog/folder-dialog.tsx";
import { HistoryDialog } from "../features/history/history-dialog.tsx";
import { DropTarget } from "../features/import/drop-target.tsx";
import { ImportDialog } from "../features/import/import-dialog.tsx";
import { MendView } from "../features/mend/mend-view.tsx";
import { Palette } from "../features/palette/palette.tsx";
import { RegistryView } from "../features/registry/registry-view.tsx";
import { RulesDialog } from "../features/rules/rules-dialog.tsx";
import { EntityPlanView } from "../features/same-name/entity-plan-view.tsx";
import { SearchView } from "../features/search/search-view.tsx";
import { SetAsideDialog } from "../features/set-aside/set-aside-dialog.tsx";
import { ShortcutsSheet } from "../features/shortcuts/shortcuts-sheet.tsx";
import { StatisticsView } from "../features/statistics/statistics-view.tsx";
import { LearningDialog } from "../features/suggestions/learning-dialog.tsx";
import { RecommenderDialog } from "../features/suggestions/recommender-dialog.tsx";
import { TagsetDialog } from "../features/tagset/tagset-dialog.tsx";
import { TagsetView } from "../features/tagset/tagset-view.tsx";
import { UndoDialog } from "../features/undo-operation/undo-dialog.tsx";
import { NewCorpusDialog } from "../features/welcome/new-corpus-dialog.tsx";
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
  return (
    <div className="frame">
      <ConnectionBanner />
      <CorpusBanners />
      {view.name === "welcome" ? <WelcomeView /> : null}
      {view.name === "list" ? <ListView /> : null}
      {view.name === "document" ? (
        <DocumentView key={`${view.id} ${view.again ?? 0}`} id={view.id} at={view.at ?? null} />
      ) : null}
      {view.name === "mend" ? <MendView ids={view.ids} /> : null}
      {view.name === "search" ? <SearchView /> : null}
      {view.name === "statistics" ? <StatisticsView /> : null}
      {view.name === "charts" ? <ChartsView /> : null}
      {view.name === "entity-plan" ? <EntityPlanView request={view.request} /> : null}
      {view.name === "tagset" ? <TagsetView wanted={view.wanted} /> : null}
      {view.name === "registry" ? <RegistryView key={view.entry} entry={view.entry} /> : null}
      <Overlays />
      <DropTarget />
    </div>
  );
}

function Overlays() {
  const dialog = useAppState((state) => state.dialog);
  const folderRequest = useAppState((state) => state.folderRequest);
  return (
    <>
      {dialog?.name === "palette" ? <Palette /> : null}
      {dialog?.name === "shortcuts" ? <ShortcutsSheet /> : null}
      {dialog?.name === "new-corpus" ? <NewCorpusDialog /> : null}
      {dialog?.name === "import" ? <ImportDialog items={dialog.items} found={dialog.found} /> : null}
      {dialog?.name === "export" ? <ExportDialog format={dialog.format} /> : null}
      {dialog?.name === "undo-operation" ? <UndoDialog /> : null}
      {dialog?.name === "rules" ? <RulesDialog /> : null}
      {dialog?.name === "learning" ? <LearningDialog /> : null}
      {dialog?.name === "recommender" ? <RecommenderDialog /> : null}
      {dialog?.name === "history" ? <HistoryDialog id={dialog.id} /> : null}
      {dialog?.name === "tagset" ? <TagsetDialog /> : null}
      {dialog?.name === "set-aside" ? <SetAsideDialog /> : null}
      {folderRequest ? <FolderDialog request={folderRequest} /> : null}
    </>
  );
}
