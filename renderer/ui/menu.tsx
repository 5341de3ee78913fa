/** Menus: from a button, or at a point of the window. */
import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { KeyCaps } from "./key-caps.tsx";

export function MenuItem({
  icon,
  keys,
  children,
  onSelect,
  disabled = false,
  checked,
  color,
}: {
  icon?: ReactNode;
  keys?: readonly string[] | undefined;
  children: ReactNode;
  onSelect(): void;
  disabled?: boolean;
  /** Given: the item is one of a choice. */
  checked?: boolean;
  color?: string;
}) {
  const content = (
    <>
      {icon ??
        (color ? <span className="type-dot" style={{ "--entity-color": color } as React.CSSProperties} /> : null)}
      <span className="menu-item-text">{children}</span>
      {checked ? <Check size={14} aria-hidden className="menu-item-check" /> : null}
      {keys?.length ? <KeyCaps keys={keys} /> : null}
    </>
  );
  if (checked !== undefined) {
    return (
      <Base.CheckboxItem className="menu-item" checked={checked} onClick={onSelect} disabled={disabled} closeOnClick>
        {content}
      </Base.CheckboxItem>
    );
  }
  return (
    <Base.Item className="menu-item" onClick={onSelect} disabled={disabled}>
      {content}
    </Base.Item>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="menu-separator" />;
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group className="menu-group">
      <Base.GroupLabel className="menu-label">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export function Submenu({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className="menu-item menu-submenu">
        <span className="menu-item-text">{label}</span>
        <span aria-hidden>›</span>
      </Base.SubmenuTrigger>
      <Base.Portal>
        <Base.Positioner className="layer-popup" sideOffset={2} alignOffset={-5}>
          <Base.Popup className="popup menu">{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  );
}

export function MenuButton({
  trigger,
  label,
  children,
  align = "end",
}: {
  trigger: React.JSX.Element;
  label?: string;
  children: ReactNode;
  align?: "start" | "end";
}) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} {...(label ? { "aria-label": label } : {})} />
      <Base.Portal>
        <Base.Positioner className="layer-popup" sideOffset={4} align={align}>
          <Base.Popup className="popup menu">{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** A menu that opens at a point; `onClose` is called when it goes away. */
export function PointMenu({
  x,
  y,
  label,
  onClose,
  children,
}: {
  x: number;
  y: number;
  label: string;
  onClose(): void;
  children: ReactNode;
}) {
  const anchor = { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) };
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()} modal={false}>
      <Base.Portal>
        <Base.Positioner className="layer-popup" anchor={anchor} sideOffset={4} align="start">
          <Base.Popup className="popup menu" aria-label={label} finalFocus={false}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
