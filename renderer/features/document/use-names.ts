/** The registry's names as the editor wants them, read when a document is opened and again when the registry changes. */
import { useEffect, useState } from "react";
import { useApp } from "../../app/context.tsx";

type Names = readonly { name: string; type: string }[];

/** Null until they were read. */
export function useRegisteredNames(): Names | null {
  const { api } = useApp();
  const [names, setNames] = useState<Names | null>(null);
  useEffect(() => {
    let isWanted = true;
    const read = async () => {
      const { entities } = await api.call("readRegistry", {});
      const all = entities.flatMap(({ name, aliases, type }) =>
        [name, ...aliases].map((text) => ({ name: text, type })),
      );
      if (isWanted) setNames(all);
    };
    // Without the registry one tags as well; whatever is wrong with it is told where it is shown.
    const tryToRead = () => void read().catch(() => {});
    tryToRead();
    const stop = api.on("registryChanged", tryToRead);
    return () => {
      isWanted = false;
      stop();
    };
  }, [api]);
  return names;
}
