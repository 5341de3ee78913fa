/** The relations of the entity at the caret: where each goes, its kind, its direction, its note, its end. */
import { ArrowLeft, ArrowLeftRight, ArrowRight, StickyNote, Trash2 } from "lucide-react";
import { useState } from "react";
import { allowsRelation } from "../../../shared/entities/tagset/tagset.ts";
import { useAppState, useWords } from "../../app/context.tsx";
import type { EntityView, GalleyEditor, RelationView } from "../../editor/editor-api.ts";
import { IconButton } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";

interface EntityRelationsProps {
  entity: EntityView;
  editor: GalleyEditor;
  onGo(entity: EntityView): void;
}

export function EntityRelations({ entity, editor, onGo }: EntityRelationsProps) {
  const { t } = useWords();
  const relations = editor.listRelations().filter(({ from, to }) => from.id === entity.id || to.id === entity.id);
  if (!relations.length) return null;
  return (
    <section className="entity-relations" aria-label={t("tagset.relationsOf", { text: entity.text })}>
      <h2 className="field-label truncate">{t("tagset.relationsOf", { text: entity.text })}</h2>
      <ul>
        {relations.map((relation) => (
          <RelationItem key={relation.id} relation={relation} entity={entity} editor={editor} onGo={onGo} />
        ))}
      </ul>
    </section>
  );
}

function RelationItem({ relation, entity, editor, onGo }: EntityRelationsProps & { relation: RelationView }) {
  const { t, label } = useWords();
  const types = useAppState((state) => state.corpus?.settings.relationTypes) ?? [];
  const [isNoting, setNoting] = useState(false);
  const { commands } = editor;
  const isReadOnly = editor.getSnapshot().readOnly;
  const isFrom = relation.from.id === entity.id;
  const other = isFrom ? relation.to : relation.from;
  const nameOf = (id: string) => {
    const type = types.find((one) => one.id === id);
    return type ? label(type.label) : id;
  };
  const allowed = types.filter(
    (type) => type.id === relation.type || allowsRelation(type, relation.from.type, relation.to.type),
  );
  const options = [...new Set([relation.type, ...allowed.map(({ id }) => id)])];
  const said = `${relation.from.text} → ${nameOf(relation.type)} → ${relation.to.text}`;
  return (
    <li className="relation-item" aria-label={said}>
      <div className="relation-line">
        {isFrom ? <ArrowRight size={14} aria-hidden /> : <ArrowLeft size={14} aria-hidden />}
        <Select
          label={t("tagset.relationKind")}
          className="relation-kind"
          value={relation.type}
          disabled={isReadOnly}
          options={options.map((id) => ({ value: id, label: nameOf(id) }))}
          onChange={(type) => commands.setRelationType(relation.id, type)}
        />
        <button type="button" className="relation-other truncate" title={said} onClick={() => onGo(other)}>
          {other.text}
        </button>
        <IconButton
          name={t("tagset.reverse")}
          disabled={isReadOnly || !editor.can("reverseRelation", relation.id)}
          onClick={() => commands.reverseRelation(relation.id)}
        >
          <ArrowLeftRight size={13} aria-hidden />
        </IconButton>
        <IconButton name={t("entities.note")} pressed={isNoting} onClick={() => setNoting(!isNoting)}>
          <StickyNote size={13} aria-hidden className={relation.note ? "" : "quiet"} />
        </IconButton>
        <IconButton
          name={t("tagset.removeRelation")}
          disabled={isReadOnly}
          onClick={() => commands.removeRelation(relation.id)}
        >
          <Trash2 size={13} aria-hidden />
        </IconButton>
      </div>
      {isNoting || relation.note ? (
        <RelationNote key={relation.note} relation={relation} editor={editor} isOpen={isNoting} />
      ) : null}
    </li>
  );
}

function RelationNote({ relation, editor, isOpen }: { relation: RelationView; editor: GalleyEditor; isOpen: boolean }) {
  const { t } = useWords();
  const [note, setNote] = useState(relation.note);
  if (!isOpen) return <p className="quiet relation-note">{relation.note}</p>;
  const keep = () => editor.commands.setRelationNote(relation.id, note.trim());
  return (
    <input
      className="input"
      aria-label={t("entities.note")}
      value={note}
      readOnly={editor.getSnapshot().readOnly}
      onChange={(event) => setNote(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) keep();
      }}
    />
  );
}
