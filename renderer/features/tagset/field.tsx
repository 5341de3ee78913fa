/** A labelled field of the tagset's forms, with what is wrong with it under it. */
import { type ReactNode, useId } from "react";
import type { Label } from "../../../shared/model/settings.ts";
import { useWords } from "../../app/context.tsx";

interface FieldProps {
  name: string;
  hint?: string | undefined;
  problem?: Label | undefined;
  className?: string;
  children(attributes: { "aria-invalid"?: boolean; "aria-describedby"?: string }): ReactNode;
}

export function Field({ name, hint, problem, className = "", children }: FieldProps) {
  const { label } = useWords();
  const problemId = useId();
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is what `children` makes
    <label className={`field ${className}`} title={hint}>
      <span className="field-label">{name}</span>
      {children(problem ? { "aria-invalid": true, "aria-describedby": problemId } : {})}
      {problem ? (
        <span id={problemId} className="search-problem">
          {label(problem)}
        </span>
      ) : null}
    </label>
  );
}
