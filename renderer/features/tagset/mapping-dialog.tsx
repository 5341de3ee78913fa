/** What becomes of each type when another tagset takes the place: the type that most likely means the same is offered. */
import { useState } from "react";
import { type Draft, replaceTagset, tagsetOfDraft } from "../../../shared/entities/tagset/draft.ts";
import { likelyTarget } from "../../../shared/entities/tagset/presets.ts";
import type { Tagset } from "../../../shared/entities/tagset/tagset.ts";
import { useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/select.tsx";

interface MappingDialogProps {
  draft: Draft;
  target: Tagset;
  onClose(): void;
  onReplaced(draft: Draft): void;
}

// No id of a type begins so.
const KEEP = "=keep";
const UNTAG = "=untag";

export function MappingDialog({ draft, target, onClose, onReplaced }: MappingDialogProps) {
  const { t, label } = useWords();
  const { entityTypes } = tagsetOfDraft(draft);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(entityTypes.map((type) => [type.id, likelyTarget(type, target) ?? KEEP])),
  );
  const apply = () => {
    const mapping = Object.entries(chosen).flatMap(([from, to]): [string, string | null][] =>
      to === KEEP ? [] : [[from, to === UNTAG ? null : to]],
    );
    onReplaced(replaceTagset(draft, target, Object.fromEntries(mapping)));
  };
  return (
    <Dialog
      title={t("tagset.mapping")}
      onClose={onClose}
      size="small"
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button weight="primary" onClick={apply}>
            {t("tagset.mappingApply")}
          </Button>
        </>
      }
    >
      <p className="quiet">{t("tagset.mappingText")}</p>
      <div className="tagset-mapping">
        {entityTypes.map((type) => {
          const name = label(type.label) || type.id;
          return (
            <div key={type.id} className="tagset-mapping-row">
              <span className="truncate" style={{ "--entity-color": type.color } as React.CSSProperties}>
                <span className="type-dot" aria-hidden /> {name}
              </span>
              <Select
                label={name}
                value={chosen[type.id] ?? KEEP}
                options={[
                  ...target.entityTypes.map((one) => ({ value: one.id, label: label(one.label) || one.id })),
                  { value: KEEP, label: t("tagset.keepType") },
                  { value: UNTAG, label: t("tagset.untag") },
                ]}
                onChange={(to) => setChosen({ ...chosen, [type.id]: to })}
              />
            </div>
          );
        })}
      </div>
    </Dialog>
  );
}
