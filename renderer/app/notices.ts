/**
 * Short messages at the window's edge. Anything may raise one; `ui/toasts.tsx` shows them.
 */
import { Toast } from "@base-ui/react/toast";

export interface NoticeData {
  technical?: string;
}

export const toastManager = Toast.createToastManager<NoticeData>();

export interface Notice {
  kind: "info" | "ok" | "error";
  title: string;
  text?: string | undefined;
  technical?: string | undefined;
  /** Until it is dismissed: there is more to read than a moment allows. */
  stays?: boolean;
  action?: { label: string; run(): void } | undefined;
  /** A notice with the same id takes the place of the one before it. */
  id?: string;
}

export function showNotice(notice: Notice): string {
  return toastManager.add({
    ...(notice.id ? { id: notice.id } : {}),
    title: notice.title,
    description: notice.text,
    type: notice.kind,
    // An error stays until it is dismissed: it names what to do.
    timeout: notice.kind === "error" || notice.stays ? 0 : 4500,
    priority: notice.kind === "error" ? "high" : "low",
    data: notice.technical ? { technical: notice.technical } : {},
    ...(notice.action ? { actionProps: { children: notice.action.label, onClick: notice.action.run } } : {}),
  });
}

export function closeNotice(id: string): void {
  toastManager.close(id);
}
