/** All that is fuzzed. */
import { fileTargets } from "./file-targets.ts";
import { messageTargets } from "./message-targets.ts";
import type { Target } from "./target.ts";

export const targets = async (): Promise<readonly Target[]> => [...(await fileTargets()), ...messageTargets()];
