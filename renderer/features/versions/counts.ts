/** The figures of a comparison as one line of words. */
import type { ChangeCounts } from "../../../shared/versions/compare.ts";
import type { Translate } from "../../app/i18n/i18n.ts";

export function countsText(counts: ChangeCounts, t: Translate): string {
  const entities = counts.entitiesAdded + counts.entitiesRemoved + counts.entitiesChanged;
  const parts = [
    counts.blocks ? t("versions.blocks", { count: counts.blocks }) : "",
    counts.inserted || counts.deleted
      ? t("versions.characters", { inserted: counts.inserted, deleted: counts.deleted })
      : "",
    entities ? t("versions.entities", { count: entities }) : "",
    counts.articles ? t("versions.articles") : "",
    counts.status ? t("versions.status", { status: t(`status.${counts.status}`) }) : "",
  ].filter(Boolean);
  return parts.length ? parts.join(t("versions.comma")) : t("versions.same");
}
