/**
 * Learning while a corpus is open: the model that is kept is there at once, and when what editors have tagged has changed
 * enough it is learned again, after some quiet, in a thread of its own. Nothing waits for it.
 */
import type { LearningState } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { corpusModel, LEAST_ENTITIES, taughtStatuses, tooFewEntities } from "../entities/learned-model.ts";
import { type KeptModel, readModel } from "../entities/model-file.ts";
import { reportDefect } from "../shell/report.ts";
import type { Job, JobResult, Jobs } from "./jobs.ts";

/** Saves come one after the other while someone tags. */
const QUIET_MS = 20_000;
/** So many entities more or fewer are worth learning again: a share of what it was learned from, and at least. */
const WORTH = { share: 0.1, least: 50 };

interface LearningOptions {
  corpus: Corpus;
  jobs: Jobs;
  /** Whether the user wants it. */
  isOn(): Promise<boolean>;
  /** There is another model, or learning begins or ends. */
  onChange(): void;
  quietMs?: number | undefined;
}

export class Learning {
  readonly #options: LearningOptions;
  #kept: Promise<KeptModel | null> | null = null;
  /** Tagged entities when it was learned last, or tried. */
  #entities: number | null = null;
  #job: string | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(options: LearningOptions) {
    this.#options = options;
  }

  /** The model that is there now; null when there is none. */
  model(): Promise<KeptModel | null> {
    this.#kept ??= readModel(this.#options.corpus.dir);
    return this.#kept;
  }

  async state(): Promise<LearningState> {
    const { corpus, isOn } = this.#options;
    const kept = await this.model();
    return {
      on: await isOn(),
      tagged: await corpus.countTagged(taughtStatuses),
      enough: LEAST_ENTITIES,
      job: this.#job,
      about: kept?.about ?? null,
    };
  }

  /** Something may have been tagged. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#timer) clearTimeout(this.#timer);
    const { quietMs = QUIET_MS } = this.#options;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#learnIfWorth().catch((error) => {
        // Closing, or a folder that went away: the next to open it begins anew.
        if (!(error instanceof GalleyError)) reportDefect(error);
      });
    }, quietMs).unref();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Learns now. @returns the job */
  learn(): string {
    this.#job ??= this.#options.jobs.start((job) => this.#run(job));
    this.#options.onChange();
    return this.#job;
  }

  async #learnIfWorth(): Promise<void> {
    const { corpus, isOn } = this.#options;
    if (this.#job || !(await isOn())) return;
    const { entities } = await corpus.countTagged(taughtStatuses);
    if (entities < LEAST_ENTITIES || this.#stopped) return;
    const before = this.#entities ?? (await this.model())?.about.entities ?? 0;
    if (Math.abs(entities - before) >= Math.max(WORTH.least, before * WORTH.share)) this.learn();
  }

  async #run({ signal, onProgress }: Job): Promise<JobResult> {
    const { corpus, onChange } = this.#options;
    try {
      const { entities } = await corpus.countTagged(taughtStatuses);
      this.#entities = entities;
      const learned = await corpusModel(corpus, { signal, onProgress });
      if (learned) this.#kept = Promise.resolve(learned);
      else if (entities < LEAST_ENTITIES) throw tooFewEntities(entities);
      return {};
    } finally {
      this.#job = null;
      if (!this.#stopped) onChange();
    }
  }
}
