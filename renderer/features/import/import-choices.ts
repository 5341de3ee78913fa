/** What a person chooses about an import before it starts. */
import type { EncodingChoice } from "../../../shared/api.ts";
import type { ImportMapping } from "../../../shared/model/settings.ts";

export interface ImportChoices {
  encoding: EncodingChoice;
  /** Format id; null to recognise each file. */
  format: string | null;
  mapping: ImportMapping;
}

export const noChoices: ImportChoices = { encoding: "auto", format: null, mapping: { types: {}, roles: {} } };

/** The mapping as the host takes it: nothing when nothing was chosen. */
export function chosenMapping({ mapping }: ImportChoices): { mapping?: ImportMapping } {
  return Object.keys(mapping.types).length || Object.keys(mapping.roles).length ? { mapping } : {};
}
