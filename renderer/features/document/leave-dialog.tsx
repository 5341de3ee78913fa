/** Leaving a document whose changes can't be saved. */
import { useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";

interface LeaveDialogProps {
  reason: string;
  /** A draft holds everything. */
  isKept: boolean;
  onAnswer(leave: boolean): void;
}

export function LeaveDialog({ reason, isKept, onAnswer }: LeaveDialogProps) {
  const { t } = useWords();
  return (
    <Dialog
      title={t("save.leaveTitle")}
      size="small"
      onClose={() => onAnswer(false)}
      footer={
        <>
          <Button weight={isKept ? "normal" : "danger"} onClick={() => onAnswer(true)}>
            {t(isKept ? "save.leave" : "save.leaveLost")}
          </Button>
          <Button weight="primary" onClick={() => onAnswer(false)}>
            {t("save.stay")}
          </Button>
        </>
      }
    >
      <p>{t(isKept ? "save.leaveText" : "save.leaveLostText", { reason })}</p>
    </Dialog>
  );
}
