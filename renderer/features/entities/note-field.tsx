/** An entity's note: written to the document when the field is left, so that a note is one step of undo. */
import { useEffect, useRef, useState } from "react";
import { useWords } from "../../app/context.tsx";
import type { EntityView, GalleyEditor } from "../../editor/editor-api.ts";

export function NoteField({ entity, editor }: { entity: EntityView; editor: GalleyEditor }) {
  const { t } = useWords();
  const [note, setNote] = useState(entity.note);
  const latest = useRef(note);
  latest.current = note;
  useEffect(() => setNote(entity.note), [entity.note]);

  const keep = () => {
    if (latest.current !== entity.note) editor.commands.setEntityNote(entity.id, latest.current);
  };
  const keepLatest = useRef(keep);
  keepLatest.current = keep;
  // Closed while still in the field.
  useEffect(() => () => keepLatest.current(), []);

  return (
    <label className="field">
      <span className="field-label">{t("entities.note")}</span>
      <textarea
        className="input"
        rows={2}
        value={note}
        readOnly={editor.getSnapshot().readOnly}
        placeholder={t("entities.notePlaceholder")}
        onChange={(event) => setNote(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            keep();
          }
        }}
      />
    </label>
  );
}
