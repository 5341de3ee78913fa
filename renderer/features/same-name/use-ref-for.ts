/**
 * Which entry of the registry a text names when it is tagged or retyped: the only one of this name and type, or a new
 * one, which is remembered (and goes again by itself when the tag does); none where several are called so, which is said.
 */
import { useCallback, useEffect, useRef } from "react";
import { namingOf } from "../../../shared/entities/naming.ts";
import { rememberedTypes } from "../../../shared/entities/remember.ts";
import type { RegistryEntry } from "../../../shared/model/settings.ts";
import { useApp, useWords } from "../../app/context.tsx";
import { showNotice } from "../../app/notices.ts";
import { knownEntries } from "./known-entries.ts";

export function useRefFor(): (text: string, type: string, now: string | null) => string | null {
  const { api, store, actions } = useApp();
  const { t } = useWords();
  /** Null until the registry was read: nothing is linked or remembered by guess. */
  const entries = useRef<readonly RegistryEntry[] | null>(null);

  useEffect(
    () =>
      knownEntries(api).follow((all) => {
        entries.current = all;
      }),
    [api],
  );

  return useCallback(
    (text, type, now) => {
      const { corpus } = store.getState();
      const known = entries.current;
      if (!known || !corpus || corpus.readOnly) return null;
      const { ref, fresh, several } = namingOf({ text, type, now }, known, rememberedTypes(corpus.settings));
      if (several)
        showNotice({
          kind: "info",
          title: t("link.several", { text, count: several }),
          text: t("link.severalText"),
          id: "link-several",
        });
      if (!fresh) return ref;
      // At once: the next tag of this text must find it.
      entries.current = [...known, fresh];
      void actions.attempt(() => api.call("changeRegistry", { edits: [{ do: "add", entry: fresh }] }));
      return ref;
    },
    [api, store, actions, t],
  );
}
