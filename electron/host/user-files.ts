/**
 * What the program remembers for a person, in its own folder: preferences.json and recent.json. Conveniences, so a
 * damaged file means the defaults and not an error.
 */
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Low } from "lowdb";
import { z } from "zod";
import { defaultPreferences, type Preferences, preferencesSchema } from "../../shared/api.ts";
import { damagedName } from "../corpus/damaged.ts";
import { realFs } from "../corpus/disk.ts";
import { JsonFile } from "../corpus/json-file.ts";

const recentSchema = z.array(
  z.strictObject({
    path: z.string(),
    name: z.string(),
    openedAt: z.string(),
    /** The person was told that it is on another machine. */
    networkTold: z.boolean().optional(),
  }),
);
export type RecentCorpus = z.infer<typeof recentSchema>[number];

/** Also as a version that knew no suggestions wrote them. */
const writtenPreferences = preferencesSchema.extend({
  suggestions: preferencesSchema.shape.suggestions.default(defaultPreferences.suggestions),
});

/** More than anyone scrolls through. */
const MOST_RECENT = 20;

export class UserFiles {
  readonly #dir: string;
  readonly #preferences: Low<Preferences>;
  readonly #recent: Low<RecentCorpus[]>;
  #loaded: Promise<void> | null = null;

  constructor(dir: string) {
    this.#dir = dir;
    const file = <T>(name: string, initial: T, schema: z.ZodType<T>) =>
      new JsonFile(join(dir, name), initial, (json) => schema.parse(json), realFs);
    this.#preferences = file("preferences.json", defaultPreferences, writtenPreferences);
    this.#recent = file("recent.json", [], recentSchema);
  }

  async preferences(): Promise<Preferences> {
    await this.#load();
    return this.#preferences.data;
  }

  /** @throws GalleyError when it can't be written; the choice then holds until the program ends */
  async setPreferences(preferences: Preferences): Promise<void> {
    await this.#load();
    this.#preferences.data = preferences;
    await this.#write(this.#preferences);
  }

  /** Newest first. */
  async recent(): Promise<RecentCorpus[]> {
    await this.#load();
    return this.#recent.data;
  }

  async remember(corpus: RecentCorpus): Promise<void> {
    const others = (await this.recent()).filter(({ path }) => path !== corpus.path);
    this.#recent.data = [corpus, ...others].slice(0, MOST_RECENT);
    await this.#write(this.#recent);
  }

  async forget(path: string): Promise<void> {
    this.#recent.data = (await this.recent()).filter((corpus) => corpus.path !== path);
    await this.#write(this.#recent);
  }

  #load(): Promise<void> {
    // A damaged file is set aside before the defaults take its name.
    const quietly = async (file: { read(): Promise<void> }, name: string) => {
      const path = join(this.#dir, name);
      await file.read().catch(() => rename(path, damagedName(path, new Date())).catch(() => {}));
    };
    this.#loaded ??= Promise.all([
      quietly(this.#preferences, "preferences.json"),
      quietly(this.#recent, "recent.json"),
    ]).then(() => {});
    return this.#loaded;
  }

  async #write(file: { write(): Promise<void> }): Promise<void> {
    await mkdir(this.#dir, { recursive: true });
    await file.write();
  }
}
