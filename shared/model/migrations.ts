/**
 * Named versions of the document format and the steps between them. A step takes the parsed JSON of one version and
 * returns the next one's. `migrations.test.ts` fails while any step has no test.
 */

/** Version numbers by name; the newest equals `documentVersion`. */
export const documentVersions = { Initial: 1 } as const;

export interface Migration {
  /** The version that the step leads to. */
  to: number;
  name: string;
  migrate(json: Record<string, unknown>): Record<string, unknown>;
}

/** In ascending order of `to`. Version 1 is the first that was ever written, so nothing leads to it. */
export const migrations: readonly Migration[] = [];

/** Brings parsed JSON to the newest version, step by step. Steps must not touch keys that they do not know. */
export function migrate(
  json: Record<string, unknown>,
  steps: readonly Migration[] = migrations,
): Record<string, unknown> {
  let result = json;
  for (const step of steps) {
    if (typeof result.version === "number" && result.version < step.to)
      result = { ...step.migrate(result), version: step.to };
  }
  return result;
}
