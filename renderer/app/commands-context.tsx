/**
 * The commands of the open corpus, for components, and the shortcut gate that runs them.
 */
import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import { defaultEntityTypes, defaultRoles } from "../../shared/model/settings.ts";
import type { Command } from "./command.ts";
import { buildCommands } from "./commands.ts";
import { useApp, useAppState, useWords } from "./context.tsx";
import { installGate, keyCaps } from "./shortcuts.ts";

const CommandsContext = createContext<readonly Command[]>([]);

export function CommandsProvider({ children }: { children: ReactNode }) {
  const { store, actions } = useApp();
  const settings = useAppState((state) => state.corpus?.settings);
  const platform = useAppState((state) => state.info.platform);
  const commands = useMemo(
    () => buildCommands(store, actions, settings?.roles ?? defaultRoles, settings?.entityTypes ?? defaultEntityTypes),
    [store, actions, settings],
  );

  useEffect(
    () =>
      installGate(window, {
        platform,
        bindings: () =>
          commands.map((command) => ({
            shortcuts: command.shortcuts,
            enabled: () => !(command.notInField && inField(document.activeElement)) && command.when(),
            run: command.run,
          })),
        composing: () => store.getState().document?.editor?.getSnapshot().composing ?? false,
        inText: (target) => inField(target) || (target instanceof HTMLElement && target.isContentEditable),
        blocked: () => store.getState().dialog !== null || overlayOpen(),
      }),
    [commands, platform, store],
  );

  return <CommandsContext value={commands}>{children}</CommandsContext>;
}

function inField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type))
  );
}

const overlay = [
  '[role="dialog"][aria-modal="true"]',
  '[role="alertdialog"]',
  '[role="menu"]',
  '[role="listbox"][data-open]',
  ".dialog",
].join();

/**
 * A modal dialog or a menu has the keys. They are drawn beside the page's root, never in it: it is not searched, since a
 * long page's text would be with every key.
 */
function overlayOpen(): boolean {
  return [...document.body.children].some(
    (child) => child.id !== "root" && (child.matches(overlay) || child.querySelector(overlay) !== null),
  );
}

export function useCommands(): readonly Command[] {
  return useContext(CommandsContext);
}

/** A command as a button shows it: its name, its keys, and how to run it. */
export function useCommand(id: string): { title: string; keys: string[]; run: () => void; enabled: boolean } {
  const command = useCommands().find((one) => one.id === id);
  const platform = useAppState((state) => state.info.platform);
  const { t, language } = useWords();
  if (!command) throw new Error(`no command ${id}`);
  const shortcut = command.shortcuts[0];
  return {
    title: command.title(t, language),
    keys: shortcut ? keyCaps(shortcut, platform) : [],
    run: command.run,
    enabled: command.when(),
  };
}
