/** Over a document whose file was deleted by others while it is open: its text is here, and can be written again. */
import { FileX } from "lucide-react";
import { useApp, useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import type { OpenDocument } from "./open-document.ts";

export function MissingBanner({ open, reload }: { open: OpenDocument; reload(): Promise<void> }) {
  const { api, actions } = useApp();
  const { t } = useWords();
  const recreate = () =>
    actions.attempt(async () => {
      await api.call("recreateDocument", { document: open.current() });
      await reload();
    });
  return (
    <div className="banner banner-danger" role="alert">
      <FileX size={16} aria-hidden />
      <p className="banner-text">
        <strong>{t("disk.missing")}</strong> {t("disk.missingText")}
      </p>
      <Button weight="primary" onClick={() => void recreate()}>
        {t("disk.recreate")}
      </Button>
    </div>
  );
}
