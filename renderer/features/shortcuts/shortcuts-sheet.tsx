/** Every command that has keys, by where it belongs. */

import type { CommandGroup } from "../../app/command.ts";
import { useCommands } from "../../app/commands-context.tsx";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { keyCaps } from "../../app/shortcuts.ts";
import { tagModeKeys } from "../../editor/index.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { KeyCaps } from "../../ui/key-caps.tsx";
import "./shortcuts.css";
import { ScrollRegion } from "../../ui/scroll-region.tsx";

const groups: readonly CommandGroup[] = ["general", "list", "document", "text", "finding", "entity", "corpus"];

export function ShortcutsSheet() {
  const { actions } = useApp();
  const { t, language } = useWords();
  const platform = useAppState((state) => state.info.platform);
  const commands = useCommands().filter((command) => command.shortcuts.length > 0);
  const modifier = platform === "mac" ? "⌥" : "Alt";
  return (
    <Dialog title={t("shortcuts.title")} onClose={() => actions.openDialog(null)} size="large" className="shortcuts">
      <ScrollRegion className="shortcut-scroller" label={t("shortcuts.title")}>
        <div className="shortcut-groups">
          {groups.map((group) => (
            <section key={group} className="shortcut-group">
              <h3>{t(`shortcuts.groups.${group}`)}</h3>
              {group === "entity" ? <p className="quiet">{t("shortcuts.typeKeys", { modifier })}</p> : null}
              <dl>
                {commands
                  .filter((command) => command.group === group)
                  .map((command) => (
                    <div key={command.id} className="shortcut">
                      <dt>{command.title(t, language)}</dt>
                      <dd>
                        {command.shortcuts.map((shortcut) => (
                          <KeyCaps key={keyCaps(shortcut, platform).join()} keys={keyCaps(shortcut, platform)} />
                        ))}
                      </dd>
                    </div>
                  ))}
                {group === "list" ? (
                  <>
                    <div className="shortcut">
                      <dt>{t("shortcuts.listKeys")}</dt>
                      <dd>
                        <KeyCaps keys={["↑", "↓", "Space", "Shift"]} />
                      </dd>
                    </div>
                    <div className="shortcut">
                      <dt>{t("shortcuts.open")}</dt>
                      <dd>
                        <KeyCaps keys={["Enter"]} />
                      </dd>
                    </div>
                  </>
                ) : null}
              </dl>
            </section>
          ))}
          <section className="shortcut-group">
            <h3>{t("shortcuts.tagMode")}</h3>
            <dl>
              {tagModeKeys.map(({ keys, does }) => (
                <div key={does} className="shortcut">
                  <dt>{t(`shortcuts.tag.${does}`)}</dt>
                  <dd>
                    {keys.map((key) => (
                      <KeyCaps key={key} keys={key.split("+").map((part) => keyCaps({ key: part }, platform).join())} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
      </ScrollRegion>
      <p className="quiet">{t("shortcuts.intro")}</p>
    </Dialog>
  );
}
