/** A conflict from the question to its end: both versions kept, the choice, the merged page saved. */
import { useEffect, useRef, useState } from "react";
import type { Result } from "../../../shared/api.ts";
import type { GalleyDocument } from "../../../shared/model/document.ts";
import { useApp } from "../../app/context.tsx";
import { MergeDialog } from "../versions/merge-dialog.tsx";

interface ResolveConflictProps {
  mine: GalleyDocument;
  /** Hash of the file that mine was made from; empty where only a draft tells. */
  baseHash: string;
  /** The version that mine was made from, where it is known already. */
  base?: GalleyDocument | null;
  /** It is decided and on the disk. */
  onDone(): Promise<void>;
  onLater(): void;
}

export function ResolveConflict({ mine, baseHash, base = null, onDone, onLater }: ResolveConflictProps) {
  const { api, actions } = useApp();
  const [question, setQuestion] = useState<{ mine: GalleyDocument; answer: Result<"prepareMerge"> } | null>(null);
  // Asked once: what the window says when the question comes up is what the answer is about.
  const asked = useRef({ mine, baseHash, onLater });
  useEffect(() => {
    let isGone = false;
    const { mine: version, baseHash: from, onLater: giveUp } = asked.current;
    api.call("prepareMerge", { mine: version, baseHash: from }).then(
      (answer) => !isGone && setQuestion({ mine: version, answer }),
      (error) => {
        if (isGone) return;
        actions.report(error);
        giveUp();
      },
    );
    return () => {
      isGone = true;
    };
  }, [api, actions]);
  if (!question) return null;

  const { theirs, hash } = question.answer;
  const done = async () => {
    await api.call("discardDraft", { id: theirs.id });
    await onDone();
  };
  const save = (merged: GalleyDocument) =>
    actions.attempt(async () => {
      await api.call("saveDocument", { document: { ...merged, source: theirs.source }, baseHash: hash });
      await done();
    });
  return (
    <MergeDialog
      mine={question.mine}
      theirs={theirs}
      base={question.answer.base ?? base}
      onSave={(merged) => void save(merged)}
      onTakeTheirs={() => void actions.attempt(done)}
      onLater={onLater}
    />
  );
}
