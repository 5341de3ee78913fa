/**
 * The corpus's tagset: types, their attributes, relations, overlap. Worked on as a draft; saving writes it at once where
 * no document has to change, else leads to the preview of what changes in them.
 */
import { Plus, TriangleAlert } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { changeLabel, changesNothing } from "../../../shared/entities/tagset/change.ts";
import {
  addRelation,
  addType,
  adoptType,
  changeOfDraft,
  type Draft,
  draftOf,
  tagsetOfDraft,
} from "../../../shared/entities/tagset/draft.ts";
import { newRelation, newType } from "../../../shared/entities/tagset/members.ts";
import { type TagsetProblem, tagsetProblems } from "../../../shared/entities/tagset/problems.ts";
import { sameTagset, type Tagset, tagsetOf } from "../../../shared/entities/tagset/tagset.ts";
import { type Overlap, overlapSchema } from "../../../shared/model/settings.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { Select } from "../../ui/select.tsx";
import { MappingDialog } from "./mapping-dialog.tsx";
import { RelationDetail } from "./relation-detail.tsx";
import { TagsetFile } from "./tagset-file.tsx";
import { TypeDetail } from "./type-detail.tsx";
import "./tagset.css";

export function TagsetDialog() {
  const { api, actions } = useApp();
  const { t, label } = useWords();
  const settings = useAppState((state) => state.corpus?.settings);
  const isReadOnly = useAppState((state) => Boolean(state.corpus?.readOnly));
  // The tagset that the draft is made from; another one on the disk meanwhile is told when saving.
  const [base] = useState<Tagset>(() => tagsetOf(settings ?? {}));
  const [draft, setDraft] = useState<Draft>(() => draftOf(base));
  const [shown, setShown] = useState<string | null>(draft.types[0]?.key ?? null);
  const [replacing, setReplacing] = useState<Tagset | null>(null);
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({});
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  useEffect(() => {
    api.call("typeCounts", {}).then(setCounts, setError);
  }, [api]);

  const tagset = useMemo(() => tagsetOfDraft(draft), [draft]);
  const change = useMemo(() => changeOfDraft(draft), [draft]);
  const problems = useMemo(() => tagsetProblems(tagset, base), [tagset, base]);
  const migrates = !changesNothing(change);
  const isChanged = migrates || !sameTagset(tagset, base);
  const adopted = new Set([...draft.types.flatMap(({ was }) => was), ...draft.gone.types]);
  const unknown = Object.keys(counts).filter((id) => !adopted.has(id));

  const close = () => actions.openDialog(null);
  const save = async () => {
    setSaving(true);
    setError(null);
    try {
      if (migrates) {
        close();
        await actions.showTagsetPlan({ tagset, base, change });
      } else {
        await actions.setTagset(tagset, base);
        close();
      }
    } catch (problem) {
      setError(problem);
      setSaving(false);
    }
  };
  const typeIndex = draft.types.findIndex(({ key }) => key === shown);
  const relationIndex = draft.relations.findIndex(({ key }) => key === shown);
  const of = (list: TagsetProblem["list"], index: number) =>
    problems.filter((problem) => problem.list === list && problem.index === index);
  const type = draft.types[typeIndex];
  const relation = draft.relations[relationIndex];
  const countOf = (was: readonly string[]) => was.reduce((sum, id) => sum + (counts[id] ?? 0), 0);
  return (
    <Dialog
      title={t("tagset.title")}
      onClose={close}
      className="tagset-dialog"
      footer={
        <>
          <TagsetFile tagset={tagset} disabled={isReadOnly} onReplace={setReplacing} />
          <span className="quiet tagset-will" role="status">
            {migrates
              ? t("tagset.willMigrate", { what: changeLabel(change) })
              : isChanged
                ? ""
                : t("tagset.nothingYet")}
          </span>
          <Button onClick={close}>{t("app.cancel")}</Button>
          <Button
            weight="primary"
            disabled={isReadOnly || !isChanged || problems.length > 0 || isSaving}
            onClick={() => void save()}
          >
            {t(migrates ? "tagset.preview" : "tagset.save")}
          </Button>
        </>
      }
    >
      <div className="tagset">
        <ScrollRegion className="tagset-list" label={t("tagset.list")}>
          <section>
            <h3>{t("tagset.types")}</h3>
            <ul>
              {draft.types.map((row, index) => (
                <li key={row.key}>
                  <button
                    type="button"
                    className="tagset-item"
                    aria-current={row.key === shown}
                    style={{ "--entity-color": row.type.color } as React.CSSProperties}
                    onClick={() => setShown(row.key)}
                  >
                    <span className="type-dot" aria-hidden />
                    <span className="tagset-item-name truncate">{label(row.type.label) || row.type.id}</span>
                    {of("entityTypes", index).length ? (
                      <TriangleAlert size={14} aria-label={t("tagset.problems")} className="tagset-warn" />
                    ) : null}
                    <span className="quiet tagset-item-count">
                      {row.was.length ? countOf(row.was) || "" : t("tagset.isNew")}
                    </span>
                    <kbd className="tagset-item-key">{row.type.key.toUpperCase()}</kbd>
                  </button>
                </li>
              ))}
            </ul>
            <Button
              weight="quiet"
              disabled={isReadOnly}
              onClick={() => {
                setDraft(addType(draft, newType(tagset.entityTypes)));
                setShown(`k${draft.nextKey}`);
              }}
            >
              <Plus size={15} aria-hidden />
              {t("tagset.addType")}
            </Button>
            {unknown.length ? (
              <div className="tagset-unknown">
                <h3>{t("tagset.unknown")}</h3>
                {unknown.map((id) => (
                  <div key={id} className="tagset-unknown-row">
                    <span className="truncate">
                      {id} <span className="quiet">{counts[id]}</span>
                    </span>
                    <Select
                      label={`${id}: ${t("tagset.adopt")}`}
                      value=""
                      disabled={isReadOnly}
                      options={[
                        { value: "", label: t("tagset.adopt") },
                        ...draft.types.map((row) => ({ value: row.key, label: label(row.type.label) || row.type.id })),
                      ]}
                      onChange={(key) => key && setDraft(adoptType(draft, id, key))}
                    />
                  </div>
                ))}
              </div>
            ) : null}
          </section>
          <section>
            <h3>{t("tagset.relations")}</h3>
            <ul>
              {draft.relations.map((row, index) => (
                <li key={row.key}>
                  <button
                    type="button"
                    className="tagset-item"
                    aria-current={row.key === shown}
                    onClick={() => setShown(row.key)}
                  >
                    <span className="tagset-item-name truncate">{label(row.relation.label) || row.relation.id}</span>
                    {of("relationTypes", index).length ? (
                      <TriangleAlert size={14} aria-label={t("tagset.problems")} className="tagset-warn" />
                    ) : null}
                    {index < 9 ? <kbd className="tagset-item-key">{index + 1}</kbd> : null}
                  </button>
                </li>
              ))}
            </ul>
            <Button
              weight="quiet"
              disabled={isReadOnly}
              onClick={() => {
                setDraft(addRelation(draft, newRelation(tagset.relationTypes)));
                setShown(`k${draft.nextKey}`);
              }}
            >
              <Plus size={15} aria-hidden />
              {t("tagset.addRelation")}
            </Button>
          </section>
          <section className="tagset-overlap">
            <h3>{t("tagset.overlap")}</h3>
            <Select
              label={t("tagset.overlap")}
              value={draft.overlap}
              disabled={isReadOnly}
              options={overlapSchema.options.map((one) => ({ value: one, label: t(`tagset.overlaps.${one}`) }))}
              onChange={(overlap: Overlap) => setDraft({ ...draft, overlap })}
            />
          </section>
        </ScrollRegion>
        <div className="tagset-detail">
          {error ? <InlineError error={error} /> : null}
          {isReadOnly ? <p className="quiet">{t("tagset.readOnly")}</p> : null}
          {type ? (
            <TypeDetail
              key={type.key}
              draft={draft}
              row={type}
              entities={countOf(type.was)}
              problems={of("entityTypes", typeIndex)}
              disabled={isReadOnly}
              onDraft={setDraft}
              onShow={setShown}
            />
          ) : null}
          {relation ? (
            <RelationDetail
              key={relation.key}
              draft={draft}
              row={relation}
              problems={of("relationTypes", relationIndex)}
              disabled={isReadOnly}
              onDraft={setDraft}
            />
          ) : null}
          {!type && !relation ? <p className="quiet">{t("tagset.choose")}</p> : null}
        </div>
      </div>
      {replacing ? (
        <MappingDialog
          draft={draft}
          target={replacing}
          onClose={() => setReplacing(null)}
          onReplaced={(next) => {
            setReplacing(null);
            setDraft(next);
            setShown(next.types[0]?.key ?? null);
          }}
        />
      ) : null}
    </Dialog>
  );
}
