/** A choice from a short list. */
import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

export interface SelectProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string; icon?: ReactNode; hint?: string | undefined }[];
  onChange(value: T): void;
  disabled?: boolean;
  className?: string;
  /** Show this instead of the chosen option, for a select that acts as a menu. */
  placeholder?: string;
}

export function Select<T extends string>({
  label,
  value,
  options,
  onChange,
  disabled = false,
  className = "",
}: SelectProps<T>) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => next !== null && onChange(next as T)}
      disabled={disabled}
      items={options.map(({ value: one, label: text }) => ({ value: one, label: text }))}
      modal={false}
    >
      <Base.Trigger className={`select-trigger ${className}`} aria-label={label}>
        {chosen?.icon}
        <Base.Value className="truncate" />
        <Base.Icon className="select-arrow">
          <ChevronDown size={14} aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="layer-popup" sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className="popup menu">
            <Base.List>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className="menu-item">
                  {option.icon ?? null}
                  <span className="menu-item-text">
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.hint ? <span className="menu-item-hint">{option.hint}</span> : null}
                  </span>
                  <Base.ItemIndicator className="menu-item-check">
                    <Check size={14} aria-hidden />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
