/** Which entry of the registry an entity names: the best first, type to search, Enter links, Escape leaves. */
import { Popover } from "@base-ui/react/popover";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { linkCandidates } from "../../../shared/entities/link-candidates.ts";
import { nameProblem } from "../../../shared/entities/registry-edits.ts";
import { newEntryId } from "../../../shared/model/ids.ts";
import type { RegistryEntry } from "../../../shared/model/settings.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { KeyCaps } from "../../ui/key-caps.tsx";
import { useOpen } from "../document/use-open.ts";
import { knownEntries } from "./known-entries.ts";
import "./link.css";

const most = 8;

interface LinkPickerProps {
  request: { entityId: string; x: number; y: number };
  onClose(): void;
}

type Option = { kind: "entry"; entry: RegistryEntry } | { kind: "new"; name: string } | { kind: "none" };

export function LinkPicker({ request, onClose }: LinkPickerProps) {
  const { api, actions } = useApp();
  const { t, label } = useWords();
  const types = useAppState((state) => state.corpus?.settings.entityTypes) ?? [];
  const editor = useOpen((snapshot) => snapshot.editor);
  const [entries, setEntries] = useState<readonly RegistryEntry[]>([]);
  const [typed, setTyped] = useState("");
  const [current, setCurrent] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const all = editor?.listEntities() ?? [];
  const entity = all.find(({ id }) => id === request.entityId);

  useEffect(() => {
    void actions.attempt(async () => setEntries(await knownEntries(api).read()));
  }, [api, actions]);
  const options = useMemo<Option[]>(() => {
    if (!entity) return [];
    const used = new Map<string, number>();
    for (const { ref } of all) if (ref !== null) used.set(ref, (used.get(ref) ?? 0) + 1);
    const found = linkCandidates(entity, typed, entries, used, most).map((entry): Option => ({ kind: "entry", entry }));
    const name = typed.trim() || entity.text;
    const fresh: Option[] = nameProblem(name) === null ? [{ kind: "new", name }] : [];
    return [...found, ...fresh, ...(entity.ref === null ? [] : [{ kind: "none" } as const])];
  }, [all, entity, typed, entries]);

  if (!entity || !editor) return null;
  const take = async (option: Option | undefined) => {
    if (!option) return;
    let ref: string | null = null;
    if (option.kind === "entry") ref = option.entry.id;
    if (option.kind === "new") {
      const entry = { id: newEntryId(), name: option.name, type: entity.type, aliases: [], link: "", note: "" };
      const added = await actions.attempt(() => api.call("changeRegistry", { edits: [{ do: "add", entry }] }));
      if (!added) return;
      ref = entry.id;
    }
    editor.commands.setEntityRef(entity.id, ref);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) setCurrent((now) => (now + step + options.length) % Math.max(1, options.length));
    else if (event.key === "Enter" && event.shiftKey) void take(options.find(({ kind }) => kind === "new"));
    else if (event.key === "Enter") void take(options[current]);
    else return;
    event.preventDefault();
  };
  const typeOf = (id: string) => {
    const known = types.find((one) => one.id === id);
    return known ? label(known.label) : id;
  };
  const anchor = { getBoundingClientRect: () => new DOMRect(request.x, request.y, 0, 0) };
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()} modal={false}>
      <Popover.Portal>
        <Popover.Positioner className="layer-popup" anchor={anchor} sideOffset={10} align="start">
          <Popover.Popup
            className="popup link-picker"
            initialFocus={input}
            finalFocus={false}
            aria-label={t("link.title", { text: entity.text })}
          >
            <Popover.Title className="entity-title">{t("link.title", { text: entity.text })}</Popover.Title>
            <input
              ref={input}
              className="input"
              role="combobox"
              aria-expanded
              aria-controls="link-options"
              aria-activedescendant={options.length ? `link-${current}` : undefined}
              aria-label={t("registry.search")}
              placeholder={t("registry.search")}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setCurrent(0);
              }}
              onKeyDown={onKeyDown}
            />
            <div id="link-options" role="listbox" className="link-options" aria-label={t("link.options")}>
              {options.map((option, index) => (
                <button
                  key={option.kind === "entry" ? option.entry.id : option.kind}
                  id={`link-${index}`}
                  type="button"
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === current}
                  className="link-option"
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => void take(option)}
                >
                  {option.kind === "entry" ? (
                    <>
                      <span className="truncate" lang="zh">
                        {option.entry.name}
                      </span>
                      <span className="quiet truncate link-more">
                        {[typeOf(option.entry.type), option.entry.note || option.entry.aliases.join("、")]
                          .filter(Boolean)
                          .join(" · ")}
                      </span>
                    </>
                  ) : (
                    <span>
                      {option.kind === "new" ? t("link.create", { name: option.name }) : t("link.none")}
                      {option.kind === "new" ? <KeyCaps keys={["Shift", "Enter"]} /> : null}
                    </span>
                  )}
                </button>
              ))}
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
