/**
 * A folder chooser drawn in the window, for the shell that has no dialog of the system's: places, folders, new folder.
 */
import { ArrowUp, BookMarked, Folder, FolderPlus, HardDrive } from "lucide-react";
import { type FormEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import type { FolderListing } from "../../../shared/api.ts";
import { useApp, useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import { belongsToInputMethod } from "../../app/shortcuts.ts";
import type { FolderRequest } from "../../app/store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import "./folder-dialog.css";
import { TypeAhead } from "./type-ahead.ts";

export function FolderDialog({ request }: { request: FolderRequest }) {
  const { api } = useApp();
  const { t } = useWords();
  const [listing, setListing] = useState<FolderListing | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [current, setCurrent] = useState(0);
  const [naming, setNaming] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const typeAhead = useRef(new TypeAhead());

  const go = useCallback(
    (folder: string | null, select?: string) =>
      api.call("listFolder", { folder }).then(
        (next) => {
          setListing(next);
          setError(null);
          setCurrent(
            Math.max(
              0,
              next.entries.findIndex((entry) => entry.folder === select),
            ),
          );
          list.current?.focus();
        },
        (problem) => setError(problem),
      ),
    [api],
  );
  useEffect(() => {
    void go(null);
  }, [go]);
  useEffect(() => {
    list.current?.querySelector(`#folder-${current}`)?.scrollIntoView({ block: "nearest" });
  }, [current]);

  const entries = listing?.entries ?? [];
  const isOpening = request.purpose === "open";
  const choose = () => listing && request.answer({ handle: listing.folder, location: listing.location });
  const open = (index: number) => {
    const entry = entries[index];
    if (!entry) return;
    if (isOpening && entry.corpus && listing) {
      request.answer({ handle: entry.folder, location: `${listing.location}/${entry.name}` });
    } else void go(entry.folder);
  };
  const up = () => listing?.parent && void go(listing.parent, listing.folder);

  const onKeyDown = (event: KeyboardEvent) => {
    if (
      belongsToInputMethod({
        ...event.nativeEvent,
        key: event.key,
        code: event.code,
        keyCode: event.keyCode,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        shiftKey: event.shiftKey,
        isComposing: event.nativeEvent.isComposing,
      })
    )
      return;
    const moves: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      Home: 0,
      End: entries.length - 1,
      PageDown: current + 10,
      PageUp: current - 10,
    };
    const to = moves[event.key];
    if (to !== undefined) setCurrent(Math.max(0, Math.min(entries.length - 1, to)));
    else if (event.key === "Enter") open(current);
    else if (event.key === "Backspace") up();
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const found = typeAhead.current.find(
        event.key,
        entries.map((entry) => entry.name),
        current,
        event.timeStamp,
      );
      if (found !== null) setCurrent(found);
    } else return;
    event.preventDefault();
  };

  return (
    <Dialog
      title={t(`folder.${titles[request.purpose]}`)}
      onClose={() => request.answer(null)}
      size="large"
      initialFocus={list}
      footer={
        <>
          <Button className="start" onClick={() => setNaming(true)} disabled={!listing || naming}>
            <FolderPlus size={15} aria-hidden />
            {t("folder.newFolder")}
          </Button>
          <Button onClick={() => request.answer(null)}>{t("app.cancel")}</Button>
          <Button weight="primary" onClick={choose} disabled={!listing || (isOpening && !listing.corpus)}>
            {t(isOpening ? "folder.chooseOpen" : "folder.chooseHere")}
          </Button>
        </>
      }
    >
      <div className="folders">
        <nav className="folder-places" aria-label={t("folder.places")}>
          {listing?.places.map((place) => (
            <button key={place.folder} type="button" className="folder-place" onClick={() => void go(place.folder)}>
              <HardDrive size={15} aria-hidden />
              <span className="truncate">{place.name}</span>
            </button>
          ))}
        </nav>
        <div className="folder-main">
          <div className="row">
            <IconButton name={t("folder.up")} onClick={up} disabled={!listing?.parent} weight="normal">
              <ArrowUp size={16} aria-hidden />
            </IconButton>
            <output className="path truncate" aria-label={t("folder.here")} title={listing?.location}>
              {listing?.location ?? t("app.loading")}
            </output>
          </div>
          {naming && listing ? (
            <NewFolder
              parent={listing.folder}
              onDone={(made) => {
                setNaming(false);
                if (made) void go(made);
              }}
            />
          ) : null}
          {error ? <InlineError error={error} /> : null}
          <div
            ref={list}
            className="folder-list"
            role="listbox"
            tabIndex={0}
            aria-label={t("folder.list")}
            aria-activedescendant={entries.length ? `folder-${current}` : undefined}
            onKeyDown={onKeyDown}
          >
            {entries.map((entry, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
              <div
                key={entry.folder}
                id={`folder-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === current}
                className="folder-entry"
                onClick={() => setCurrent(index)}
                onDoubleClick={() => open(index)}
              >
                {entry.corpus ? <BookMarked size={16} aria-hidden /> : <Folder size={16} aria-hidden />}
                <span className="truncate">{entry.name}</span>
                {entry.corpus ? <span className="folder-badge">{t("folder.corpus")}</span> : null}
              </div>
            ))}
            {listing && !entries.length ? <p className="quiet folder-empty">{t("folder.empty")}</p> : null}
          </div>
          <p className="quiet folder-hint">
            {isOpening && listing ? `${t(listing.corpus ? "folder.isCorpus" : "folder.notCorpus")} ` : ""}
            {t("folder.hint")}
          </p>
        </div>
      </div>
    </Dialog>
  );
}

const titles = { open: "titleOpen", create: "titleCreate", export: "titleExport" } as const;

function NewFolder({ parent, onDone }: { parent: string; onDone(made: string | null): void }) {
  const { api } = useApp();
  const { t } = useWords();
  const [name, setName] = useState("");
  const [error, setError] = useState<unknown>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    api.call("createFolder", { parent, name: name.trim() }).then(onDone, (problem) => setError(problem));
  };
  return (
    <form onSubmit={submit} className="form">
      <div className="row">
        <input
          ref={input}
          className="input folder-name"
          aria-label={t("folder.newFolderName")}
          placeholder={t("folder.newFolderName")}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" weight="primary" disabled={!name.trim()}>
          {t("folder.make")}
        </Button>
        <Button onClick={() => onDone(null)}>{t("app.cancel")}</Button>
      </div>
      {error ? <InlineError error={error} /> : null}
    </form>
  );
}
