/** The menu that every view has: palette, shortcuts, language, appearance, text size, corpus. */
import { Menu } from "lucide-react";
import { IconButton } from "../ui/button.tsx";
import { MenuButton, MenuGroup, MenuItem, MenuSeparator, Submenu } from "../ui/menu.tsx";
import { useCommand } from "./commands-context.tsx";
import { useApp, useAppState, useWords } from "./context.tsx";

export function CommandItem({ id }: { id: string }) {
  const command = useCommand(id);
  return (
    <MenuItem onSelect={command.run} keys={command.keys} disabled={!command.enabled}>
      {command.title}
    </MenuItem>
  );
}

export function MainMenu() {
  const { t } = useWords();
  const { actions } = useApp();
  const preferences = useAppState((state) => state.preferences);
  const corpus = useAppState((state) => state.corpus);
  const inDocument = useAppState((state) => state.document !== null);
  const version = useAppState((state) => state.info.version);
  const languages = [
    ["system", t("app.languageSystem")],
    ["zh", "简体中文"],
    ["en", "English"],
  ] as const;
  const themes = [
    ["system", t("app.themeSystem")],
    ["light", t("app.themeLight")],
    ["dark", t("app.themeDark")],
  ] as const;
  return (
    <MenuButton
      trigger={
        <IconButton name={t("app.menu")}>
          <Menu size={18} aria-hidden />
        </IconButton>
      }
    >
      <CommandItem id="palette" />
      <CommandItem id="shortcuts" />
      <MenuSeparator />
      <Submenu label={t("app.language")}>
        {languages.map(([value, label]) => (
          <MenuItem
            key={value}
            checked={preferences.language === value}
            onSelect={() => actions.setPreferences({ language: value })}
          >
            <span lang={value === "zh" ? "zh-CN" : value === "en" ? "en" : undefined}>{label}</span>
          </MenuItem>
        ))}
      </Submenu>
      <Submenu label={t("app.theme")}>
        {themes.map(([value, label]) => (
          <MenuItem
            key={value}
            checked={preferences.theme === value}
            onSelect={() => actions.setPreferences({ theme: value })}
          >
            {label}
          </MenuItem>
        ))}
      </Submenu>
      <Submenu label={t("app.textSize")}>
        {[14, 16, 18, 20, 22, 24, 28].map((size) => (
          <MenuItem
            key={size}
            checked={preferences.textSize === size}
            onSelect={() => actions.setPreferences({ textSize: size })}
          >
            {size} px
          </MenuItem>
        ))}
        <MenuSeparator />
        <CommandItem id="text.larger" />
        <CommandItem id="text.smaller" />
      </Submenu>
      {inDocument ? (
        <>
          <MenuSeparator />
          <CommandItem id="proofing.plan" />
          <CommandItem id="finding.next" />
          <CommandItem id="proofing.mendSafe" />
          <CommandItem id="document.history" />
        </>
      ) : null}
      <MenuSeparator />
      <CommandItem id="corpus.new" />
      <CommandItem id="corpus.open" />
      {corpus ? (
        <>
          <MenuSeparator />
          <CommandItem id="import.files" />
          <CommandItem id="import.folder" />
          <CommandItem id="export" />
          <MenuSeparator />
          <CommandItem id="corpus.find" />
          <CommandItem id="corpus.mendAll" />
          <CommandItem id="corpus.undo" />
          <CommandItem id="corpus.rules" />
          <CommandItem id="corpus.tagset" />
          <CommandItem id="corpus.registry" />
          <CommandItem id="corpus.charts" />
          <CommandItem id="corpus.statistics" />
          <CommandItem id="corpus.setAside" />
          <MenuSeparator />
          <CommandItem id="corpus.close" />
        </>
      ) : null}
      <MenuGroup label={t("app.version", { version })}>{null}</MenuGroup>
    </MenuButton>
  );
}
