/** What an operation is called where it can be undone. */
import type { Operation } from "../../shared/api.ts";
import type { Translate } from "./i18n/i18n.ts";

export function operationName({ kind, label }: Pick<Operation, "kind" | "label">, t: Translate): string {
  const name = t(`undoOperation.${kind}`);
  return label ? `${name} ${label}` : name;
}
