/** The stack of notices at the window's edge. */
import { Toast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { useTranslation } from "react-i18next";

const icons = { error: CircleAlert, ok: CircleCheck, info: Info } as const;

export function Toasts() {
  const { toasts } = Toast.useToastManager<{ technical?: string }>();
  const { t } = useTranslation();
  return (
    <Toast.Portal>
      <Toast.Viewport className="toasts" aria-label={t("app.notifications")}>
        {toasts.map((toast) => {
          const Icon = icons[(toast.type as keyof typeof icons) ?? "info"] ?? Info;
          return (
            <Toast.Root key={toast.id} toast={toast} className={`toast toast-${toast.type}`} swipeDirection="right">
              <Toast.Content className="toast-content">
                <Icon size={18} aria-hidden className="toast-icon" />
                <div className="toast-text">
                  <Toast.Title className="toast-title" render={<p />} />
                  <Toast.Description className="toast-description" />
                  {toast.data?.technical ? (
                    <details className="technical">
                      <summary>{t("app.details")}</summary>
                      <code>{toast.data.technical}</code>
                    </details>
                  ) : null}
                  <Toast.Action className="button button-normal toast-action" />
                </div>
                <Toast.Close className="button button-quiet icon-button" aria-label={t("app.close")}>
                  <X size={14} aria-hidden />
                </Toast.Close>
              </Toast.Content>
            </Toast.Root>
          );
        })}
      </Toast.Viewport>
    </Toast.Portal>
  );
}
