/** What entities of a type can be asked for: a row an attribute. */
import { Plus, Trash2 } from "lucide-react";
import {
  addAttribute,
  changeAttribute,
  type Draft,
  type DraftAttribute,
  type DraftType,
  removeAttribute,
} from "../../../shared/entities/tagset/draft.ts";
import { newAttribute } from "../../../shared/entities/tagset/members.ts";
import type { TagsetProblem } from "../../../shared/entities/tagset/problems.ts";
import { type Attribute, attributeSchema } from "../../../shared/model/settings.ts";
import { useWords } from "../../app/context.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { Field } from "./field.tsx";

const kinds = attributeSchema.shape.kind.options;

interface AttributeRowsProps {
  draft: Draft;
  row: DraftType;
  problems: readonly TagsetProblem[];
  disabled: boolean;
  onDraft(draft: Draft): void;
}

export function AttributeRows({ draft, row, problems, disabled, onDraft }: AttributeRowsProps) {
  const { t } = useWords();
  const attributes = row.attributes.map(({ attribute }) => attribute);
  return (
    <section className="tagset-attributes">
      <h4 className="field-label">{t("tagset.attributes")}</h4>
      {attributes.length ? null : <p className="quiet">{t("tagset.noAttributes")}</p>}
      <ul>
        {row.attributes.map((one, index) => (
          <AttributeRow
            key={one.key}
            one={one}
            problems={problems.filter(({ attribute }) => attribute === index)}
            disabled={disabled}
            onChange={(attribute) => onDraft(changeAttribute(draft, row.key, one.key, attribute))}
            onRemove={() => onDraft(removeAttribute(draft, row.key, one.key))}
          />
        ))}
      </ul>
      <Button
        weight="quiet"
        disabled={disabled}
        onClick={() => onDraft(addAttribute(draft, row.key, newAttribute(attributes)))}
      >
        <Plus size={15} aria-hidden />
        {t("tagset.addAttribute")}
      </Button>
    </section>
  );
}

interface AttributeRowProps {
  one: DraftAttribute;
  problems: readonly TagsetProblem[];
  disabled: boolean;
  onChange(attribute: Attribute): void;
  onRemove(): void;
}

function AttributeRow({ one: { attribute }, problems, disabled, onChange, onRemove }: AttributeRowProps) {
  const { t, label } = useWords();
  const { choices, ...rest } = attribute;
  const problemOf = (field: TagsetProblem["field"]) => problems.find((problem) => problem.field === field)?.message;
  const text = { className: "input", disabled, spellCheck: false, autoComplete: "off" } as const;
  const setKind = (kind: Attribute["kind"]) =>
    onChange(kind === "choice" ? { ...rest, kind, choices: choices ?? [] } : { ...rest, kind });
  return (
    <li className="tagset-attribute">
      <Field name={t("tagset.zh")} problem={problemOf("label")}>
        {(more) => (
          <input
            {...text}
            {...more}
            lang="zh"
            value={attribute.label.zh}
            onChange={(event) => onChange({ ...attribute, label: { ...attribute.label, zh: event.target.value } })}
          />
        )}
      </Field>
      <Field name={t("tagset.en")}>
        {(more) => (
          <input
            {...text}
            {...more}
            lang="en"
            value={attribute.label.en}
            onChange={(event) => onChange({ ...attribute, label: { ...attribute.label, en: event.target.value } })}
          />
        )}
      </Field>
      <Field name={t("tagset.id")} problem={problemOf("id")}>
        {(more) => (
          <input
            {...text}
            {...more}
            lang="en"
            maxLength={32}
            value={attribute.id}
            onChange={(event) => onChange({ ...attribute, id: event.target.value.trim() })}
          />
        )}
      </Field>
      <div className="field">
        <span className="field-label">{t("tagset.kind")}</span>
        <Select
          label={t("tagset.kind")}
          value={attribute.kind}
          disabled={disabled}
          options={kinds.map((kind) => ({ value: kind, label: t(`tagset.kinds.${kind}`) }))}
          onChange={setKind}
        />
      </div>
      <IconButton
        name={t("tagset.removeAttribute", { name: label(attribute.label) || attribute.id })}
        disabled={disabled}
        onClick={onRemove}
      >
        <Trash2 size={14} aria-hidden />
      </IconButton>
      {attribute.kind === "choice" ? (
        <Field name={t("tagset.choices")} problem={problemOf("choices")} className="tagset-choices">
          {(more) => (
            <textarea
              {...text}
              {...more}
              lang="zh"
              rows={3}
              value={(choices ?? []).join("\n")}
              onChange={(event) =>
                // An empty line is where the next choice is about to be typed; it is a mistake only when it stays.
                onChange({ ...attribute, choices: event.target.value ? event.target.value.split("\n") : [] })
              }
              onBlur={() =>
                onChange({ ...attribute, choices: (choices ?? []).map((one) => one.trim()).filter(Boolean) })
              }
            />
          )}
        </Field>
      ) : null}
    </li>
  );
}
