/** The file was changed elsewhere: which one to keep. */
import { useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";

interface ConflictDialogProps {
  onKeepMine(): void;
  onTakeTheirs(): void;
  onLater(): void;
}

export function ConflictDialog({ onKeepMine, onTakeTheirs, onLater }: ConflictDialogProps) {
  const { t } = useWords();
  const choices = [
    { label: t("save.keepMine"), text: t("save.keepMineText"), run: onKeepMine },
    { label: t("save.takeTheirs"), text: t("save.takeTheirsText"), run: onTakeTheirs },
    { label: t("save.later"), text: t("save.laterText"), run: onLater },
  ];
  return (
    <Dialog title={t("save.conflictTitle")} onClose={onLater}>
      <p>{t("save.conflictText")}</p>
      <ul className="choices">
        {choices.map(({ label, text, run }) => (
          <li key={label} className="choice">
            <Button onClick={run}>{label}</Button>
            <p className="quiet">{text}</p>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
