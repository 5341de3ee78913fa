/** The command palette: every command that makes sense now, by name in either language, with its keys. */
import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommands } from "../../app/commands-context.tsx";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { keyCaps } from "../../app/shortcuts.ts";
import { KeyCaps } from "../../ui/key-caps.tsx";
import { rank, used } from "./rank.ts";
import "./palette.css";

const storageKey = "galley-recent-commands";

function readRecent(): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    return Array.isArray(value) ? value.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

export function Palette() {
  const { store, actions } = useApp();
  const { t, language } = useWords();
  const { i18n } = useTranslation();
  const platform = useAppState((state) => state.info.platform);
  const commands = useCommands();
  const [typed, setTyped] = useState("");
  const [current, setCurrent] = useState(0);
  const [recent] = useState(readRecent);
  // The field takes the focus as it appears, before the dialog could see where it was.
  const [before] = useState(() => document.activeElement);
  const list = useRef<HTMLDivElement>(null);

  const candidates = useMemo(() => {
    const zh = i18n.getFixedT("zh");
    const en = i18n.getFixedT("en");
    return commands
      .filter((command) => command.id !== "palette" && command.when())
      .map((command) => ({ id: command.id, zh: command.title(zh, "zh"), en: command.title(en, "en"), command }));
  }, [commands, i18n]);
  const shown = useMemo(() => rank(candidates, typed, recent), [candidates, typed, recent]);

  useEffect(() => {
    list.current?.querySelector(`#command-${current}`)?.scrollIntoView({ block: "nearest" });
  }, [current]);

  const close = () => actions.openDialog(null);
  const run = (index: number) => {
    const chosen = shown[index];
    if (!chosen) return;
    localStorage.setItem(storageKey, JSON.stringify(used(recent, chosen.id)));
    close();
    // After the dialog has gone and given the focus back, so that the command may place it.
    requestAnimationFrame(() => {
      if (chosen.command.inText) store.getState().document?.editor?.focus();
      chosen.command.run();
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setCurrent(Math.min(shown.length - 1, current + 1));
    else if (event.key === "ArrowUp") setCurrent(Math.max(0, current - 1));
    else if (event.key === "PageDown") setCurrent(Math.min(shown.length - 1, current + 8));
    else if (event.key === "PageUp") setCurrent(Math.max(0, current - 8));
    else if (event.key === "Enter") run(current);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Viewport className="palette-viewport">
          <Dialog.Popup
            className="dialog palette"
            aria-label={t("palette.title")}
            finalFocus={() => (before instanceof HTMLElement ? before : true)}
          >
            <div className="palette-input">
              <Search size={17} aria-hidden />
              <input
                role="combobox"
                aria-expanded="true"
                aria-controls="command-list"
                aria-activedescendant={shown.length ? `command-${current}` : undefined}
                // biome-ignore lint/a11y/noAutofocus: it was asked for with a key, and what is typed next belongs here
                autoFocus
                aria-label={t("palette.placeholder")}
                placeholder={t("palette.placeholder")}
                value={typed}
                onChange={(event) => {
                  setTyped(event.target.value);
                  setCurrent(0);
                }}
                onKeyDown={onKeyDown}
              />
            </div>
            <div
              ref={list}
              id="command-list"
              role="listbox"
              aria-label={t("palette.all")}
              className="palette-list"
              tabIndex={-1}
            >
              {shown.map((one, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the keys
                <div
                  key={one.id}
                  id={`command-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === current}
                  className="palette-item"
                  onClick={() => run(index)}
                  onPointerMove={() => setCurrent(index)}
                >
                  <span>{one[language]}</span>
                  <span className="quiet palette-other" lang={language === "zh" ? "en" : "zh-CN"}>
                    {language === "zh" ? one.en : one.zh}
                  </span>
                  {one.command.shortcuts[0] ? <KeyCaps keys={keyCaps(one.command.shortcuts[0], platform)} /> : null}
                </div>
              ))}
            </div>
            <p className="quiet palette-empty" role="status">
              {shown.length ? "" : t("palette.empty")}
            </p>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
