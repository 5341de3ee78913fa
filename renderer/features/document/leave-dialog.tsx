/** Leaving a document whose changes can't be saved. */
import { useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";

export function LeaveDialog({ reason, onAnswer }: { reason: string; onAnswer(leave: boolean): void }) {
  const { t } = useWords();
  return (
    <Dialog
      title={t("save.leaveTitle")}
      size="small"
      onClose={() => onAnswer(false)}
      footer={
        <>
          <Button weight="danger" onClick={() => onAnswer(true)}>
            {t("save.leave")}
          </Button>
          <Button weight="primary" onClick={() => onAnswer(false)}>
            {t("save.stay")}
          </Button>
        </>
      }
    >
      <p>{t("save.leaveText", { reason })}</p>
    </Dialog>
  );
}
