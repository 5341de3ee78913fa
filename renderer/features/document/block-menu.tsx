/** The menu of a block's margin: its role, and what can be done with the selected blocks. */
import { useAppState, useWords } from "../../app/context.tsx";
import { CommandItem } from "../../app/main-menu.tsx";
import { MenuGroup, MenuItem, MenuSeparator, PointMenu } from "../../ui/menu.tsx";
import { useOpen } from "./use-open.ts";

export function BlockMenu({ at, onClose }: { at: { x: number; y: number }; onClose(): void }) {
  const { t, label } = useWords();
  const roles = useAppState((state) => state.corpus?.settings.roles) ?? [];
  const platform = useAppState((state) => state.info.platform);
  const editor = useOpen((snapshot) => snapshot.editor);
  const role = useOpen((snapshot) => snapshot.text?.role ?? null);
  if (!editor) return null;
  const alt = platform === "mac" ? "⌥" : "Alt";
  return (
    <PointMenu x={at.x} y={at.y} label={t("block.menu")} onClose={onClose}>
      <MenuGroup label={t("block.role")}>
        <div className="menu-columns">
          {roles.map((one) => (
            <MenuItem
              key={one.id}
              checked={one.id === role}
              keys={one.key ? [alt, one.key] : []}
              disabled={editor.getSnapshot().readOnly}
              onSelect={() => editor.commands.setRole(one.id)}
            >
              {label(one.label)}
            </MenuItem>
          ))}
        </div>
      </MenuGroup>
      <MenuSeparator />
      <CommandItem id="editor.moveBlocksUp" />
      <CommandItem id="editor.moveBlocksDown" />
      <CommandItem id="editor.joinBlocks" />
      <CommandItem id="editor.splitLines" />
      <MenuSeparator />
      <CommandItem id="editor.splitArticle" />
      <CommandItem id="editor.mergeArticle" />
      <CommandItem id="editor.moveArticleUp" />
      <CommandItem id="editor.moveArticleDown" />
      <MenuSeparator />
      <CommandItem id="editor.deleteBlocks" />
    </PointMenu>
  );
}
