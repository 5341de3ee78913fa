/** Buttons: one look, four weights; an icon button always has a name and a tooltip. */
import { Tooltip } from "@base-ui/react/tooltip";
import type { ComponentProps, ReactNode } from "react";
import { KeyCaps } from "./key-caps.tsx";

export interface ButtonProps extends ComponentProps<"button"> {
  weight?: "primary" | "normal" | "quiet" | "danger";
}

export function Button({ weight = "normal", className = "", ...props }: ButtonProps) {
  return <button type="button" {...props} className={`button button-${weight} ${className}`} />;
}

export interface IconButtonProps extends Omit<ButtonProps, "children"> {
  name: string;
  /** Key caps to show in the tooltip. */
  keys?: readonly string[] | undefined;
  pressed?: boolean;
  children: ReactNode;
}

export function IconButton({
  name,
  keys,
  pressed,
  children,
  className = "",
  weight = "quiet",
  ...props
}: IconButtonProps) {
  return (
    <Hint text={name} keys={keys}>
      <button
        type="button"
        {...props}
        aria-label={name}
        {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
        className={`button button-${weight} icon-button ${className}`}
      >
        {children}
      </button>
    </Hint>
  );
}

/** A tooltip over a button: its name, and the keys that do the same. */
export function Hint({
  text,
  keys,
  children,
}: {
  text: string;
  keys?: readonly string[] | undefined;
  children: React.JSX.Element;
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={children} delay={500} />
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6} className="layer-tooltip">
          <Tooltip.Popup className="tooltip">
            {text}
            {keys?.length ? <KeyCaps keys={keys} /> : null}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
