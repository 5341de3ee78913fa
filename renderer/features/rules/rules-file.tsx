/** The rules as a file: saved through a link, read through the system's file dialog. */
import { Download, Upload } from "lucide-react";
import { useState } from "react";
import type { ProofingSettings } from "../../../shared/model/settings.ts";
import { mergeRules, parseRulesFile, writeRulesFile } from "../../../shared/proofing/rules-file.ts";
import { useAppState, useWords } from "../../app/context.tsx";
import { errorLine } from "../../app/errors.ts";
import { pickFiles } from "../../app/pick-files.ts";
import { Button } from "../../ui/button.tsx";
import { saveFile } from "../../ui/save-file.ts";

interface RulesFileProps {
  settings: ProofingSettings;
  /** Keeps the merged rules; false when that failed, which has been told then. */
  onImport(settings: ProofingSettings): Promise<boolean>;
}

export function RulesFile({ settings, onImport }: RulesFileProps) {
  const { t, language } = useWords();
  const isReadOnly = useAppState((state) => Boolean(state.corpus?.readOnly));
  const [told, setTold] = useState<{ text: string; isBad: boolean } | null>(null);

  const importFile = async () => {
    const [chosen] = await pickFiles(false);
    if (!chosen) return;
    try {
      const merged = mergeRules(settings, parseRulesFile(await chosen.file.text(), chosen.file.name));
      if (!(await onImport(merged.settings))) return;
      const { added, replaced, same, switched } = merged;
      const counts = { added: added.length, replaced: replaced.length, same: same.length, switched };
      setTold({ text: t("rules.imported", counts), isBad: false });
    } catch (error) {
      setTold({ text: errorLine(error, t, language), isBad: true });
    }
  };
  const exportFile = () => saveFile(t("rules.fileName"), writeRulesFile(settings), "application/json");
  return (
    <div className="start rules-file">
      <Button onClick={() => void importFile()} disabled={isReadOnly}>
        <Upload size={15} aria-hidden />
        {t("rules.import")}
      </Button>
      <Button onClick={exportFile}>
        <Download size={15} aria-hidden />
        {t("rules.export")}
      </Button>
      {told ? (
        <p className={told.isBad ? "search-problem" : "quiet"} role={told.isBad ? "alert" : "status"}>
          {told.text}
        </p>
      ) : null}
    </div>
  );
}
