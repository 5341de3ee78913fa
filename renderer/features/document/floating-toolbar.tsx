/** What the mouse can do with selected text. It floats by the selection and never takes the focus from the text. */
import { ChevronDown } from "lucide-react";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useAppState, useWords } from "../../app/context.tsx";
import { KeyCaps } from "../../ui/key-caps.tsx";
import { useOpen } from "./use-open.ts";

const gap = 8;

export function FloatingToolbar({ textPane }: { textPane: RefObject<HTMLElement | null> }) {
  const { t, label } = useWords();
  const settings = useAppState((state) => state.corpus?.settings);
  const platform = useAppState((state) => state.info.platform);
  const editor = useOpen((snapshot) => snapshot.editor);
  const text = useOpen((snapshot) => snapshot.text);
  const bar = useRef<HTMLDivElement>(null);
  const [isDragging, setDragging] = useState(false);
  // Who selects with the keys has the keys; over their lines it would only be in the way.
  const [byPointer, setByPointer] = useState(false);
  const [rolesShown, setRolesShown] = useState(false);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const isShown =
    editor !== null &&
    text !== null &&
    byPointer &&
    !text.readOnly &&
    !text.composing &&
    text.selectedText.trim() !== "" &&
    !isDragging;
  const selection = text ? `${text.selectedText}:${text.blockIds.join()}` : "";
  const isVisible = isShown && dismissed !== selection;

  // While a selection is being dragged, a toolbar under the pointer would be in its way.
  useEffect(() => {
    const pane = textPane.current;
    const down = () => {
      setDragging(true);
      setByPointer(true);
    };
    const up = () => setDragging(false);
    const key = (event: KeyboardEvent) => {
      if (event.shiftKey && /^(Arrow|Home|End|Page)/.test(event.key)) setByPointer(false);
    };
    pane?.addEventListener("pointerdown", down);
    pane?.addEventListener("keydown", key, { capture: true });
    addEventListener("pointerup", up);
    addEventListener("pointercancel", up);
    return () => {
      pane?.removeEventListener("pointerdown", down);
      pane?.removeEventListener("keydown", key, { capture: true });
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", up);
    };
  }, [textPane]);
  useEffect(() => {
    if (!isVisible) setRolesShown(false);
  }, [isVisible]);
  useEffect(() => {
    if (!isVisible) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.isComposing) setDismissed(selection);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [isVisible, selection]);

  const place = useCallback(() => {
    const element = bar.current;
    // Where nothing floats nothing is measured: that would lay out the text in the middle of a key.
    const rect = element && editor?.selectionRect();
    const pane = rect && textPane.current?.getBoundingClientRect();
    if (!element || !rect || !pane) return;
    const size = element.getBoundingClientRect();
    const above = rect.top - size.height - gap;
    const isAbove = above > pane.top;
    const top = isAbove ? above : rect.bottom + gap;
    // Out of the pane with its selection.
    element.style.visibility = rect.bottom < pane.top || rect.top > pane.bottom ? "hidden" : "visible";
    const middle = (rect.left + rect.right) / 2 - size.width / 2;
    element.style.left = `${Math.max(pane.left + gap, Math.min(middle, pane.right - size.width - gap))}px`;
    element.style.top = `${Math.min(top, pane.bottom - size.height - gap)}px`;
  }, [editor, textPane]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is selected and how large the bar is move it
  useLayoutEffect(place, [place, isVisible, rolesShown, text]);
  useEffect(() => {
    if (!isVisible) return;
    addEventListener("scroll", place, { capture: true, passive: true });
    addEventListener("resize", place);
    return () => {
      removeEventListener("scroll", place, { capture: true });
      removeEventListener("resize", place);
    };
  }, [isVisible, place]);

  if (!isVisible || !settings) return null;
  const alt = platform === "mac" ? "⌥" : "Alt";
  const held = new Set(text.entities.map((entity) => entity.type));
  const role = settings.roles.find((one) => one.id === text.role);
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={t("toolbar.label")}
      className="floating-toolbar popup"
      // The text keeps its focus and its selection.
      onMouseDown={(event) => event.preventDefault()}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's layout is its own */}
      <div role="group" aria-label={t("toolbar.types")} className="toolbar-row">
        {settings.entityTypes.map((type) => (
          <button
            key={type.id}
            type="button"
            tabIndex={-1}
            className="toolbar-type"
            aria-pressed={held.has(type.id)}
            style={{ "--entity-color": type.color } as React.CSSProperties}
            onClick={() => editor.commands.tag(type.id)}
          >
            <span className="type-name">{label(type.label)}</span>
            <KeyCaps keys={type.key ? [type.key.toUpperCase()] : []} />
          </button>
        ))}
        <span className="toolbar-divider" />
        <button
          type="button"
          tabIndex={-1}
          className="toolbar-type"
          aria-expanded={rolesShown}
          onClick={() => setRolesShown(!rolesShown)}
        >
          {role ? label(role.label) : t("toolbar.role")}
          <ChevronDown size={13} aria-hidden />
        </button>
      </div>
      {rolesShown ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset's layout is its own
        <div role="group" aria-label={t("toolbar.roles")} className="toolbar-row toolbar-roles">
          {settings.roles.map((one) => (
            <button
              key={one.id}
              type="button"
              tabIndex={-1}
              className="toolbar-type"
              aria-pressed={one.id === text.role}
              onClick={() => {
                editor.commands.setRole(one.id);
                setRolesShown(false);
              }}
            >
              {label(one.label)}
              {one.key ? <KeyCaps keys={[alt, one.key]} /> : null}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
