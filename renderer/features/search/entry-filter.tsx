/** Which entry of the registry entities must name: any, none, or one that is looked for here by its name. */
import { Popover } from "@base-ui/react/popover";
import { ChevronDown } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { RegistryRow } from "../../../shared/api.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import "../same-name/link.css";

const most = 8;

interface EntryFilterProps {
  /** Id of the entry; empty for none, null for any. */
  value: string | null;
  /** Whether "none" makes sense. */
  offersNone: boolean;
  onChange(ref: string | null): void;
}

export function EntryFilter({ value, offersNone, onChange }: EntryFilterProps) {
  const { api } = useApp();
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState<string | null>(null);

  useEffect(() => {
    setName(null);
    if (!value) return;
    let isGone = false;
    const read = () =>
      api.call("readEntry", { id: value }).then(
        (row) => !isGone && setName(row?.entry.name ?? null),
        // What is wrong with the registry is told where it is shown.
        () => {},
      );
    void read();
    const stop = api.on("registryChanged", () => void read());
    return () => {
      isGone = true;
      stop();
    };
  }, [api, value]);

  const shown = value === null ? t("annotation.anyEntry") : value === "" ? t("annotation.noEntry") : (name ?? value);
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger className="select-trigger" aria-label={`${t("annotation.entry")}: ${shown}`}>
        <span className="truncate entry-filter-name">{shown}</span>
        <ChevronDown size={14} className="select-arrow" aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="layer-popup" sideOffset={4} align="start">
          <Popover.Popup className="popup link-picker" aria-label={t("annotation.entry")}>
            <EntryChoice
              offersNone={offersNone}
              value={value}
              onChoose={(ref) => {
                setOpen(false);
                onChange(ref);
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

type Option = { ref: string | null; row?: RegistryRow };

interface EntryChoiceProps {
  offersNone: boolean;
  value: string | null;
  onChoose(ref: string | null): void;
}

function EntryChoice({ offersNone, value, onChoose }: EntryChoiceProps) {
  const { api } = useApp();
  const { t, label } = useWords();
  const types = useAppState((state) => state.corpus?.settings.entityTypes) ?? [];
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<readonly RegistryRow[]>([]);
  const [current, setCurrent] = useState(0);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    let isGone = false;
    const query = { text: typed, type: null, sort: "entities", descending: true } as const;
    api.call("listRegistry", { query, offset: 0, limit: most }).then(
      ({ rows }) => !isGone && setFound(rows),
      () => !isGone && setFound([]),
    );
    return () => {
      isGone = true;
    };
  }, [api, typed]);
  useEffect(() => input.current?.focus(), []);

  const usual: Option[] = typed ? [] : [{ ref: null }, ...(offersNone ? [{ ref: "" }] : [])];
  const options: Option[] = [...usual, ...found.map((row) => ({ ref: row.entry.id, row }))];
  const nameOf = (id: string) => {
    const known = types.find((type) => type.id === id);
    return known ? label(known.label) : id;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const option = options[current];
    if (step) setCurrent((now) => (now + step + options.length) % Math.max(1, options.length));
    else if (event.key === "Enter" && option) onChoose(option.ref);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        ref={input}
        className="input"
        role="combobox"
        aria-expanded
        aria-controls="entry-filter-options"
        aria-activedescendant={options.length ? `entry-filter-${current}` : undefined}
        aria-label={t("registry.search")}
        placeholder={t("registry.search")}
        maxLength={1000}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setCurrent(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="entry-filter-options" role="listbox" className="link-options" aria-label={t("link.options")}>
        {options.map(({ ref, row }, index) => (
          <button
            key={ref ?? "any"}
            id={`entry-filter-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className="link-option"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(ref)}
          >
            {row ? (
              <>
                <span className="truncate" lang="zh">
                  {row.entry.name}
                </span>
                <span className="quiet truncate link-more">
                  {[nameOf(row.entry.type), row.entry.note || row.entry.aliases.join("、")].filter(Boolean).join(" · ")}
                </span>
              </>
            ) : (
              <span>{t(ref === null ? "annotation.anyEntry" : "annotation.noEntry")}</span>
            )}
            {ref === value ? <span aria-hidden>✓</span> : null}
          </button>
        ))}
      </div>
    </>
  );
}
