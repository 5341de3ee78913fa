/** Which tagged texts are kept in the registry. */
import type { CorpusSettings } from "../model/settings.ts";

/** Names; what a date, an amount or a post says is nobody's name. */
export const nameTypes: readonly string[] = ["PER", "ORG", "LOC", "EVENT"];

/** Types whose tagged texts are remembered in this corpus. */
export function rememberedTypes({ remembered }: Pick<CorpusSettings, "remembered">): readonly string[] {
  return remembered ?? nameTypes;
}
