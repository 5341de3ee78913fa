/** The contract's methods about the tagset: written where documents need not change, else planned. */
import type { Host } from "../../shared/api.ts";
import { migrateRegistry } from "../../shared/entities/tagset/change.ts";
import { TagsetPlan } from "../corpus/operations/tagset-plan.ts";
import type { HostParts } from "./operations.ts";

type TagsetMethods = Pick<Host, "setTagset" | "planTagset" | "typeCounts">;

export function tagsetMethods({ corpus, jobs, plans, settingsChanged }: HostParts): TagsetMethods {
  return {
    async setTagset({ tagset, base }) {
      await corpus().setTagset(tagset, base);
      settingsChanged();
      return {};
    },

    async planTagset(wanted) {
      const open = corpus();
      const { retyped, gone } = migrateRegistry(await open.readRegistry(), wanted.change);
      const job = jobs.start(async ({ id, signal, onProgress }) => {
        const plan = await TagsetPlan.make(open, wanted, { signal, onProgress });
        plans.add(id, plan);
        return { failures: [...plan.failures] };
      });
      return { job, registry: retyped + gone.size };
    },

    typeCounts: async () => await corpus().typeCounts(),
  };
}
