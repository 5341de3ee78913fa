/** A new entry: its name and type; the rest is written in its card. */
import { type FormEvent, useState } from "react";
import { newEntryId } from "../../../shared/model/ids.ts";
import { useAppState, useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/select.tsx";
import type { RegistryRun } from "./registry-run.ts";
import { useChange } from "./use-change.ts";

export function NewEntryDialog({ run, onClose }: { run: RegistryRun; onClose(): void }) {
  const { t, label } = useWords();
  const types = useAppState((state) => state.corpus?.settings.entityTypes) ?? [];
  const change = useChange(run);
  const [name, setName] = useState("");
  const [type, setType] = useState(types[0]?.id ?? "");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim() || !type) return;
    const entry = { id: newEntryId(), name: name.trim(), type, aliases: [], link: "", note: "" };
    if (!(await change([{ do: "add", entry }], t("registry.added", { name: entry.name })))) return;
    run.choose(entry.id);
    onClose();
  };
  return (
    <Dialog
      title={t("registry.add")}
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button weight="primary" type="submit" form="entry-form" disabled={!name.trim() || !type}>
            {t("registry.create")}
          </Button>
        </>
      }
    >
      <form id="entry-form" className="form" onSubmit={(event) => void submit(event)}>
        <label className="field">
          <span className="field-label">{t("registry.name")}</span>
          <input className="input" value={name} maxLength={1000} onChange={(event) => setName(event.target.value)} />
        </label>
        <div className="field">
          <span className="field-label">{t("registry.type")}</span>
          <Select
            label={t("registry.type")}
            value={type}
            options={types.map((one) => ({ value: one.id, label: label(one.label) }))}
            onChange={setType}
          />
        </div>
      </form>
    </Dialog>
  );
}
