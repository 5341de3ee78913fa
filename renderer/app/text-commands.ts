/** Commands of the open text: blocks, articles, roles. */
import { altKey, type Command, type CommandContext, command, editorCommands, titleOf } from "./command.ts";

export function textCommands(context: CommandContext): Command[] {
  const { state, inDocument, roles } = context;
  const edit = editorCommands(context);
  return [
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
}
