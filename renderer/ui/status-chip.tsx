/** A document's status: a sign and its name, so that it is read without colour. */
import { Circle, CircleCheckBig, CircleDashed, CircleDot, Eye, Tag } from "lucide-react";
import type { Status } from "../../shared/model/document.ts";

const icons = { new: CircleDashed, proofreading: CircleDot, tagging: Tag, review: Eye, done: CircleCheckBig } as const;

export function StatusIcon({ status }: { status: Status }) {
  const Icon = icons[status] ?? Circle;
  return <Icon size={14} aria-hidden className={`status-icon status-${status}`} />;
}

export function StatusChip({ status, text }: { status: Status; text: string }) {
  return (
    <span className={`chip status-${status}`}>
      <StatusIcon status={status} />
      {text}
    </span>
  );
}
