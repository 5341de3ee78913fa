/** Commands of the list and of a document as a whole. */
import { statuses } from "../../shared/model/document.ts";
import { type Command, type CommandContext, command } from "./command.ts";

export function documentCommands({ store, state, actions, inList, inDocument, writable }: CommandContext): Command[] {
  const currentStatusTargets = () => {
    const { view, selected, cursor } = state();
    if (view.name !== "list") return [];
    return selected.size ? [...selected] : cursor ? [cursor] : [];
  };

  const correcting = () => inDocument() && state().correctionsVisible;
  const cameFrom = () => {
    const { view } = state();
    return view.name === "document" ? (view.from ?? null) : null;
  };

  return [
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
    {
      id: "document.back",
      group: "document",
      title: (t) =>
        t(
          cameFrom() === "search"
            ? "corpusCommands.backToSearch"
            : cameFrom() === "registry"
              ? "registry.backToEntries"
              : cameFrom() === "charts"
                ? "charts.backToCharts"
                : "commands.back",
        ),
      shortcuts: [{ code: "KeyL", mod: true }],
      when: () =>
        ["document", "search", "mend", "statistics", "charts", "registry", "entity-plan"].includes(state().view.name),
      run: () => {
        if (cameFrom() === "search") void actions.showSearch({}, "find");
        else if (cameFrom() === "registry") void actions.showRegistry();
        else if (cameFrom() === "charts") void actions.showCharts();
        else void actions.showList();
      },
    },
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
      "document.toFile",
      "document",
      "saveToFile",
      [],
      () => inDocument() && !state().connected,
      () => state().document?.saveToFile(),
    ),
    command(
      "document.mode",
      "document",
      "mode",
      [{ key: "F2" }],
      () => inDocument() && !state().document?.readOnly,
      () => {
        state().document?.toggleMode();
      },
    ),
    command("document.source", "document", "sourcePane", [{ key: "F4" }], inDocument, () =>
      actions.setPreferences({ sourceVisible: !state().preferences.sourceVisible }),
    ),
    command("document.corrections", "document", "correctionsPane", [{ key: "F4", shift: true }], inDocument, () =>
      store.setState({ correctionsVisible: !state().correctionsVisible }),
    ),
    command("document.sheet", "document", "proofSheet", [{ code: "KeyP", mod: true }], inDocument, () =>
      actions.openDialog({ name: "export", format: "pdf" }),
    ),
    command("corrections.next", "document", "nextCorrection", [{ code: "BracketRight", alt: true }], correcting, () =>
      state().document?.corrections.next(),
    ),
    command(
      "corrections.previous",
      "document",
      "previousCorrection",
      [{ code: "BracketLeft", alt: true }],
      correcting,
      () => state().document?.corrections.previous(),
    ),
    command(
      "corrections.revert",
      "document",
      "revertCorrection",
      [{ code: "Backspace", alt: true, shift: true }],
      () => correcting() && !state().document?.readOnly,
      () => state().document?.corrections.revert(),
    ),
    command(
      "document.history",
      "document",
      "history",
      [],
      () => state().view.name === "document",
      () => {
        const { view } = state();
        if (view.name === "document") actions.openDialog({ name: "history", id: view.id });
      },
    ),
    command("document.sidebar", "document", "sidebar", [{ code: "KeyB", mod: true }], inDocument, () =>
      actions.setPreferences({ sidebarVisible: !state().preferences.sidebarVisible }),
    ),
    command("document.cyclePane", "document", "cyclePane", [{ key: "F6" }], inDocument, () =>
      state().document?.cyclePane(),
    ),
  ];
}

const statusTitles = {
  new: "statusNew",
  proofreading: "statusProofreading",
  tagging: "statusTagging",
  review: "statusReview",
  done: "statusDone",
} as const;
