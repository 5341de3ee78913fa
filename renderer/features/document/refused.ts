/** Tells of a tag that the tagset's `overlap` forbids: what is in its way, and the offer to put it in its place. */

import type { EntityType } from "../../../shared/model/settings.ts";
import type { Language, Translate } from "../../app/i18n/i18n.ts";
import { showNotice } from "../../app/notices.ts";
import type { Refused } from "../../editor/editor-api.ts";

export function showRefused(
  { text, type, inTheWay, replace }: Refused,
  types: readonly EntityType[],
  { t, language }: { t: Translate; language: Language },
): void {
  const others = inTheWay.map((entity) => {
    const label = types.find(({ id }) => id === entity.type)?.label[language] || entity.type;
    return t("tagging.other", { type: label, text: entity.text });
  });
  showNotice({
    kind: "info",
    id: "tag-refused",
    title: t("tagging.refused", {
      text,
      others: new Intl.ListFormat(language, { type: "conjunction" }).format(others),
    }),
    text: type === null ? t("tagging.refusedMove") : t("tagging.refusedAgain"),
    action: type === null ? undefined : { label: t("tagging.replace"), run: () => void replace() },
  });
}
