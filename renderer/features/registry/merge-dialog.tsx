/** Which other entries are the same as this one: looked for, ticked, merged into it. */
import { useEffect, useState } from "react";
import type { RegistryRow } from "../../../shared/api.ts";
import type { EntityRequest } from "../../../shared/entities/plan-request.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import type { RegistryRun } from "./registry-run.ts";

const most = 50;

interface MergeDialogProps {
  run: RegistryRun;
  /** The entry that stays. */
  into: string;
  onPropose(request: EntityRequest): void;
  onClose(): void;
}

export function MergeDialog({ run, into, onPropose, onClose }: MergeDialogProps) {
  const { api } = useApp();
  const { t, label } = useWords();
  const types = useAppState((state) => state.corpus?.settings.entityTypes) ?? [];
  const [name, setName] = useState<string | null>(null);
  const [text, setText] = useState<string | null>(null);
  const [found, setFound] = useState<readonly RegistryRow[]>([]);
  const [ticked, setTicked] = useState<ReadonlyMap<string, RegistryRow>>(new Map());

  useEffect(() => {
    api.call("readEntry", { id: into }).then(
      (row) => {
        setName(row?.entry.name ?? "");
        // What is looked for first: entries that share its first two characters.
        setText(
          (before) =>
            before ??
            Array.from(row?.entry.name ?? "")
              .slice(0, 2)
              .join(""),
        );
      },
      () => setText((before) => before ?? ""),
    );
  }, [api, into]);
  useEffect(() => {
    if (text === null) return;
    let isGone = false;
    run.find(text, null, most).then(
      (rows) => !isGone && setFound(rows.filter(({ entry }) => entry.id !== into)),
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [run, text, into]);

  const toggle = (row: RegistryRow) =>
    setTicked((before) => {
      const next = new Map(before);
      if (!next.delete(row.entry.id)) next.set(row.entry.id, row);
      return next;
    });
  const shown = [...ticked.values(), ...found.filter(({ entry }) => !ticked.has(entry.id))];
  const nameOf = (type: string) => {
    const known = types.find(({ id }) => id === type);
    return known ? label(known.label) : type;
  };
  return (
    <Dialog
      title={t("registry.mergeTitle", { name: name ?? "" })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button
            weight="primary"
            disabled={ticked.size === 0}
            onClick={() => {
              onClose();
              onPropose({ do: "merge", from: [...ticked.keys()], into });
            }}
          >
            {t("registry.preview")}
          </Button>
        </>
      }
    >
      <p>{t("registry.mergeText")}</p>
      <input
        className="input"
        aria-label={t("registry.search")}
        placeholder={t("registry.search")}
        value={text ?? ""}
        onChange={(event) => setText(event.target.value)}
      />
      <ul className="registry-merge">
        {shown.map((row) => (
          <li key={row.entry.id}>
            <label className="registry-merge-row">
              <input type="checkbox" checked={ticked.has(row.entry.id)} onChange={() => toggle(row)} />
              <span className="truncate" lang="zh">
                {row.entry.name}
              </span>
              <span className="quiet">{nameOf(row.entry.type)}</span>
              <span className="quiet truncate">{row.entry.note || row.entry.aliases.join("、")}</span>
              <span className="registry-count">{row.entities}</span>
            </label>
          </li>
        ))}
      </ul>
      {shown.length ? null : <p className="quiet">{t("registry.noneFound")}</p>}
    </Dialog>
  );
}
