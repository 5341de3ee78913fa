/** The contract's methods about proofing: what rules may know, what the user chose, and plans of fixes. */
import type { Host } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { readLexiconText } from "../lexicon.ts";
import { planFixes } from "./fix-plan.ts";
import type { HostParts } from "./operations.ts";

type ProofingMethods = Pick<Host, "readLexicon" | "proofingContext" | "setProofingSettings" | "planFix">;

export function proofingMethods({ corpus, jobs, plans, changes }: HostParts): ProofingMethods {
  return {
    readLexicon: async () => ({ words: await readLexiconText() }),
    proofingContext: async () => await corpus().proofing.contextNow(),

    async setProofingSettings(settings) {
      await corpus().setProofing(settings);
      // No document changed, but what the list says of their findings did.
      changes.addAll();
      return {};
    },

    async planFix({ ids, choice }) {
      const open = corpus();
      const known = new Set(open.proofing.ruleIds);
      const unknown = Array.isArray(choice) ? choice.filter((id) => !known.has(id)) : [];
      if (unknown.length)
        throw new GalleyError("usage", `There is no rule ${unknown.join(", ")}.`, { name: unknown.join(", ") });
      const all = await open.ids({ sort: "name", descending: false, text: "", status: null });
      const wanted = ids && new Set(ids);
      const chosen = wanted ? all.filter((id) => wanted.has(id)) : all;
      const job = jobs.start(async ({ id, signal, onProgress }) => {
        const { plan, failures } = await planFixes(open, chosen, choice, { signal, onProgress });
        plans.add(id, plan);
        return { failures };
      });
      return { job };
    },
  };
}
