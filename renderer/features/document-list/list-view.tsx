/** The corpus's documents: progress, filter, table, what to do with the selected ones. */
import { ChartColumn, Download, Import as ImportIcon, Lock, WandSparkles } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { useCommand } from "../../app/commands-context.tsx";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { describeError } from "../../app/errors.ts";
import { InlineError } from "../../app/inline-error.tsx";
import { CommandItem, MainMenu } from "../../app/main-menu.tsx";
import { Button, Hint, IconButton } from "../../ui/button.tsx";
import { MenuButton } from "../../ui/menu.tsx";
import { CorpusProgress } from "./corpus-progress.tsx";
import "./list.css";
import { DocumentTable } from "./document-table.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { IndexingNote, useIndexing } from "./indexing-note.tsx";
import { RowWindows } from "./paging.ts";

/** @param onRows called when rows, or that there are none, have been drawn */
export function ListView({ onRows }: { onRows: () => void }) {
  const { api, store, actions } = useApp();
  const { t, language } = useWords();
  const corpus = useAppState((state) => state.corpus);
  const query = useAppState((state) => state.query);
  const listVersion = useAppState((state) => state.listVersion);
  const filter = useRef<HTMLInputElement>(null);

  const windows = useMemo(
    () =>
      new RowWindows(
        (query, offset, limit) => api.call("listDocuments", { query, offset, limit }),
        store.getState().query,
      ),
    [api, store],
  );
  const paging = useSyncExternalStore(windows.subscribe, windows.getSnapshot);

  const shownQuery = useRef(query);
  useEffect(() => {
    if (shownQuery.current === query) return;
    shownQuery.current = query;
    windows.setQuery(query);
  }, [windows, query]);
  const shownVersion = useRef(listVersion);
  useEffect(() => {
    if (shownVersion.current === listVersion) return;
    shownVersion.current = listVersion;
    windows.refresh();
  }, [windows, listVersion]);
  useEffect(() => windows.want(0, 40), [windows]);
  useEffect(() => api.on("documentsChanged", () => windows.refresh()), [api, windows]);

  const selectAll = useCallback(async () => {
    const ids = await actions.attempt(() => api.call("listDocumentIds", { query: store.getState().query }));
    if (ids) store.setState({ selected: new Set(ids) });
  }, [api, store, actions]);
  useEffect(() => {
    store.setState({
      list: {
        focusFilter: () => {
          filter.current?.focus();
          filter.current?.select();
        },
        selectAll: () => void selectAll(),
      },
    });
    return () => store.setState({ list: null });
  }, [store, selectAll]);

  const isKnown = paging.total !== null;
  useEffect(() => {
    if (isKnown) onRows();
  }, [isKnown, onRows]);

  const isFiltered = Boolean(query.text || query.status);
  const indexing = useIndexing();
  return (
    <main className="list-view">
      <header className="topbar">
        <div className="topbar-title">
          <h1 className="truncate" title={corpus?.location}>
            {corpus?.name}
          </h1>
          {corpus?.readOnly ? (
            <span className="readonly" title={describeError(corpus.readOnly, t, language).title}>
              <Lock size={13} aria-hidden /> {t("app.readOnly")}
            </span>
          ) : null}
        </div>
        <CorpusProgress progress={paging.progress} />
        <StatisticsButton />
        <MendButton />
        <ImportButton />
        <ExportButton />
        <MainMenu />
      </header>
      <FilterBar inputRef={filter} total={paging.total} byStatus={paging.progress?.byStatus ?? null} />
      {paging.error ? (
        <div className="list-error">
          <InlineError error={paging.error}>
            <Button onClick={() => windows.refresh()}>{t("app.retry")}</Button>
          </InlineError>
        </div>
      ) : null}
      {indexing ? <IndexingNote indexing={indexing} /> : null}
      {paging.total !== 0 ? (
        <DocumentTable windows={windows} paging={paging} />
      ) : indexing ? null : (
        <EmptyList isFiltered={isFiltered} />
      )}
    </main>
  );
}

function ImportButton() {
  const { t } = useWords();
  const isReadOnly = useAppState((state) => Boolean(state.corpus?.readOnly));
  return (
    <MenuButton
      trigger={
        <Button disabled={isReadOnly}>
          <ImportIcon size={15} aria-hidden />
          {t("list.import")}
        </Button>
      }
    >
      <CommandItem id="import.files" />
      <CommandItem id="import.folder" />
    </MenuButton>
  );
}

function StatisticsButton() {
  const command = useCommand("corpus.statistics");
  return (
    <IconButton name={command.title} onClick={command.run}>
      <ChartColumn size={18} aria-hidden />
    </IconButton>
  );
}

/** Mends what is selected, else everything. */
function MendButton() {
  const { t } = useWords();
  const selected = useAppState((state) => state.selected.size);
  const command = useCommand(selected ? "corpus.mendSelected" : "corpus.mendAll");
  return (
    <Hint text={command.title}>
      <Button onClick={command.run} disabled={!command.enabled}>
        <WandSparkles size={15} aria-hidden />
        {t("mend.button")}
      </Button>
    </Hint>
  );
}

function ExportButton() {
  const { t } = useWords();
  const command = useCommand("export");
  return (
    <Button onClick={command.run}>
      <Download size={15} aria-hidden />
      {t("list.export")}
    </Button>
  );
}

function EmptyList({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useWords();
  const { store } = useApp();
  const files = useCommand("import.files");
  const folder = useCommand("import.folder");
  return (
    <div className="empty-list">
      <p className="empty-title">{t(isFiltered ? "list.noMatch" : "list.empty")}</p>
      {isFiltered ? (
        <Button onClick={() => store.setState((state) => ({ query: { ...state.query, text: "", status: null } }))}>
          {t("list.filterClear")}
        </Button>
      ) : (
        <>
          <p className="quiet">{t("list.emptyText")}</p>
          <div className="row">
            <Button weight="primary" onClick={files.run} disabled={!files.enabled}>
              {t("list.importFiles")}
            </Button>
            <Button onClick={folder.run} disabled={!folder.enabled}>
              {t("list.importFolder")}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
