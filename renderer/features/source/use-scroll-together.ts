/**
 * Scrolls text and source together: the pane that the pointer or the keyboard is in leads, the other follows.
 */
import { type RefObject, useEffect } from "react";
import { blocksOf } from "../../../shared/model/document.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import { useOpenDocument } from "../document/use-open.ts";
import type { SourceLines } from "./lines.ts";
import { lineAt } from "./lines.ts";

/** Milliseconds between two looks at where a scrolling pane is. */
const pace = 60;

export function useScrollTogether(
  sourcePage: RefObject<HTMLElement | null>,
  textPane: RefObject<HTMLElement | null>,
  source: SourceLines,
): void {
  const open = useOpenDocument();

  useEffect(() => {
    const page = sourcePage.current;
    const pane = textPane.current;
    if (!page || !pane) return;
    let leader: "text" | "source" | null = null;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const offsets = new BlockOrigins(open.source);

    const follow = () => {
      timer = null;
      const { editor, text } = open.getSnapshot();
      if (!editor || !text) return;
      if (leader === "source") {
        const line = topLine(page);
        const blockId = line === null ? null : editor.blockAtSource(source.starts[line] ?? 0);
        const block = blockId ? pane.querySelector(`[data-block="${CSS.escape(blockId)}"]`) : null;
        block?.scrollIntoView({ block: "start" });
      } else if (leader === "text") {
        const blockId = topBlock(pane);
        const offset = blockId ? offsets.of(blockId, text.version, () => open.current()) : null;
        if (offset !== null) page.children[lineAt(source, offset)]?.scrollIntoView({ block: "start" });
      }
    };
    const lead = (who: "text" | "source") => () => {
      leader = who;
    };
    const scrolled = (who: "text" | "source") => () => {
      if (leader === who) timer ??= setTimeout(follow, pace);
    };
    const listeners = [
      [pane, "wheel", lead("text")],
      [pane, "pointerdown", lead("text")],
      [pane, "keydown", lead("text")],
      [page, "wheel", lead("source")],
      [page, "pointerdown", lead("source")],
      [page, "keydown", lead("source")],
      [pane, "scroll", scrolled("text")],
      [page, "scroll", scrolled("source")],
    ] as const;
    for (const [target, type, listener] of listeners)
      target.addEventListener(type, listener, { capture: true, passive: true });
    return () => {
      if (timer) clearTimeout(timer);
      for (const [target, type, listener] of listeners) target.removeEventListener(type, listener, { capture: true });
    };
  }, [open, source, sourcePage, textPane]);
}

/** The first line that is in sight. */
function topLine(page: HTMLElement): number | null {
  const frame = page.getBoundingClientRect();
  const line = document
    .elementFromPoint(frame.left + frame.width / 2, frame.top + 12)
    ?.closest<HTMLElement>("[data-line]");
  return line && page.contains(line) ? Number(line.dataset.line) : null;
}

/** The first block that is in sight. */
function topBlock(pane: HTMLElement): string | null {
  const frame = pane.getBoundingClientRect();
  for (let y = 16; y < Math.min(frame.height, 240); y += 24) {
    const block = document
      .elementFromPoint(frame.left + frame.width / 2, frame.top + y)
      ?.closest<HTMLElement>("[data-block]");
    if (block && pane.contains(block)) return block.dataset.block ?? null;
  }
  return null;
}

/** Where each block begins in the source (UTF-16), worked out anew when the document has changed. */
class BlockOrigins {
  readonly #source: CodePointText;
  #version = -1;
  #offsets = new Map<string, number>();

  constructor(source: string) {
    this.#source = new CodePointText(source);
  }

  of(blockId: string, version: number, current: () => Parameters<typeof blocksOf>[0]): number | null {
    if (version !== this.#version) {
      this.#version = version;
      this.#offsets = new Map();
      for (const block of blocksOf(current())) {
        const piece = block.pieces.find((one) => "source" in one);
        if (piece && "source" in piece) this.#offsets.set(block.id, this.#source.toUtf16(piece.source[0]));
      }
    }
    return this.#offsets.get(blockId) ?? null;
  }
}
