/** One entry: its names, type, link and note, where it is named, and what can be done with it. */
import { Copy, Link2, Merge, Split, TextSearch, Trash2, X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { RegistryRow } from "../../../shared/api.ts";
import { linkAddress } from "../../../shared/entities/link-address.ts";
import type { EntityRequest } from "../../../shared/entities/plan-request.ts";
import type { RegistryEdit } from "../../../shared/entities/registry-edits.ts";
import { otherScript } from "../../../shared/entities/variants.ts";
import type { RegistryEntry } from "../../../shared/model/settings.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import { showNotice } from "../../app/notices.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { EntryPlaces } from "./entry-places.tsx";
import { KeptField } from "./kept-field.tsx";
import type { RegistryRun } from "./registry-run.ts";
import { type Marked, SplitDialog } from "./split-dialog.tsx";
import { useChange } from "./use-change.ts";

/** Offered at once in the other script; the next ones come as these are taken. */
const MOST_VARIANTS = 3;

interface EntryCardProps {
  run: RegistryRun;
  id: string;
  onMerge(): void;
  onPropose(request: EntityRequest): void;
}

export function EntryCard({ run, id, onMerge, onPropose }: EntryCardProps) {
  const { api, actions } = useApp();
  const { t } = useWords();
  const { version } = useSyncExternalStore(run.subscribe, run.getState);
  const [row, setRow] = useState<RegistryRow | null | undefined>(undefined);
  const [unlinked, setUnlinked] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const [marked, setMarked] = useState<Marked>(new Map());
  const [isSplitting, setSplitting] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for the registry
  useEffect(() => {
    let isGone = false;
    const read = async () => {
      const found = await api.call("readEntry", { id });
      const filter = found && { text: found.entry.name, type: found.entry.type, refs: null };
      const loose = filter ? await api.call("listEntities", { filter, offset: 0, limit: 1 }) : null;
      if (isGone) return;
      setRow(found);
      setUnlinked(loose?.total ?? 0);
    };
    read().catch((problem) => !isGone && setError(problem));
    return () => {
      isGone = true;
    };
  }, [api, id, version]);

  if (error)
    return (
      <div className="registry-card">
        <InlineError error={error} />
      </div>
    );
  if (row === undefined) return <div className="registry-card" aria-busy />;
  if (row === null) return <p className="registry-card quiet">{t("registry.gone")}</p>;
  const { entry, entities } = row;
  return (
    <article className="registry-card" aria-label={entry.name}>
      <Fields run={run} entry={entry} entities={entities} onPropose={onPropose} />
      <div className="row registry-actions">
        <Button onClick={onMerge}>
          <Merge size={14} aria-hidden />
          {t("registry.merge")}
        </Button>
        <Button
          disabled={marked.size === 0 || marked.size === entities}
          title={t("registry.splitHint")}
          onClick={() => setSplitting(true)}
        >
          <Split size={14} aria-hidden />
          {marked.size ? t("registry.splitSome", { count: marked.size }) : t("registry.split")}
        </Button>
        {unlinked ? (
          <Button onClick={() => onPropose({ do: "link", text: entry.name, type: entry.type, ref: id })}>
            <Link2 size={14} aria-hidden />
            {t("registry.linkSame", { count: unlinked })}
          </Button>
        ) : null}
        {entities ? (
          <Button onClick={() => void actions.showSearch(entitiesOf(id), "find")}>
            <TextSearch size={14} aria-hidden />
            {t("registry.inSearch")}
          </Button>
        ) : null}
        <Button weight="danger" onClick={() => onPropose({ do: "remove", ids: [id] })}>
          <Trash2 size={14} aria-hidden />
          {t("registry.remove")}
        </Button>
      </div>
      <EntryPlaces id={id} version={version} total={entities} marked={marked} onMarked={setMarked} />
      {isSplitting ? (
        <SplitDialog entry={entry} marked={marked} onPropose={onPropose} onClose={() => setSplitting(false)} />
      ) : null}
    </article>
  );
}

/** The question of a search for all that names an entry. */
function entitiesOf(ref: string) {
  const annotation = { find: "entities", ref, by: null, attribute: null, with: null } as const;
  return { text: "", regex: false, role: null, type: null, status: null, annotation };
}

interface FieldsProps {
  run: RegistryRun;
  entry: RegistryEntry;
  entities: number;
  onPropose(request: EntityRequest): void;
}

function Fields({ run, entry, entities, onPropose }: FieldsProps) {
  const { t, label } = useWords();
  const types = useAppState((state) => state.corpus?.settings.entityTypes) ?? [];
  const isReadOnly = useAppState((state) => Boolean(state.corpus?.readOnly));
  const change = useChange(run);
  const [alias, setAlias] = useState("");
  const { id, name, type, aliases, link, note } = entry;
  const known = types.map((one) => ({ value: one.id, label: label(one.label) }));
  const options = known.some(({ value }) => value === type) ? known : [...known, { value: type, label: type }];

  const rename = (next: string) => {
    const edits: RegistryEdit[] = [
      { do: "change", id, set: { name: next } },
      { do: "aliases", id, add: [name], remove: [next] },
    ];
    void change(edits, t("registry.renamed", { name: next }));
  };
  const retype = (next: string) => {
    if (next === type) return;
    if (entities) onPropose({ do: "retag", id, type: next });
    else void change([{ do: "change", id, set: { type: next } }], t("registry.changed", { name }));
  };
  const set = (values: { link?: string; note?: string }) =>
    void change([{ do: "change", id, set: values }], t("registry.changed", { name }));
  const addAlias = (text: string) => {
    const wanted = text.trim();
    setAlias("");
    if (wanted && wanted !== name && !aliases.includes(wanted))
      void change([{ do: "aliases", id, add: [wanted], remove: [] }], t("registry.changed", { name }));
  };
  const offered = [name, ...aliases].flatMap((one) => otherScript(one) ?? []);
  const missing = [...new Set(offered)].filter((one) => one !== name && !aliases.includes(one));
  const variants = missing.slice(0, MOST_VARIANTS);
  const address = linkAddress(link);
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    showNotice({ kind: "ok", title: t("registry.copied"), id: "copied" });
  };

  return (
    <fieldset className="registry-fields" disabled={isReadOnly}>
      <legend className="visually-hidden">{t("registry.entry")}</legend>
      <div className="registry-head">
        <KeptField label={t("registry.name")} value={name} onKeep={rename} className="registry-title" required />
        <Select label={t("registry.type")} value={type} options={options} onChange={retype} disabled={isReadOnly} />
      </div>
      <div className="field">
        <span className="field-label">{t("registry.aliases")}</span>
        <ul className="registry-aliases">
          {aliases.map((one) => (
            <li key={one} className="registry-alias">
              <span lang="zh">{one}</span>
              <button
                type="button"
                aria-label={t("registry.removeAlias", { alias: one })}
                onClick={() =>
                  void change([{ do: "aliases", id, add: [], remove: [one] }], t("registry.changed", { name }))
                }
              >
                <X size={12} aria-hidden />
              </button>
            </li>
          ))}
          <li>
            <input
              className="input registry-alias-input"
              aria-label={t("registry.addAlias")}
              placeholder={t("registry.addAlias")}
              value={alias}
              onChange={(event) => setAlias(event.target.value)}
              onBlur={() => addAlias(alias)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && !event.nativeEvent.isComposing) addAlias(alias);
              }}
            />
          </li>
          {variants.map((one) => (
            <li key={`also ${one}`}>
              <Button weight="quiet" onClick={() => addAlias(one)}>
                {t("registry.also", { name: one })}
              </Button>
            </li>
          ))}
        </ul>
      </div>
      <div className="registry-pair">
        <div className="field">
          <KeptField label={t("registry.link")} value={link} onKeep={(next) => set({ link: next })} placeholder="Q42" />
          {address ? (
            <span className="row registry-address">
              <span className="truncate quiet" title={address}>
                {address}
              </span>
              <IconButton name={t("registry.copyAddress")} onClick={() => void copy(address)}>
                <Copy size={13} aria-hidden />
              </IconButton>
            </span>
          ) : null}
        </div>
        <KeptField label={t("registry.note")} value={note} onKeep={(next) => set({ note: next })} />
      </div>
    </fieldset>
  );
}
