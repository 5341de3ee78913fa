/**
 * A plan: changes of many documents that were worked out and not made yet, so that they can be looked at first and
 * carried out whole or in part. What a maker of plans (mending, replacing) implements.
 */
import type { Operation, PlannedChange, Result } from "../../../shared/api.ts";
import type { DocumentChange } from "./carry-out.ts";
import type { FileChanges } from "./corpus-files.ts";

/** What the user unticked: whole rules, whole documents, single changes by their ids. */
export interface Without {
  rules: ReadonlySet<string>;
  documents: ReadonlySet<string>;
  changes: ReadonlySet<string>;
}

export interface PlanCounts {
  changes: number;
  documents: number;
  byRule: Result<"readPlan">["byRule"];
}

/** What a maker of plans implements. */
export interface PlanSource {
  /** What carrying it out is remembered as. */
  readonly operation: Pick<Operation, "kind" | "label">;
  /** Of the whole plan. */
  readonly counts: PlanCounts;
  /** What carrying it out does to galley.json and entities.json. */
  readonly files?: FileChanges | undefined;
  /** Changes in the plan's order, only those of a rule unless it is null. */
  page(rule: string | null, offset: number, limit: number): Promise<PlannedChange[]>;
  /**
   * The documents as they are after the changes that are not left out; those that lose all changes are not given.
   * `baseHash` is of the file that the plan was made from: one that was changed since is then refused by name.
   */
  documents(without: Without, signal: AbortSignal): AsyncIterable<DocumentChange>;
}

export const nothing: Without = { rules: new Set(), documents: new Set(), changes: new Set() };
