/** The contract's methods about the corpus as a whole: searching, plans made, read, carried out and undone. */
import type { Host } from "../../shared/api.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { planEntities } from "../corpus/operations/plan-entities.ts";
import { ReplacePlan } from "../corpus/operations/replace-plan.ts";
import type { ChangeFeed } from "./change-feed.ts";
import type { Job, JobResult, Jobs } from "./jobs.ts";
import { newestOnly } from "./newest.ts";
import type { Plans } from "./plans.ts";

export interface HostParts {
  /** The open corpus. @throws GalleyError no-corpus */
  corpus(): Corpus;
  jobs: Jobs;
  plans: Plans;
  changes: ChangeFeed;
  /** Tells all windows what galley.json says now. */
  settingsChanged(): void;
  /** Tells them that entities.json is another. */
  registryChanged(): void;
}

type OperationMethods = Pick<
  Host,
  | "searchCorpus"
  | "planReplace"
  | "planEntities"
  | "readPlan"
  | "carryOutPlan"
  | "discardPlan"
  | "lastOperation"
  | "undoOperation"
>;

/** Milliseconds of counting after which a window that wants to see lines is answered. */
export const COUNT_MS = 60;

export function operationMethods(parts: HostParts): OperationMethods {
  const { corpus, jobs, plans, changes } = parts;
  /** The window hears of changed documents, and of settings and registry that changed with them, before the job's end. */
  const told = async <R extends { changed: string[] } | null>(open: Corpus, work: () => Promise<R>): Promise<R> => {
    const { settings } = open;
    // One that can't be read is told of where it is needed.
    const registryNow = () => open.readRegistry().catch(() => null);
    const registry = await registryNow();
    const result = await work();
    if (open.settings !== settings) parts.settingsChanged();
    if ((await registryNow()) !== registry) parts.registryChanged();
    changes.add(result?.changed ?? []);
    changes.flush();
    return result;
  };

  const signalOf = newestOnly();

  return {
    async searchCorpus({ query, offset, limit, partial }) {
      const countFor = partial ? COUNT_MS : undefined;
      return await corpus().search(query, offset, limit, { signal: signalOf("searchCorpus", query), countFor });
    },

    async planReplace({ query, replacement }) {
      const open = corpus();
      const work = async ({ id, ...options }: Job): Promise<JobResult> => {
        plans.add(id, await ReplacePlan.make(open, query, replacement, options));
        return {};
      };
      return { job: jobs.start(work) };
    },

    async planEntities(request) {
      const open = corpus();
      const work = async ({ id, ...options }: Job): Promise<JobResult> => {
        plans.add(id, await planEntities(open, request, options));
        return {};
      };
      return { job: jobs.start(work) };
    },

    readPlan: async ({ plan, rule, offset, limit }) => await plans.read(plan, rule, offset, limit),

    async carryOutPlan({ plan: id, without }) {
      const open = corpus();
      const plan = plans.get(id);
      // From now on it can't be carried out a second time.
      plans.remove(id);
      const left = {
        rules: new Set(without.rules),
        documents: new Set(without.documents),
        changes: new Set(without.changes),
      };
      const work = async ({ signal, onProgress }: Job): Promise<JobResult> => {
        const { documents } = plan.counts;
        const { changed, failures, stopped } = await told(open, () =>
          open.carryOut(plan.operation, plan.documents(left, signal), {
            signal,
            files: plan.files,
            onProgress: (done) => onProgress(done, documents),
          }),
        );
        return { changed: changed.length, failures, stopped };
      };
      return { job: jobs.start(work) };
    },

    async discardPlan({ plan }) {
      plans.remove(plan);
      return {};
    },

    lastOperation: async () => await corpus().lastOperation(),

    async undoOperation() {
      const open = corpus();
      const work = async ({ signal, onProgress }: Job): Promise<JobResult> => {
        const result = await told(open, () => open.undoLast({ signal, onProgress }));
        if (!result) return {};
        const { changed, failures, stopped } = result;
        return { changed: changed.length, failures, stopped };
      };
      return { job: jobs.start(work) };
    },
  };
}
