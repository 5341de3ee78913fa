/** An error where it happened: what, what to do, and the host's words on demand. */
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useWords } from "./context.tsx";
import { describeError } from "./errors.ts";

export function InlineError({ error, children }: { error: unknown; children?: ReactNode }) {
  const { t, language } = useWords();
  const { title, text, technical } = describeError(error, t, language);
  return (
    <div className="inline-error" role="alert">
      <CircleAlert size={16} aria-hidden />
      <div>
        <p className="inline-error-title">{title}</p>
        <p>{text}</p>
        {technical ? (
          <details className="technical">
            <summary>{t("app.details")}</summary>
            <code>{technical}</code>
          </details>
        ) : null}
        {children}
      </div>
    </div>
  );
}
