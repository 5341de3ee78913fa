/** How the corpus's entity types are called and coloured; one that the tagset does not have goes by its id. */
import type { CSSProperties } from "react";
import { useAppState, useWords } from "./context.tsx";

export interface TypeStyle {
  id: string;
  name: string;
  /** As a CSS colour, for the theme that is on. */
  color: string;
}

const unknown = "#777777";

export function useTypeStyles(): { types: TypeStyle[]; of(id: string): TypeStyle } {
  const { label } = useWords();
  const known = useAppState((state) => state.corpus?.settings.entityTypes) ?? [];
  const types = known.map((type) => ({ id: type.id, name: label(type.label), color: themed(type.color) }));
  return { types, of: (id) => types.find((type) => type.id === id) ?? { id, name: id, color: themed(unknown) } };
}

function themed(color: string): string {
  return `color-mix(in oklab, white var(--entity-lighten), ${color})`;
}

export function colored(color: string): CSSProperties {
  return { "--type": color } as CSSProperties;
}
