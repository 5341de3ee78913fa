/** Commands of the window and the corpus, which are there in every view. */
import type { Preferences } from "../../shared/api.ts";
import { type Command, type CommandContext, command } from "./command.ts";
import { pickFiles } from "./pick-files.ts";

const textSizes = { least: 12, most: 32, step: 2 };

export function generalCommands({ state, actions, writable }: CommandContext): Command[] {
  const prefer = (change: Partial<Preferences>) => () => actions.setPreferences(change);
  return [
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
  ];
}
