/** Which types' tagged texts are kept in the registry: a setting of the corpus. */
import { BookmarkPlus } from "lucide-react";
import { rememberedTypes } from "../../../shared/entities/remember.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { IconButton } from "../../ui/button.tsx";
import { MenuButton, MenuGroup, MenuItem } from "../../ui/menu.tsx";

export function RememberedMenu({ disabled }: { disabled: boolean }) {
  const { api, actions } = useApp();
  const { t, label } = useWords();
  const settings = useAppState((state) => state.corpus?.settings);
  if (!settings) return null;
  const remembered = rememberedTypes(settings);
  const toggle = (type: string) =>
    void actions.attempt(() =>
      api.call("setRemembered", {
        types: remembered.includes(type) ? remembered.filter((one) => one !== type) : [...remembered, type],
      }),
    );
  return (
    <MenuButton
      trigger={
        <IconButton name={t("registry.remembered")} disabled={disabled}>
          <BookmarkPlus size={16} aria-hidden />
        </IconButton>
      }
    >
      <MenuGroup label={t("registry.rememberedText")}>
        {settings.entityTypes.map((type) => (
          <MenuItem key={type.id} checked={remembered.includes(type.id)} onSelect={() => toggle(type.id)}>
            {label(type.label)}
          </MenuItem>
        ))}
      </MenuGroup>
    </MenuButton>
  );
}
