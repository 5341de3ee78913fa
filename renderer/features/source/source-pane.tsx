/**
 * The page as it was imported, beside the text: numbered lines, the caret's origin highlighted, both scrolled together.
 * Highlights are painted by the CSS Custom Highlight API: the page's own text stays untouched.
 */
import { type MouseEvent, type Ref, type RefObject, useDeferredValue, useEffect, useMemo, useRef } from "react";
import { useWords } from "../../app/context.tsx";
import { useOpen, useOpenDocument } from "../document/use-open.ts";
import { rangeInLines, type SourceLines, splitSource } from "./lines.ts";
import "./source.css";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { useScrollTogether } from "./use-scroll-together.ts";

const nothing: SourceLines = { lines: [], starts: [] };
const highlightName = "source-origin";

export function SourcePane({ ref, textPane }: { ref: Ref<HTMLElement>; textPane: RefObject<HTMLElement | null> }) {
  const open = useOpenDocument();
  const { t } = useWords();
  const origin = useOpen((snapshot) => snapshot.text?.origin ?? null);
  const hasCaret = useOpen((snapshot) => (snapshot.text?.blockIds.length ?? 0) > 0);
  const all = useMemo(() => splitSource(open.source), [open]);
  // The text is on the screen before its source.
  const source = useDeferredValue(all, nothing);
  const page = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!page.current) return;
    const ranges = origin ? rangesOf(page.current, source, origin) : [];
    CSS.highlights.set(highlightName, new Highlight(...ranges));
    const first = ranges[0];
    if (first) keepInView(page.current, first);
    return () => {
      CSS.highlights.delete(highlightName);
    };
  }, [origin, source]);
  useScrollTogether(page, textPane, source);

  const onClick = (event: MouseEvent) => {
    const { editor } = open.getSnapshot();
    // A click, not the end of a selection for copying.
    if (!editor || !getSelection()?.isCollapsed) return;
    const offset = offsetAt(event, source);
    const blockId = offset === null ? null : editor.blockAtSource(offset);
    if (blockId) editor.scrollIntoView({ blockId });
  };

  return (
    <section ref={ref} className="source-pane" aria-label={t("document.region.source")}>
      <header className="pane-head">
        <h2 className="truncate">{t("source.label", { name: open.name })}</h2>
        <span className="quiet">{!origin && hasCaret ? t("source.inserted") : ""}</span>
      </header>
      <ScrollRegion
        ref={page}
        className="source-page"
        label={t("source.title")}
        data-pane-focus
        lang="zh-CN"
        translate="no"
        onClick={onClick}
      >
        {source.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a source never changes
          <div key={index} className="source-line" data-line={index}>
            <span className="source-number" aria-hidden>
              {index + 1}
            </span>
            <span className="source-text">{line}</span>
          </div>
        ))}
        {open.source ? null : <p className="quiet">{t("source.empty")}</p>}
      </ScrollRegion>
    </section>
  );
}

function textOfLine(page: HTMLElement, line: number): Text | null {
  const node = page.children[line]?.lastElementChild?.firstChild;
  return node instanceof Text ? node : null;
}

function rangesOf(page: HTMLElement, source: SourceLines, origin: readonly [number, number]): Range[] {
  // A caret between characters shows the character before or after it.
  const shown: [number, number] = origin[0] === origin[1] ? [origin[0], origin[1] + 1] : [origin[0], origin[1]];
  const ranges: Range[] = [];
  for (const [line, from, to] of rangeInLines(source, shown)) {
    const text = textOfLine(page, line);
    if (!text) continue;
    const range = new Range();
    range.setStart(text, Math.min(from, text.length));
    range.setEnd(text, Math.min(to, text.length));
    ranges.push(range);
  }
  return ranges;
}

function keepInView(page: HTMLElement, range: Range): void {
  const line = range.startContainer.parentElement;
  const frame = page.getBoundingClientRect();
  const box = range.getBoundingClientRect();
  if (box.height > 0 && box.top >= frame.top + 24 && box.bottom <= frame.bottom - 24) return;
  line?.scrollIntoView({ block: "center" });
}

function offsetAt(event: MouseEvent, source: SourceLines): number | null {
  const line = (event.target as Element).closest<HTMLElement>("[data-line]");
  if (!line) return null;
  const start = source.starts[Number(line.dataset.line)] ?? 0;
  const caret = document.caretPositionFromPoint(event.clientX, event.clientY);
  return start + (caret && line.contains(caret.offsetNode) && caret.offsetNode instanceof Text ? caret.offset : 0);
}
