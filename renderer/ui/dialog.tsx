/** A modal dialog: title, content, buttons; Escape and the cross close it. */
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";

export interface DialogProps {
  title: string;
  /** Not given: the dialog can't be dismissed, only answered. */
  onClose?: (() => void) | undefined;
  children: ReactNode;
  footer?: ReactNode;
  size?: "small" | "medium" | "large";
  initialFocus?: RefObject<HTMLElement | null>;
  className?: string;
}

export function Dialog({
  title,
  onClose,
  children,
  footer,
  size = "medium",
  initialFocus,
  className = "",
}: DialogProps) {
  const { t } = useTranslation();
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose?.()} disablePointerDismissal>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Viewport className="dialog-viewport">
          <Base.Popup
            ref={popup}
            className={`dialog dialog-${size} ${className}`}
            initialFocus={initialFocus ?? (() => firstFocus(popup.current))}
          >
            <header className="dialog-header">
              <Base.Title className="dialog-title">{title}</Base.Title>
              {onClose ? (
                <button
                  type="button"
                  className="button button-quiet icon-button"
                  aria-label={t("app.close")}
                  onClick={onClose}
                >
                  <X size={16} aria-hidden />
                </button>
              ) : null}
            </header>
            <div className="dialog-body">{children}</div>
            {footer ? <footer className="dialog-footer">{footer}</footer> : null}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** Where the keyboard begins: what Enter should do, else the first control of the content, never the cross. */
function firstFocus(popup: HTMLElement | null): HTMLElement | null {
  return (
    popup?.querySelector<HTMLElement>(".dialog-footer .button-primary:not(:disabled)") ??
    popup?.querySelector<HTMLElement>(
      ".dialog-body :is(input:checked, input:not([type=radio]), button, [tabindex='0'])",
    ) ??
    null
  );
}
