/** Commands of the open page's suggested entities. Their keys are tag mode's: in proofreading they mean findings. */
import { type Command, type CommandContext, command } from "./command.ts";
import type { SuggestionSession } from "./session.ts";

export function suggestionCommands({ state, actions }: CommandContext): Command[] {
  const session = () => state().document?.suggestions ?? null;
  const isShown = () => {
    const mode = state().document?.editor?.getSnapshot().mode;
    const { tagging, proofreading } = state().preferences.suggestions;
    return mode === "tag" ? tagging : mode === "proofread" && proofreading;
  };
  const isThere = () => isShown() && (session()?.hasAny() ?? false);
  const mayTake = () => isThere() && !state().document?.readOnly;
  const isTagging = () => state().document?.editor?.getSnapshot().mode === "tag";
  const make = (
    id: string,
    title: keyof typeof import("./i18n/zh-suggestions.ts").zhSuggestions.suggestionCommands,
    key: Command["shortcuts"],
    when: () => boolean,
    run: () => void,
  ): Command => ({
    ...command(id, "entity", "palette", key, when, run),
    title: (t) => t(`suggestionCommands.${title}`),
  });
  const act = (run: (it: SuggestionSession) => void) => () => {
    const it = session();
    if (it) run(it);
  };
  /** Keys that mean something else in proofreading: the command then has none of its own. */
  const inTagging = (when: () => boolean) => () => when() && (isTagging() || state().dialog?.name === "palette");
  const text = { inText: true, notInField: true } as const;
  const choose = (mode: "tagging" | "proofreading") => () => {
    const { suggestions } = state().preferences;
    actions.setPreferences({ suggestions: { ...suggestions, [mode]: !suggestions[mode] } });
  };
  const hasAddress = () => state().preferences.suggestions.recommender.address !== "";
  return [
    {
      ...make(
        "suggestion.next",
        "next",
        [{ key: "F8" }],
        inTagging(isThere),
        act((it) => it.next()),
      ),
      ...text,
    },
    {
      ...make(
        "suggestion.previous",
        "previous",
        [{ key: "F8", shift: true }],
        inTagging(isThere),
        act((it) => it.previous()),
      ),
      ...text,
    },
    {
      ...make(
        "suggestion.accept",
        "accept",
        [{ key: "F9" }],
        inTagging(mayTake),
        act((it) => it.accept()),
      ),
      ...text,
    },
    {
      ...make(
        "suggestion.reject",
        "reject",
        [{ key: "F9", shift: true }],
        inTagging(mayTake),
        act((it) => it.reject()),
      ),
      ...text,
    },
    {
      ...make(
        "suggestion.acceptAll",
        "acceptAll",
        [{ key: "F9", mod: true }],
        inTagging(mayTake),
        act((it) => it.acceptAll()),
      ),
      ...text,
    },
    make(
      "suggestion.recommend",
      "recommend",
      [],
      () => state().document?.editor != null && hasAddress(),
      act((it) => it.recommend()),
    ),
    make("suggestion.whileTagging", "whileTagging", [], () => state().corpus !== null, choose("tagging")),
    make(
      "suggestion.whileProofreading",
      "whileProofreading",
      [],
      () => state().corpus !== null,
      choose("proofreading"),
    ),
    make(
      "suggestion.learning",
      "learning",
      [],
      () => state().corpus !== null,
      () => actions.openDialog({ name: "learning" }),
    ),
    make(
      "suggestion.recommender",
      "recommender",
      [],
      () => state().corpus !== null,
      () => actions.openDialog({ name: "recommender" }),
    ),
  ];
}
