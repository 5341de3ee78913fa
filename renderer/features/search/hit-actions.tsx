/** What can be done with the hits of a search by annotation, by button and by key: always a plan to look at first. */
import type { KeyboardEvent } from "react";
import type { SearchHit } from "../../../shared/api.ts";
import type { HitAction } from "../../../shared/entities/plan-request.ts";
import type { EntityType } from "../../../shared/model/settings.ts";
import type { AnnotationQuery } from "../../../shared/search/annotation.ts";
import { useAppState, useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { KeyCaps } from "../../ui/key-caps.tsx";

interface HitActionsProps {
  find: AnnotationQuery["find"];
  onAct(act: HitAction): void;
}

export function HitActions({ find, onAct }: HitActionsProps) {
  const { t } = useWords();
  const isReadOnly = useAppState((state) => Boolean(state.corpus?.readOnly));
  return (
    <span className="search-actions">
      <span className="quiet search-keys">
        {t(find === "untagged" ? "annotation.tagKeys" : "annotation.retypeKeys")}
      </span>
      <Button
        disabled={isReadOnly}
        onClick={() => onAct(find === "untagged" ? { do: "tag", type: null } : { do: "untag" })}
      >
        {t(find === "untagged" ? "annotation.tagAll" : "annotation.untagAll")}
        <KeyCaps keys={[find === "untagged" ? "Space" : "Del"]} />
      </Button>
    </span>
  );
}

/** What a key over the hits asks for; null for nothing. */
export function actionOfKey(
  { key, code }: Pick<KeyboardEvent, "key" | "code">,
  find: AnnotationQuery["find"],
  types: readonly EntityType[],
): HitAction | null {
  if (find === "untagged" && code === "Space") return { do: "tag", type: null };
  if (find === "entities" && (key === "Delete" || key === "Backspace")) return { do: "untag" };
  const letter = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  const type = letter === undefined ? undefined : types.find((one) => one.key === letter);
  if (!type) return null;
  return find === "untagged" ? { do: "tag", type: type.id } : { do: "retype", type: type.id };
}

/** The place of a hit, for doing something with it alone. */
export function placeOf({ document, block, start, end }: SearchHit) {
  return { document, block, start, end };
}
