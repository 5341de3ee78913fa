/** One kind of relation: its names, its id, and from which types to which it goes. */
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import {
  changeRelation,
  type Draft,
  type DraftRelation,
  moveRelation,
  removeRelation,
} from "../../../shared/entities/tagset/draft.ts";
import type { TagsetProblem } from "../../../shared/entities/tagset/problems.ts";
import type { RelationType } from "../../../shared/model/settings.ts";
import { useWords } from "../../app/context.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { Field } from "./field.tsx";

interface RelationDetailProps {
  draft: Draft;
  row: DraftRelation;
  problems: readonly TagsetProblem[];
  disabled: boolean;
  onDraft(draft: Draft): void;
}

export function RelationDetail({ draft, row, problems, disabled, onDraft }: RelationDetailProps) {
  const { t, label } = useWords();
  const { key, relation, was } = row;
  const change = (part: Partial<RelationType>) => onDraft(changeRelation(draft, key, part));
  const problemOf = (field: TagsetProblem["field"]) => problems.find((problem) => problem.field === field)?.message;
  const text = { className: "input", disabled, spellCheck: false, autoComplete: "off" } as const;
  const name = label(relation.label) || relation.id;
  const index = draft.relations.indexOf(row);
  const renamed = was.filter((id) => id !== relation.id);
  return (
    <article className="tagset-form" aria-label={name}>
      <header className="tagset-form-head">
        <h3 className="truncate">{name}</h3>
        <IconButton
          name={t("tagset.up")}
          disabled={disabled || index === 0}
          onClick={() => onDraft(moveRelation(draft, key, -1))}
        >
          <ArrowUp size={15} aria-hidden />
        </IconButton>
        <IconButton
          name={t("tagset.down")}
          disabled={disabled || index === draft.relations.length - 1}
          onClick={() => onDraft(moveRelation(draft, key, 1))}
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
              value={relation.label.zh}
              onChange={(event) => change({ label: { ...relation.label, zh: event.target.value } })}
            />
          )}
        </Field>
        <Field name={t("tagset.en")}>
          {(more) => (
            <input
              {...text}
              {...more}
              lang="en"
              value={relation.label.en}
              onChange={(event) => change({ label: { ...relation.label, en: event.target.value } })}
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
              value={relation.id}
              onChange={(event) => change({ id: event.target.value.trim() })}
            />
          )}
        </Field>
      </div>
      {renamed.length ? (
        <p className="quiet">{t("tagset.idChanges", { from: renamed.join(", "), to: relation.id })}</p>
      ) : null}
      {(["from", "to"] as const).map((end) => (
        <fieldset key={end} className="tagset-ends" disabled={disabled}>
          <legend className="field-label">{t(`tagset.${end}`)}</legend>
          <label className="tagset-end-type">
            <input type="checkbox" checked={relation[end].length === 0} onChange={() => change({ [end]: [] })} />
            {t("tagset.any")}
          </label>
          {draft.types.map(({ key: type, type: { label: words, id, color } }) => (
            <label key={type} className="tagset-end-type" style={{ "--entity-color": color } as React.CSSProperties}>
              <input
                type="checkbox"
                checked={relation[end].includes(type)}
                onChange={(event) =>
                  change({
                    [end]: event.target.checked
                      ? [...relation[end], type]
                      : relation[end].filter((one) => one !== type),
                  })
                }
              />
              <span className="type-dot" aria-hidden />
              {label(words) || id}
            </label>
          ))}
          {problemOf(end) ? <p className="search-problem">{label(problemOf(end) ?? { zh: "", en: "" })}</p> : null}
        </fieldset>
      ))}
      <footer className="tagset-end">
        <Button weight="danger" disabled={disabled} onClick={() => onDraft(removeRelation(draft, key))}>
          <Trash2 size={14} aria-hidden />
          {t("tagset.removeKind")}
        </Button>
      </footer>
    </article>
  );
}
