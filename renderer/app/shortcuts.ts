/**
 * The one shortcut gate: reads keys, never while an input method composes, and runs the command that owns them.
 * Also how a shortcut is written for a person.
 * Must not know: what the commands do.
 */

/** One combination. Letters and digits by `code` (the place on the keyboard, so Alt and layouts don't matter). */
export interface Shortcut {
  /** KeyboardEvent.code for letters and digits ("KeyK", "Digit1"). */
  code?: string;
  /** KeyboardEvent.key for named keys ("F2", "Enter", "ArrowUp") and signs ("?"). */
  key?: string;
  /** Ctrl, on a Mac Cmd. */
  mod?: boolean;
  alt?: boolean;
  shift?: boolean;
}

export type Platform = "mac" | "windows" | "linux";

/** What the gate reads of a KeyboardEvent. */
export interface KeyPress {
  key: string;
  code: string;
  keyCode: number;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
}

/** Keys that belong to an input method: 229 is what Chromium sends while one handles the key. */
export function belongsToInputMethod(event: KeyPress): boolean {
  return event.isComposing || event.keyCode === 229 || event.key === "Process" || event.key === "Dead";
}

export function matches(shortcut: Shortcut, event: KeyPress, platform: Platform): boolean {
  const mod = platform === "mac" ? event.metaKey : event.ctrlKey;
  const otherMod = platform === "mac" ? event.ctrlKey : event.metaKey;
  if (Boolean(shortcut.mod) !== mod || otherMod) return false;
  if (Boolean(shortcut.alt) !== event.altKey) return false;
  if (shortcut.code) return Boolean(shortcut.shift) === event.shiftKey && shortcut.code === event.code;
  if (shortcut.key === undefined) return false;
  // A sign such as "?" needs Shift on some layouts and not on others: the sign itself decides.
  const isSign = shortcut.key.length === 1;
  if (!isSign && Boolean(shortcut.shift) !== event.shiftKey) return false;
  return event.key === shortcut.key;
}

/** Whether a combination could be typed text: only these are withheld from text fields. */
function isBare(shortcut: Shortcut): boolean {
  return !shortcut.mod && !shortcut.alt && (shortcut.code !== undefined || shortcut.key?.length === 1);
}

const names: Record<string, { mac: string; other: string }> = {
  ArrowUp: { mac: "↑", other: "↑" },
  ArrowDown: { mac: "↓", other: "↓" },
  ArrowLeft: { mac: "←", other: "←" },
  ArrowRight: { mac: "→", other: "→" },
  Enter: { mac: "↩", other: "Enter" },
  Escape: { mac: "esc", other: "Esc" },
  Backspace: { mac: "⌫", other: "Backspace" },
  Delete: { mac: "⌦", other: "Delete" },
  PageUp: { mac: "⇞", other: "PageUp" },
  PageDown: { mac: "⇟", other: "PageDown" },
};

const codeSigns: Record<string, string> = {
  Minus: "-",
  Equal: "=",
  BracketLeft: "[",
  BracketRight: "]",
  Comma: ",",
  Period: ".",
  Slash: "/",
  Backslash: "\\",
  Semicolon: ";",
  Quote: "'",
  Backquote: "`",
};

function keyName(shortcut: Shortcut, platform: Platform): string {
  if (shortcut.code) {
    const letter = /^(?:Key|Digit)(.)$/.exec(shortcut.code);
    return letter?.[1] ?? codeSigns[shortcut.code] ?? shortcut.code;
  }
  const key = shortcut.key ?? "";
  const name = names[key];
  if (name) return platform === "mac" ? name.mac : name.other;
  return key.length === 1 ? key.toUpperCase() : key;
}

/** The keys as caps to show one by one: ["Ctrl", "K"], on a Mac ["⌘", "K"]. */
export function keyCaps(shortcut: Shortcut, platform: Platform): string[] {
  const mac = platform === "mac";
  return [
    shortcut.mod ? (mac ? "⌘" : "Ctrl") : "",
    shortcut.alt ? (mac ? "⌥" : "Alt") : "",
    shortcut.shift ? (mac ? "⇧" : "Shift") : "",
    keyName(shortcut, platform),
  ].filter(Boolean);
}

/** A combination as aria-keyshortcuts wants it. */
export function ariaShortcut(shortcut: Shortcut, platform: Platform): string {
  return [
    shortcut.mod ? (platform === "mac" ? "Meta" : "Control") : "",
    shortcut.alt ? "Alt" : "",
    shortcut.shift ? "Shift" : "",
    shortcut.code ? keyName(shortcut, "linux") : (shortcut.key ?? ""),
  ]
    .filter(Boolean)
    .join("+");
}

/** The code of a settings key (role: digit or sign, type: letter), or null for one that no keyboard place has. */
export function codeOfKey(key: string): string | null {
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`;
  if (/^[0-9]$/.test(key)) return `Digit${key}`;
  return Object.entries(codeSigns).find(([, sign]) => sign === key)?.[0] ?? null;
}

export interface GateBinding {
  shortcuts: readonly Shortcut[];
  /** Whether the command can run now; when not, the key goes on to the page. */
  enabled(): boolean;
  run(): void;
}

export interface GateOptions {
  platform: Platform;
  bindings(): readonly GateBinding[];
  /** The proofread text is composing, by the editor's own account. */
  composing(): boolean;
  /** Focus is where typing makes text. */
  inText(target: EventTarget | null): boolean;
  /** A dialog or menu is open: only its own keys count. */
  blocked(): boolean;
}

/** Handles one key press; true when a command took it. */
export function handleKey(event: KeyPress, target: EventTarget | null, options: GateOptions): boolean {
  if (belongsToInputMethod(event) || options.composing() || options.blocked()) return false;
  const inText = options.inText(target);
  for (const binding of options.bindings()) {
    const hit = binding.shortcuts.find((shortcut) => matches(shortcut, event, options.platform));
    if (!hit || (isBare(hit) && inText) || !binding.enabled()) continue;
    binding.run();
    return true;
  }
  return false;
}

/** Listens on the window before anything else does; returns what stops it. */
export function installGate(target: Window, options: GateOptions): () => void {
  const listener = (event: KeyboardEvent) => {
    if (!handleKey(event, event.target, options)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  target.addEventListener("keydown", listener, { capture: true });
  return () => target.removeEventListener("keydown", listener, { capture: true });
}
