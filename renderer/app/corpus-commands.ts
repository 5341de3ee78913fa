/** Commands that change or look at many documents at once. */
import { type Command, type CommandContext, command } from "./command.ts";
import { operationName } from "./operation-name.ts";

/** Longer selections are passages, not something to look for. */
const MOST_PREFILLED = 200;

export function corpusCommands({ state, actions, writable, inList, inDocument }: CommandContext): Command[] {
  const isOpen = () => state().corpus !== null;
  /** The words that are selected in the open text, as what to look for. */
  const selectedWords = () => {
    const text = state().document?.editor?.getSnapshot().selectedText ?? "";
    return text.trim() && !text.includes("\n") && text.length <= MOST_PREFILLED ? { text, regex: false } : {};
  };
  const corpus = (
    id: string,
    title: keyof typeof import("./i18n/zh-corpus.ts").zhCorpus.corpusCommands,
    shortcuts: Command["shortcuts"],
    when: () => boolean,
    run: () => void,
  ): Command => ({
    ...command(id, "corpus", "palette", shortcuts, when, run),
    title: (t) => t(`corpusCommands.${title}` as "corpusCommands.find"),
  });
  const correction = () => (inDocument() ? (state().document?.editor?.lastCorrection() ?? null) : null);
  return [
    corpus("corpus.mendAll", "mendAll", [], writable, () => void actions.showMending(null)),
    corpus(
      "corpus.mendSelected",
      "mendSelected",
      [],
      () => writable() && inList() && state().selected.size > 0,
      () => void actions.showMending([...state().selected]),
    ),
    corpus("corpus.find", "find", [{ code: "KeyF", mod: true, shift: true }], isOpen, () => {
      void actions.showSearch(selectedWords(), "find");
    }),
    corpus("corpus.replace", "replace", [{ code: "KeyH", mod: true, shift: true }], writable, () => {
      void actions.showSearch(selectedWords(), "replacement");
    }),
    corpus(
      "corpus.everywhere",
      "everywhere",
      [{ code: "KeyF", alt: true, shift: true }],
      () => writable() && correction() !== null,
      () => {
        const last = correction();
        if (last) void actions.correctEverywhere(last);
      },
    ),
    {
      ...corpus(
        "corpus.undo",
        "undo",
        [],
        () => writable() && state().lastOperation !== null,
        () => actions.openDialog({ name: "undo-operation" }),
      ),
      title: (t) => {
        const { lastOperation } = state();
        return lastOperation
          ? t("corpusCommands.undoNamed", { what: operationName(lastOperation, t) })
          : t("corpusCommands.undo");
      },
    },
    corpus("corpus.rules", "rules", [], isOpen, () => actions.openDialog({ name: "rules" })),
    {
      ...corpus("corpus.tagset", "rules", [], isOpen, () => actions.openDialog({ name: "tagset" })),
      title: (t) => t("tagset.command"),
    },
    {
      ...command("corpus.setAside", "corpus", "palette", [], isOpen, () => actions.openDialog({ name: "set-aside" })),
      title: (t) => t("setAside.command"),
    },
    {
      ...command("corpus.registry", "corpus", "palette", [{ code: "KeyR", alt: true, shift: true }], isOpen, () => {
        void actions.showRegistry();
      }),
      title: (t) => t("registry.command"),
    },
    {
      ...command("corpus.charts", "corpus", "palette", [{ code: "KeyE", alt: true, shift: true }], isOpen, () => {
        void actions.showCharts();
      }),
      title: (t) => t("charts.command"),
    },
    corpus("corpus.statistics", "statistics", [], isOpen, () => void actions.showStatistics()),
  ];
}
