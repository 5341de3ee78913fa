/** A named part of the page of numbers. */
import { type ReactNode, useId } from "react";

interface SectionProps {
  title: string;
  hint?: string | undefined;
  /** @param labelledBy id of the heading, for what it names */
  children(labelledBy: string): ReactNode;
}

export function Section({ title, hint, children }: SectionProps) {
  const id = useId();
  return (
    <section className="statistics-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {hint ? <p className="statistics-hint quiet">{hint}</p> : null}
      {children(id)}
    </section>
  );
}
