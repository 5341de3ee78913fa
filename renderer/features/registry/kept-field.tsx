/** A line of text that is kept when the field is left or Enter is pressed, and is what it was again with Escape. */
import { useEffect, useRef, useState } from "react";

interface KeptFieldProps {
  label: string;
  value: string;
  onKeep(value: string): void;
  placeholder?: string;
  className?: string;
  /** An empty text is not kept. */
  required?: boolean;
}

export function KeptField({ label, value, onKeep, placeholder, className = "", required = false }: KeptFieldProps) {
  const [text, setText] = useState(value);
  const isLeaving = useRef(false);
  useEffect(() => setText(value), [value]);
  const keep = () => {
    const next = text.trim();
    if (isLeaving.current || next === value || (required && !next)) setText(value);
    else onKeep(next);
    isLeaving.current = false;
  };
  return (
    <label className={`field ${className}`}>
      <span className="field-label">{label}</span>
      <input
        className="input"
        value={text}
        placeholder={placeholder}
        onChange={(event) => setText(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Escape") isLeaving.current = true;
          if (event.key === "Escape" || event.key === "Enter") event.currentTarget.blur();
        }}
      />
    </label>
  );
}
