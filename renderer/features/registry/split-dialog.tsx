/** A new entry for the marked places of an old one: two people of one name are two entries. */
import { type FormEvent, useState } from "react";
import type { EntityHit } from "../../../shared/api.ts";
import type { EntityRequest } from "../../../shared/entities/plan-request.ts";
import { newEntryId } from "../../../shared/model/ids.ts";
import type { RegistryEntry } from "../../../shared/model/settings.ts";
import { useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";

/** Places by `keyOf`. */
export type Marked = ReadonlyMap<string, EntityHit>;

export function keyOf({ document, entity }: Pick<EntityHit, "document" | "entity">): string {
  return `${document} ${entity}`;
}

interface SplitDialogProps {
  entry: RegistryEntry;
  marked: Marked;
  onPropose(request: EntityRequest): void;
  onClose(): void;
}

export function SplitDialog({ entry, marked, onPropose, onClose }: SplitDialogProps) {
  const { t } = useWords();
  const [name, setName] = useState(entry.name);
  const [note, setNote] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    onClose();
    onPropose({
      do: "split",
      id: entry.id,
      entry: { id: newEntryId(), name: name.trim(), type: entry.type, aliases: [], link: "", note: note.trim() },
      entities: [...marked.values()].map(({ document, entity }) => ({ document, entity })),
    });
  };
  return (
    <Dialog
      title={t("registry.splitTitle", { name: entry.name })}
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button weight="primary" type="submit" form="split-form" disabled={!name.trim()}>
            {t("registry.preview")}
          </Button>
        </>
      }
    >
      <form id="split-form" className="form" onSubmit={submit}>
        <p>{t("registry.splitText", { count: marked.size })}</p>
        <label className="field">
          <span className="field-label">{t("registry.name")}</span>
          <input className="input" value={name} maxLength={1000} onChange={(event) => setName(event.target.value)} />
        </label>
        <label className="field">
          <span className="field-label">{t("registry.note")}</span>
          <input className="input" value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
        </label>
      </form>
    </Dialog>
  );
}
