/** How many findings the page has; in the line under the document. `data-proofing` says how the check stands. */
import { useWords } from "../../app/context.tsx";
import { usePageProofing, useProofing } from "./use-proofing.ts";

export function FindingsCount() {
  const { t } = useWords();
  const proofing = usePageProofing();
  const state = useProofing((snapshot) => snapshot.state);
  const count = useProofing((snapshot) => snapshot.findings.length);
  const isFirst = useProofing((snapshot) => snapshot.document === null);
  return (
    <button
      type="button"
      className="statusbar-item statusbar-findings"
      data-proofing={state}
      onClick={() => proofing.next()}
    >
      {isFirst ? t("findings.checking") : t("findings.count", { count })}
    </button>
  );
}
