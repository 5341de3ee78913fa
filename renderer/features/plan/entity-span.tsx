/** A place whose entity changes and whose text does not: the place marked in it, and the type before and after. */
import type { PlannedChange } from "../../../shared/api.ts";
import { useAppState, useWords } from "../../app/context.tsx";

export function EntitySpan({ text, span }: { text: string; span: NonNullable<PlannedChange["span"]> }) {
  const { label } = useWords();
  const types = useAppState((state) => state.corpus?.settings.entityTypes) ?? [];
  const points = Array.from(text);
  const cut = (start: number, end?: number) =>
    points
      .slice(start, end)
      .join("")
      .replaceAll(/\r\n|[\r\n]/g, "⏎");
  const nameOf = (id: string) => {
    const type = types.find((one) => one.id === id);
    return type ? label(type.label) : id;
  };
  const { start, end, from, to } = span;
  return (
    <p className="plan-version">
      <span className="plan-version-text" lang="zh">
        {cut(0, start)}
        <mark className="plan-span">{cut(start, end)}</mark>
        {cut(end)}
        <span className="plan-span-types">
          {from !== null && from !== to ? <del>{nameOf(from)}</del> : null}
          {to !== null ? <strong>{nameOf(to)}</strong> : null}
        </span>
      </span>
    </p>
  );
}
