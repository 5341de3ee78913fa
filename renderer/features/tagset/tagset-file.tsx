/** Another tagset in the place of the corpus's: a preset, or a file; and this one as a file. */
import { Download, Upload } from "lucide-react";
import { useState } from "react";
import { type PresetId, preset, presetIds } from "../../../shared/entities/tagset/presets.ts";
import type { Tagset } from "../../../shared/entities/tagset/tagset.ts";
import { parseTagsetFile, writeTagsetFile } from "../../../shared/entities/tagset/tagset-file.ts";
import { useWords } from "../../app/context.tsx";
import { errorLine } from "../../app/errors.ts";
import { pickFiles } from "../../app/pick-files.ts";
import { IconButton } from "../../ui/button.tsx";
import { saveFile } from "../../ui/save-file.ts";
import { Select } from "../../ui/select.tsx";

interface TagsetFileProps {
  tagset: Tagset;
  disabled: boolean;
  onReplace(tagset: Tagset): void;
}

export function TagsetFile({ tagset, disabled, onReplace }: TagsetFileProps) {
  const { t, language } = useWords();
  const [problem, setProblem] = useState("");
  const importFile = async () => {
    const [chosen] = await pickFiles(false);
    if (!chosen) return;
    try {
      onReplace(parseTagsetFile(await chosen.file.text(), chosen.file.name));
      setProblem("");
    } catch (error) {
      setProblem(errorLine(error, t, language));
    }
  };
  const exportFile = () => saveFile(t("tagset.fileName"), writeTagsetFile(tagset), "application/json");
  const options: { value: PresetId | ""; label: string }[] = [
    { value: "", label: t("tagset.preset") },
    ...presetIds.map((id) => ({ value: id, label: t(`tagset.presets.${id}`) })),
  ];
  return (
    <div className="start tagset-file">
      <Select
        label={t("tagset.preset")}
        value=""
        disabled={disabled}
        options={options}
        onChange={(id: PresetId | "") => id && onReplace(preset(id))}
      />
      <IconButton name={t("tagset.import")} weight="normal" disabled={disabled} onClick={() => void importFile()}>
        <Upload size={15} aria-hidden />
      </IconButton>
      <IconButton name={t("tagset.export")} weight="normal" onClick={exportFile}>
        <Download size={15} aria-hidden />
      </IconButton>
      {problem ? (
        <p className="search-problem" role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}
