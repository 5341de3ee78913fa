/** Commands of the open page's findings. In tag mode, where the text can't change, the keys mean entities. */
import { type Command, type CommandContext, command } from "./command.ts";
import type { ProofingSession } from "./session.ts";

export function proofingCommands({ state }: CommandContext): Command[] {
  const proofing = () => state().document?.proofing ?? null;
  const isReady = () => state().document?.editor?.getSnapshot().mode === "proofread";
  const mayMend = () => isReady() && !state().document?.readOnly;
  const act = (run: (session: ProofingSession) => void) => () => {
    const session = proofing();
    if (session) run(session);
  };
  const more = { inText: true } as const;
  return [
    command(
      "finding.next",
      "finding",
      "nextFinding",
      [{ key: "F8" }],
      isReady,
      act((it) => it.next()),
      more,
    ),
    command(
      "finding.previous",
      "finding",
      "previousFinding",
      [{ key: "F8", shift: true }],
      isReady,
      act((it) => it.previous()),
      more,
    ),
    command(
      "finding.accept",
      "finding",
      "acceptFinding",
      [{ key: "F9" }],
      mayMend,
      act((it) => it.accept()),
      more,
    ),
    command(
      "finding.dismiss",
      "finding",
      "dismissFinding",
      [{ key: "F9", shift: true }],
      mayMend,
      act((it) => it.dismiss()),
      more,
    ),
    command(
      "finding.why",
      "finding",
      "whyFinding",
      [{ code: "Slash", alt: true }],
      isReady,
      act((it) => it.why()),
    ),
    command(
      "finding.acceptRule",
      "finding",
      "acceptRule",
      [{ key: "F9", mod: true }],
      mayMend,
      act((it) => it.acceptRule()),
      more,
    ),
    command(
      "proofing.plan",
      "finding",
      "repairPlan",
      [{ key: "F7" }],
      isReady,
      act((it) => it.showPlan()),
    ),
    command(
      "proofing.mendSafe",
      "finding",
      "mendSafe",
      [{ key: "F7", shift: true }],
      mayMend,
      act((it) => it.mend("safe")),
      more,
    ),
    command(
      "proofing.mendAll",
      "finding",
      "mendAll",
      [],
      mayMend,
      act((it) => it.mend("all")),
      more,
    ),
  ];
}
