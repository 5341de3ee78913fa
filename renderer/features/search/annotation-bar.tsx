/** What of entities is asked for: whether they are looked for at all, and what they must be, have and stand beside. */
import { type CompositionEvent, useId } from "react";
import type { AnnotationQuery } from "../../../shared/search/annotation.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { Select } from "../../ui/select.tsx";
import { EntryFilter } from "./entry-filter.tsx";

const everyEntity: AnnotationQuery = { find: "entities", ref: null, by: null, attribute: null, with: null };
const all = "";

export function FindChoice() {
  const { store } = useApp();
  const { t } = useWords();
  const found = useAppState((state) => state.search.annotation?.find ?? "text");
  return (
    <Select
      label={t("annotation.what")}
      value={found}
      options={[
        { value: "text" as const, label: t("annotation.text") },
        { value: "entities" as const, label: t("annotation.entities") },
        { value: "untagged" as const, label: t("annotation.untagged") },
      ]}
      onChange={(find) =>
        store.setState(({ search: { annotation: _, ...search } }) => ({
          search: find === "text" ? search : { ...search, annotation: { ...everyEntity, find } },
          searchCursor: 0,
        }))
      }
    />
  );
}

export function AnnotationBar({ onComposing }: { onComposing(composing: boolean): void }) {
  const { store } = useApp();
  const { t, label } = useWords();
  const annotation = useAppState((state) => state.search.annotation);
  const types = useAppState((state) => state.corpus?.settings.entityTypes) ?? [];
  if (!annotation) return null;
  const change = (part: Partial<AnnotationQuery>) =>
    store.setState(({ search }) => ({
      search: { ...search, annotation: { ...everyEntity, ...search.annotation, ...part } },
      searchCursor: 0,
    }));
  if (annotation.find === "untagged")
    return (
      <div className="search-filters">
        <EntryFilter value={annotation.ref} offersNone={false} onChange={(ref) => change({ ref })} />
      </div>
    );
  const attributes = new Map(types.flatMap((type) => type.attributes ?? []).map((one) => [one.id, label(one.label)]));
  const { attribute, with: company } = annotation;
  return (
    <div className="search-filters">
      <EntryFilter value={annotation.ref} offersNone onChange={(ref) => change({ ref })} />
      <Words
        name={t("annotation.by")}
        value={annotation.by ?? ""}
        onChange={(by) => change({ by: by || null })}
        onComposing={onComposing}
      />
      {attributes.size ? (
        <Select
          label={t("annotation.attribute")}
          value={attribute?.id ?? all}
          options={[
            { value: all, label: t("annotation.anyAttribute") },
            ...Array.from(attributes, ([value, name]) => ({ value, label: name })),
          ]}
          onChange={(id) => change({ attribute: id ? { id, value: null } : null })}
        />
      ) : null}
      {attribute ? (
        <Words
          name={t("annotation.value")}
          value={attribute.value ?? ""}
          onChange={(value) => change({ attribute: { ...attribute, value: value || null } })}
          onComposing={onComposing}
        />
      ) : null}
      <Select
        label={t("annotation.with")}
        value={company?.type ?? all}
        options={[
          { value: all, label: t("annotation.withAny") },
          ...types.map((type) => ({ value: type.id, label: t("annotation.withType", { type: label(type.label) }) })),
        ]}
        onChange={(type) => change({ with: companyOf(type || null, company?.text ?? "") })}
      />
      <Words
        name={t("annotation.withText")}
        value={company?.text ?? ""}
        onChange={(text) => change({ with: companyOf(company?.type ?? null, text) })}
        onComposing={onComposing}
      />
    </div>
  );
}

function companyOf(type: string | null, text: string): AnnotationQuery["with"] {
  return type === null && !text ? null : { type, text };
}

interface WordsProps {
  name: string;
  value: string;
  onChange(value: string): void;
  onComposing(composing: boolean): void;
}

function Words({ name, value, onChange, onComposing }: WordsProps) {
  const id = useId();
  const end = (_: CompositionEvent) => onComposing(false);
  return (
    <div className="search-field search-words">
      <input
        id={id}
        className="filter-input"
        type="text"
        lang="zh"
        spellCheck={false}
        autoComplete="off"
        aria-label={name}
        placeholder={name}
        maxLength={200}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onCompositionStart={() => onComposing(true)}
        onCompositionEnd={end}
      />
    </div>
  );
}
