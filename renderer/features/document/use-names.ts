/** The registry's names as the editor wants them: when a document is opened, and again when the registry changes. */
import { useEffect, useState } from "react";
import { useApp } from "../../app/context.tsx";
import { knownEntries } from "../same-name/known-entries.ts";

type Names = readonly { name: string; type: string }[];

/** Null until they were read. */
export function useRegisteredNames(): Names | null {
  const { api } = useApp();
  const [names, setNames] = useState<Names | null>(null);
  useEffect(
    () =>
      knownEntries(api).follow((entries) =>
        setNames(
          entries.flatMap(({ name, aliases, type }) => [name, ...aliases].map((text) => ({ name: text, type }))),
        ),
      ),
    [api],
  );
  return names;
}
