/** A severity by shape and colour, the same shape as its mark in the text's margin. */
import { Diamond, OctagonAlert, TriangleAlert } from "lucide-react";
import { useWords } from "../../app/context.tsx";
import type { Severity } from "./groups.ts";

const icons = { error: OctagonAlert, warning: TriangleAlert, hint: Diamond } as const;

export function SeverityIcon({ severity, size = 13 }: { severity: Severity; size?: number }) {
  const { t } = useWords();
  const Icon = icons[severity];
  return <Icon size={size} className={`severity severity-${severity}`} aria-label={t(`findings.${severity}`)} />;
}
