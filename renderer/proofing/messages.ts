/** What goes between the window and its proofing worker. Blocks cross once (`workers/page-crossing.ts`). */
import type { Result } from "../../shared/api.ts";
import type { Block } from "../../shared/model/document.ts";
import type { Label } from "../../shared/model/settings.ts";
import type { Place } from "../../shared/proofing/apply-edits.ts";
import type { Finding } from "../../shared/proofing/finding.ts";
import type { Kind, Stage } from "../../shared/proofing/rule.ts";
import type { NumberedList } from "../workers/numbering.ts";
import type { CrossingPage, Outline } from "../workers/page-crossing.ts";
import type { Failed, WorkerThread } from "../workers/worker-line.ts";

/** What the window shows of a rule. */
export interface RuleInfo {
  id: string;
  kind: Kind;
  stage: Stage;
  title: Label;
  about: Label;
  enabled: boolean;
}

export type Question =
  | { ask: "lexicon"; words: string }
  | { ask: "context"; context: Result<"proofingContext"> }
  /** `source` once when the page is opened, undefined when it is the same still. */
  | { ask: "check"; crossing: CrossingPage; source?: string }
  | { ask: "fix"; choice: "safe" | "all" | string[]; places: (Place | null)[] };

export type Answer =
  | { say: "rules"; rules: RuleInfo[] }
  | { say: "findings"; found: NumberedList<Finding> }
  /** What became of the page that was checked last; blocks that are the same by number. */
  | { say: "fixed"; page: Outline<number | Block>; accepted: [string, number][]; places: (Place | null)[] }
  | { say: "done" }
  | Failed;

export type Thread = WorkerThread<Question, Answer>;
