/** What is said of an entity, by its type's attributes: each kept when it is left or chosen, one step of undo each. */
import { useEffect, useId, useRef, useState } from "react";
import { attributeValue } from "../../../shared/entities/tagset/attribute-value.ts";
import type { Attribute } from "../../../shared/model/settings.ts";
import { useAppState, useWords } from "../../app/context.tsx";
import type { EntityView, GalleyEditor } from "../../editor/editor-api.ts";
import { attributesOf } from "./attributes-of.ts";

export function AttributeFields({ entity, editor }: { entity: EntityView; editor: GalleyEditor }) {
  const types = useAppState((state) => state.corpus?.settings.entityTypes) ?? [];
  const isReadOnly = editor.getSnapshot().readOnly;
  const attributes = attributesOf(entity, types);
  if (!attributes.length) return null;
  return (
    <div className="entity-attributes">
      {attributes.map((attribute) => {
        const shared = {
          attribute,
          value: entity.attributes[attribute.id] ?? "",
          isReadOnly,
          onValue: (value: string) => editor.commands.setEntityAttribute(entity.id, attribute.id, value),
        };
        return attribute.kind === "choice" ? (
          <ChoiceField key={attribute.id} {...shared} />
        ) : (
          <TextField key={attribute.id} {...shared} />
        );
      })}
    </div>
  );
}

interface FieldProps {
  attribute: Attribute;
  value: string;
  isReadOnly: boolean;
  onValue(value: string): void;
}

function TextField({ attribute, value, isReadOnly, onValue }: FieldProps) {
  const { t, label } = useWords();
  const [typed, setTyped] = useState(value);
  const problemId = useId();
  useEffect(() => setTyped(value), [value]);
  const kept = attributeValue(attribute, typed);
  const keep = () => {
    if (kept === null) return;
    setTyped(kept);
    if (kept !== value) onValue(kept);
  };
  const keepLatest = useRef(keep);
  keepLatest.current = keep;
  // Closed while still in the field.
  useEffect(() => () => keepLatest.current(), []);
  const isDate = attribute.kind === "date";
  return (
    <label className="field">
      <span className="field-label">{label(attribute.label) || attribute.id}</span>
      <input
        className="input"
        data-attribute={attribute.id}
        value={typed}
        readOnly={isReadOnly}
        placeholder={isDate ? t("tagset.datePlaceholder") : undefined}
        aria-invalid={kept === null}
        aria-describedby={kept === null ? problemId : undefined}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) {
            event.preventDefault();
            keep();
            focusNext(event.currentTarget);
          }
        }}
      />
      {kept === null ? (
        <span id={problemId} className="search-problem" role="alert">
          {t("tagset.noDate")}
        </span>
      ) : null}
    </label>
  );
}

/** One key each: the choice's number. The chosen one again takes it off. */
function ChoiceField({ attribute, value, isReadOnly, onValue }: FieldProps) {
  const { label } = useWords();
  const choices = attribute.choices ?? [];
  // What was said before the choices were changed is still there.
  const shown = value && !choices.includes(value) ? [...choices, value] : choices;
  const choose = (choice: string) => onValue(choice === value ? "" : choice);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's layout is its own
    <div
      role="group"
      aria-label={label(attribute.label) || attribute.id}
      className="field"
      onKeyDown={(event) => {
        const choice = /^[1-9]$/.test(event.key) ? choices[Number(event.key) - 1] : undefined;
        if (choice === undefined || isReadOnly || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        choose(choice);
        focusNext(event.target);
      }}
    >
      <span className="field-label">{label(attribute.label) || attribute.id}</span>
      <div className="attribute-choices">
        {shown.map((choice, index) => (
          <button
            key={choice}
            type="button"
            className="attribute-choice"
            data-attribute={attribute.id}
            aria-pressed={choice === value}
            disabled={isReadOnly}
            onClick={() => choose(choice)}
          >
            {index < 9 && index < choices.length ? (
              <kbd aria-hidden className="attribute-key">
                {index + 1}
              </kbd>
            ) : null}
            {choice}
          </button>
        ))}
      </div>
    </div>
  );
}

/** The first control of the next attribute, so that all are said one after the other. */
function focusNext(target: EventTarget): void {
  if (!(target instanceof HTMLElement)) return;
  const own = target.dataset.attribute;
  const fields = [...(target.closest(".entity-attributes")?.querySelectorAll<HTMLElement>("[data-attribute]") ?? [])];
  const here = fields.findLastIndex((field) => field.dataset.attribute === own);
  fields[here + 1]?.focus();
}
