/** All rules. Made by `npm run rules` from the files of this folder; don't edit. */
import type { Rule } from "../rule.ts";

export const rules: readonly Rule[] = [];
