/** All that is fuzzed. */
import { contractTarget } from "./contract-target.ts";
import { fileTargets } from "./file-targets.ts";
import { loopbackTargets } from "./loopback-targets.ts";
import type { Target } from "./target.ts";

export const targets = async (): Promise<readonly Target[]> => [
  ...(await fileTargets()),
  contractTarget,
  ...loopbackTargets,
];
