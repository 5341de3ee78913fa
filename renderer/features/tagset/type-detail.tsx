/** One entity type: names, id, key, colour, attributes; its place, its going into another, its end. */
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import {
  changeType,
  type Draft,
  type DraftType,
  mergeType,
  moveType,
  removeType,
} from "../../../shared/entities/tagset/draft.ts";
import type { TagsetProblem } from "../../../shared/entities/tagset/problems.ts";
import type { EntityType } from "../../../shared/model/settings.ts";
import { useWords } from "../../app/context.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { AttributeRows } from "./attribute-rows.tsx";
import { ColorField } from "./color-field.tsx";
import { Field } from "./field.tsx";

interface TypeDetailProps {
  draft: Draft;
  row: DraftType;
  /** How many entities the corpus has of it now. */
  entities: number;
  problems: readonly TagsetProblem[];
  disabled: boolean;
  onDraft(draft: Draft): void;
  onShow(key: string | null): void;
}

export function TypeDetail({ draft, row, entities, problems, disabled, onDraft, onShow }: TypeDetailProps) {
  const { t, label } = useWords();
  const { type, key, was } = row;
  const change = (part: Partial<EntityType>) => onDraft(changeType(draft, key, part));
  const problemOf = (field: TagsetProblem["field"]) =>
    problems.find((problem) => problem.attribute === null && problem.field === field)?.message;
  const name = label(type.label) || type.id;
  const index = draft.types.indexOf(row);
  const others = draft.types.filter((one) => one !== row);
  const text = { className: "input", disabled, spellCheck: false, autoComplete: "off" } as const;
  const renamed = was.filter((id) => id !== type.id);
  const showNeighbour = () => onShow(draft.types[index + 1]?.key ?? draft.types[index - 1]?.key ?? null);
  return (
    <article className="tagset-form" aria-label={name}>
      <header className="tagset-form-head">
        <h3 className="truncate">{name}</h3>
        <span className="quiet">{was.length ? t("tagset.entities", { count: entities }) : t("tagset.isNew")}</span>
        <IconButton
          name={t("tagset.up")}
          disabled={disabled || index === 0}
          onClick={() => onDraft(moveType(draft, key, -1))}
        >
          <ArrowUp size={15} aria-hidden />
        </IconButton>
        <IconButton
          name={t("tagset.down")}
          disabled={disabled || index === draft.types.length - 1}
          onClick={() => onDraft(moveType(draft, key, 1))}
        >
          <ArrowDown size={15} aria-hidden />
        </IconButton>
      </header>
      <div className="tagset-pair">
        <Field name={t("tagset.zh")} problem={problemOf("label")}>
          {(more) => (
            <input
              {...text}
              {...more}
              lang="zh"
              value={type.label.zh}
              onChange={(event) => change({ label: { ...type.label, zh: event.target.value } })}
            />
          )}
        </Field>
        <Field name={t("tagset.en")}>
          {(more) => (
            <input
              {...text}
              {...more}
              lang="en"
              value={type.label.en}
              onChange={(event) => change({ label: { ...type.label, en: event.target.value } })}
            />
          )}
        </Field>
        <Field name={t("tagset.id")} hint={t("tagset.idHint")} problem={problemOf("id")}>
          {(more) => (
            <input
              {...text}
              {...more}
              lang="en"
              maxLength={32}
              value={type.id}
              onChange={(event) => change({ id: event.target.value.trim() })}
            />
          )}
        </Field>
        <Field name={t("tagset.key")} hint={t("tagset.keyHint")} problem={problemOf("key")} className="tagset-key">
          {(more) => (
            <input
              {...text}
              {...more}
              maxLength={1}
              value={type.key.toUpperCase()}
              onChange={(event) => change({ key: event.target.value.trim().toLowerCase() })}
            />
          )}
        </Field>
      </div>
      {renamed.length ? (
        <p className="quiet">{t("tagset.idChanges", { from: renamed.join(", "), to: type.id })}</p>
      ) : null}
      <ColorField color={type.color} name={name} disabled={disabled} onColor={(color) => change({ color })} />
      <AttributeRows draft={draft} row={row} problems={problems} disabled={disabled} onDraft={onDraft} />
      <footer className="tagset-end">
        <span title={t("tagset.mergeHint")}>
          <Select
            label={t("tagset.mergeInto")}
            value=""
            disabled={disabled || !others.length}
            options={[
              { value: "", label: t("tagset.mergeInto") },
              ...others.map((one) => ({ value: one.key, label: label(one.type.label) || one.type.id })),
            ]}
            onChange={(into) => {
              if (!into) return;
              onDraft(mergeType(draft, key, into));
              onShow(into);
            }}
          />
        </span>
        <Button
          weight="danger"
          disabled={disabled}
          title={t("tagset.removeHint")}
          onClick={() => {
            onDraft(removeType(draft, key));
            showNeighbour();
          }}
        >
          <Trash2 size={14} aria-hidden />
          {t("tagset.remove")}
        </Button>
      </footer>
    </article>
  );
}
