/** Making a small change of the registry, with the way back in the notice that says so. */
import type { RegistryEdit } from "../../../shared/entities/registry-edits.ts";
import { useApp, useWords } from "../../app/context.tsx";
import { showNotice } from "../../app/notices.ts";
import type { RegistryRun } from "./registry-run.ts";

export function useChange(run: RegistryRun): (edits: RegistryEdit[], done: string) => Promise<boolean> {
  const { actions } = useApp();
  const { t } = useWords();
  return async (edits, done) => {
    const undo = await actions.attempt(() => run.change(edits));
    if (!undo) return false;
    const takeBack = () => void actions.attempt(() => run.change(undo));
    showNotice({ kind: "ok", title: done, id: "registry", action: { label: t("registry.undo"), run: takeBack } });
    return true;
  };
}
