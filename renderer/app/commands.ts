/**
 * The one registry of commands: what the palette, menus, tooltips, the shortcuts sheet and the shortcut gate all use.
 * A command asks the store and the open view's session; it knows no component.
 */
import type { Preferences } from "../../shared/api.ts";
import { statuses } from "../../shared/model/document.ts";
import type { EntityType, Role } from "../../shared/model/settings.ts";
import type { EditorCommandName, EditorCommands, GalleyEditor } from "../editor/editor-api.ts";
import type { Actions } from "./actions.ts";
import type { Language, Translate } from "./i18n/i18n.ts";
import { pickFiles } from "./pick-files.ts";
import { codeOfKey, type Shortcut } from "./shortcuts.ts";
import type { AppStore } from "./store.ts";

export type CommandGroup = "general" | "list" | "document" | "text" | "entity";

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

const textSizes = { least: 12, most: 32, step: 2 };

/**
 * All commands for the corpus that is open. Build again when its roles or types change.
 */
export function buildCommands(store: AppStore, actions: Actions, roles: readonly Role[], types: readonly EntityType[]) {
  const state = () => store.getState();
  const inList = () => state().view.name === "list";
  const inDocument = () => state().document?.editor != null;
  const writable = () => state().corpus !== null && !state().corpus?.readOnly;
  const prefer = (change: Partial<Preferences>) => () => actions.setPreferences(change);

  const command = (
    id: string,
    group: CommandGroup,
    key: Parameters<typeof titleOf>[0],
    shortcuts: readonly Shortcut[],
    when: () => boolean,
    run: () => void,
    more: Partial<Command> = {},
  ): Command => ({ id, group, title: titleOf(key), shortcuts, when, run, ...more });

  /** A command of the editor: runs on it, is there when it can. */
  const edit = <N extends EditorCommandName>(
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

  const currentStatusTargets = () => {
    const { view, selected, cursor } = state();
    if (view.name !== "list") return [];
    return selected.size ? [...selected] : cursor ? [cursor] : [];
  };

  const commands: Command[] = [
    command(
      "palette",
      "general",
      "palette",
      [
        { code: "KeyK", mod: true },
        { code: "KeyP", mod: true, shift: true },
      ],
      () => true,
      () => actions.openDialog({ name: "palette" }),
    ),
    command(
      "shortcuts",
      "general",
      "shortcuts",
      [{ key: "F1" }, { key: "?" }],
      () => true,
      () => actions.openDialog({ name: "shortcuts" }),
    ),
    command(
      "corpus.new",
      "general",
      "corpusNew",
      [],
      () => true,
      () => actions.openDialog({ name: "new-corpus" }),
    ),
    command(
      "corpus.open",
      "general",
      "corpusOpen",
      [{ code: "KeyO", mod: true }],
      () => true,
      () => {
        void actions.chooseAndOpenCorpus();
      },
    ),
    command(
      "corpus.sample",
      "general",
      "corpusSample",
      [],
      () => true,
      () => {
        void actions.openSample();
      },
    ),
    command(
      "corpus.close",
      "general",
      "corpusClose",
      [],
      () => state().corpus !== null,
      () => {
        void actions.closeCorpus();
      },
    ),
    command("import.files", "list", "importFiles", [{ code: "KeyI", mod: true }], writable, () => {
      void pickFiles(false).then((items) => items.length && actions.importItems(Promise.resolve(items)));
    }),
    command("import.folder", "list", "importFolder", [], writable, () => {
      void pickFiles(true).then((items) => items.length && actions.importItems(Promise.resolve(items)));
    }),
    command(
      "export",
      "general",
      "export",
      [{ code: "KeyE", mod: true }],
      () => state().corpus !== null,
      () => actions.openDialog({ name: "export" }),
    ),
    command("list.filter", "list", "listFilter", [{ code: "KeyF", mod: true }, { key: "/" }], inList, () =>
      state().list?.focusFilter(),
    ),
    command(
      "list.selectAll",
      "list",
      "listSelectAll",
      [{ code: "KeyA", mod: true }],
      inList,
      () => state().list?.selectAll(),
      {
        notInField: true,
      },
    ),
    ...statuses.map((status) =>
      command(
        `status.${status}`,
        "document",
        statusTitles[status],
        [],
        () => writable() && (inDocument() ? !state().document?.readOnly : currentStatusTargets().length > 0),
        () => {
          const { document } = state();
          if (document) document.setStatus(status);
          else void actions.setStatus(currentStatusTargets(), status);
        },
      ),
    ),
    command(
      "document.back",
      "document",
      "back",
      [{ code: "KeyL", mod: true }],
      () => state().view.name === "document",
      () => {
        void actions.showList();
      },
    ),
    command(
      "document.next",
      "document",
      "nextDocument",
      [{ key: "PageDown", alt: true }],
      () => state().view.name === "document",
      () => {
        void actions.step(1);
      },
    ),
    command(
      "document.previous",
      "document",
      "previousDocument",
      [{ key: "PageUp", alt: true }],
      () => state().view.name === "document",
      () => {
        void actions.step(-1);
      },
    ),
    command("document.doneNext", "document", "doneNext", [{ key: "Enter", mod: true }], inDocument, () => {
      void actions.doneAndNext();
    }),
    command("document.save", "document", "save", [{ code: "KeyS", mod: true }], inDocument, () => {
      void state().document?.flush();
    }),
    command(
      "document.mode",
      "document",
      "mode",
      [{ key: "F2" }],
      () => inDocument() && !state().document?.readOnly,
      () => {
        state().document?.editor?.commands.toggleMode();
      },
    ),
    command("document.source", "document", "sourcePane", [{ key: "F4" }], inDocument, () =>
      actions.setPreferences({ sourceVisible: !state().preferences.sourceVisible }),
    ),
    command("document.sidebar", "document", "sidebar", [{ code: "KeyB", mod: true }], inDocument, () =>
      actions.setPreferences({ sidebarVisible: !state().preferences.sidebarVisible }),
    ),
    command("document.cyclePane", "document", "cyclePane", [{ key: "F6" }], inDocument, () =>
      state().document?.cyclePane(),
    ),
    command(
      "text.larger",
      "general",
      "textLarger",
      [{ code: "Equal", mod: true, alt: true }],
      () => true,
      () =>
        actions.setPreferences({ textSize: Math.min(state().preferences.textSize + textSizes.step, textSizes.most) }),
    ),
    command(
      "text.smaller",
      "general",
      "textSmaller",
      [{ code: "Minus", mod: true, alt: true }],
      () => true,
      () =>
        actions.setPreferences({ textSize: Math.max(state().preferences.textSize - textSizes.step, textSizes.least) }),
    ),
    command("language.zh", "general", "languageZh", [], () => true, prefer({ language: "zh" })),
    command("language.en", "general", "languageEn", [], () => true, prefer({ language: "en" })),
    command("language.system", "general", "languageSystem", [], () => true, prefer({ language: "system" })),
    command("theme.light", "general", "themeLight", [], () => true, prefer({ theme: "light" })),
    command("theme.dark", "general", "themeDark", [], () => true, prefer({ theme: "dark" })),
    command("theme.system", "general", "themeSystem", [], () => true, prefer({ theme: "system" })),

    edit("undo", "text", titleOf("undo"), [{ code: "KeyZ", mod: true }], []),
    edit(
      "redo",
      "text",
      titleOf("redo"),
      [
        { code: "KeyZ", mod: true, shift: true },
        { code: "KeyY", mod: true },
      ],
      [],
    ),
    edit("splitBlock", "text", titleOf("splitBlock"), [], []),
    edit("joinBlocks", "text", titleOf("joinBlocks"), [{ code: "KeyJ", mod: true }], []),
    edit("splitLines", "text", titleOf("splitLines"), [{ code: "KeyL", mod: true, shift: true }], []),
    edit("moveBlocksUp", "text", titleOf("moveBlocksUp"), [{ key: "ArrowUp", alt: true }], []),
    edit("moveBlocksDown", "text", titleOf("moveBlocksDown"), [{ key: "ArrowDown", alt: true }], []),
    edit("splitArticle", "text", titleOf("splitArticle"), [{ key: "Enter", mod: true, shift: true }], []),
    edit("mergeArticle", "text", titleOf("mergeArticle"), [{ code: "KeyM", mod: true, shift: true }], []),
    edit("moveArticleUp", "text", titleOf("moveArticleUp"), [{ key: "ArrowUp", alt: true, shift: true }], []),
    edit("moveArticleDown", "text", titleOf("moveArticleDown"), [{ key: "ArrowDown", alt: true, shift: true }], []),
    edit("deleteBlocks", "text", titleOf("deleteBlocks"), [{ code: "KeyK", mod: true, shift: true }], []),
    command("editor.blockMenu", "text", "blockMenu", [{ code: "Period", mod: true }], inDocument, () =>
      state().document?.openBlockMenu(),
    ),
    command(
      "editor.entityMenu",
      "entity",
      "entityMenu",
      [{ key: "Enter", alt: true }],
      () => (state().document?.editor?.getSnapshot().entities.length ?? 0) > 0,
      () => state().document?.openEntityMenu(),
    ),
    edit("nextEntity", "entity", titleOf("nextEntity"), [{ key: "F8" }], []),
    edit("previousEntity", "entity", titleOf("previousEntity"), [{ key: "F8", shift: true }], []),
    edit(
      "removeEntity",
      "entity",
      titleOf("removeEntity"),
      [
        { key: "Delete", alt: true },
        { key: "Backspace", mod: true, shift: true },
      ],
      [],
    ),
    edit(
      "nudgeEntity",
      "entity",
      titleOf("entityStartLeft"),
      [{ code: "BracketLeft", alt: true }],
      ["start", -1],
      "startLeft",
    ),
    edit(
      "nudgeEntity",
      "entity",
      titleOf("entityStartRight"),
      [{ code: "BracketLeft", alt: true, shift: true }],
      ["start", 1],
      "startRight",
    ),
    edit(
      "nudgeEntity",
      "entity",
      titleOf("entityEndRight"),
      [{ code: "BracketRight", alt: true }],
      ["end", 1],
      "endRight",
    ),
    edit(
      "nudgeEntity",
      "entity",
      titleOf("entityEndLeft"),
      [{ code: "BracketRight", alt: true, shift: true }],
      ["end", -1],
      "endLeft",
    ),
    ...types.map((type) =>
      edit(
        "tag",
        "entity",
        (t, language) => t("commands.tagAs", { type: type.label[language] }),
        altKey(type.key),
        [type.id],
        `tag.${type.id}`,
      ),
    ),
    ...roles.map((role) =>
      edit(
        "setRole",
        "text",
        (t, language) => t("commands.roleAs", { role: role.label[language] }),
        altKey(role.key),
        [role.id],
        `role.${role.id}`,
      ),
    ),
  ];
  return commands;
}

const statusTitles = {
  new: "statusNew",
  proofreading: "statusProofreading",
  tagging: "statusTagging",
  review: "statusReview",
  done: "statusDone",
} as const;

function titleOf(key: keyof typeof import("./i18n/zh.ts").zh.commands): Command["title"] {
  // Both names of a tagged or role command take a value; these never do.
  return (t) => t(`commands.${key}` as "commands.palette");
}

function altKey(key: string): Shortcut[] {
  const code = codeOfKey(key);
  return code ? [{ code, alt: true }] : [];
}

function callEditor<N extends EditorCommandName>(editor: GalleyEditor, name: N, args: Parameters<EditorCommands[N]>) {
  const run = editor.commands[name] as (...args: Parameters<EditorCommands[N]>) => boolean;
  return run(...args);
}
