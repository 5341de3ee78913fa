/** Commands of entities. */
import { altKey, type Command, type CommandContext, command, editorCommands, titleOf } from "./command.ts";

export function entityCommands(context: CommandContext): Command[] {
  const { state, store, types, inDocument, writable } = context;
  const edit = editorCommands(context);
  return [
    command(
      "editor.entityMenu",
      "entity",
      "entityMenu",
      [{ key: "Enter", alt: true }],
      () => (state().document?.editor?.getSnapshot().entities.length ?? 0) > 0,
      () => state().document?.openEntityMenu(),
    ),
    {
      ...command(
        "entity.link",
        "entity",
        "entityMenu",
        [{ key: "=" }, { code: "KeyK", alt: true, shift: true }],
        () => writable() && (state().document?.editor?.getSnapshot().entities.length ?? 0) > 0,
        () => state().document?.openLinkPicker(),
        { inText: true, notInField: true },
      ),
      title: (t) => t("link.command"),
    },
    {
      ...command(
        "entity.samePage",
        "entity",
        "entityMenu",
        [{ code: "Enter", alt: true, shift: true }],
        () => Boolean(state().sameName?.page),
        () => state().sameName?.page?.(),
      ),
      title: (t) => t("sameName.page"),
    },
    {
      ...command(
        "entity.sameNames",
        "entity",
        "entityMenu",
        [{ code: "KeyN", alt: true, shift: true }],
        () => Boolean(state().sameName?.names),
        () => state().sameName?.names?.(),
      ),
      title: (t) => t("sameName.also"),
    },
    {
      ...command(
        "entity.sameCorpus",
        "entity",
        "entityMenu",
        [{ code: "KeyG", alt: true, shift: true }],
        () => state().sameName !== null,
        () => state().sameName?.corpus(),
      ),
      title: (t) => t("sameName.corpus"),
    },
    edit("nextEntity", "entity", titleOf("nextEntity"), [{ key: "F8", mod: true }, { key: "F8" }], []),
    edit(
      "previousEntity",
      "entity",
      titleOf("previousEntity"),
      [
        { key: "F8", mod: true, shift: true },
        { key: "F8", shift: true },
      ],
      [],
    ),
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
    edit("startRelation", "entity", (t) => t("tagset.startRelation"), [], []),
    {
      ...command(
        "entity.showRelations",
        "entity",
        "palette",
        [{ code: "KeyL", alt: true, shift: true }],
        inDocument,
        () => store.setState(({ relationsVisible }) => ({ relationsVisible: !relationsVisible })),
      ),
      title: (t) => t("tagset.showRelations"),
    },
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
  ];
}
