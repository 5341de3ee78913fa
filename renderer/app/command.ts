/**
 * What a command is, and the parts that the lists of commands are made of.
 * Must not know: any component, what the commands do.
 */
import type { EntityType, Role } from "../../shared/model/settings.ts";
import type { EditorCommandName, EditorCommands, GalleyEditor } from "../editor/editor-api.ts";
import type { Actions } from "./actions.ts";
import type { Language, Translate } from "./i18n/i18n.ts";
import { codeOfKey, type Shortcut } from "./shortcuts.ts";
import type { AppState, AppStore } from "./store.ts";

export type CommandGroup = "general" | "list" | "document" | "text" | "finding" | "entity" | "corpus";

export interface Command {
  id: string;
  group: CommandGroup;
  title(t: Translate, language: Language): string;
  shortcuts: readonly Shortcut[];
  /** Whether it makes sense now; a command that does not is neither listed nor run. */
  when(): boolean;
  run(): void;
  /** Not while an input field has the focus, which has its own use for such keys. */
  notInField?: boolean;
  /** Asked for after the palette has closed: the text is given the focus first. */
  inText?: boolean;
}

/** What commands ask and act on. */
export interface CommandContext {
  store: AppStore;
  state(): AppState;
  actions: Actions;
  roles: readonly Role[];
  types: readonly EntityType[];
  inList(): boolean;
  inDocument(): boolean;
  writable(): boolean;
}

export function commandContext(
  store: AppStore,
  actions: Actions,
  roles: readonly Role[],
  types: readonly EntityType[],
): CommandContext {
  const state = () => store.getState();
  return {
    store,
    state,
    actions,
    roles,
    types,
    inList: () => state().view.name === "list",
    inDocument: () => state().document?.editor != null,
    writable: () => state().corpus !== null && !state().corpus?.readOnly,
  };
}

export function command(
  id: string,
  group: CommandGroup,
  key: Parameters<typeof titleOf>[0],
  shortcuts: readonly Shortcut[],
  when: () => boolean,
  run: () => void,
  more: Partial<Command> = {},
): Command {
  return { id, group, title: titleOf(key), shortcuts, when, run, ...more };
}

/** Makes commands of the editor: they run on the one that is open, and are there when it can. */
export function editorCommands({ state }: CommandContext) {
  return <N extends EditorCommandName>(
    name: N,
    group: CommandGroup,
    title: Command["title"],
    shortcuts: readonly Shortcut[],
    args: Parameters<EditorCommands[N]>,
    id: string = name,
  ): Command => ({
    id: `editor.${id}`,
    group,
    title,
    shortcuts,
    notInField: true,
    inText: true,
    when: () => state().document?.editor?.can(name, ...args) ?? false,
    run: () => {
      const editor = state().document?.editor;
      if (editor) callEditor(editor, name, args);
    },
  });
}

export function titleOf(key: keyof typeof import("./i18n/zh.ts").zh.commands): Command["title"] {
  // Both names of a tagged or role command take a value; these never do.
  return (t) => t(`commands.${key}` as "commands.palette");
}

/** Alt with a role's or type's own key. */
export function altKey(key: string): Shortcut[] {
  const code = codeOfKey(key);
  return code ? [{ code, alt: true }] : [];
}

function callEditor<N extends EditorCommandName>(editor: GalleyEditor, name: N, args: Parameters<EditorCommands[N]>) {
  const run = editor.commands[name] as (...args: Parameters<EditorCommands[N]>) => boolean;
  return run(...args);
}
