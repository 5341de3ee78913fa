/** The page at a glance: articles and their blocks; a click goes there. Only the lines in sight exist. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useCallback, useMemo, useRef } from "react";
import { useAppState, useWords } from "../../app/context.tsx";
import type { OutlineArticle, OutlineBlock } from "../../editor/editor-api.ts";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { useOpen, useTextVersion } from "../document/use-open.ts";
import { outlineLines } from "./lines.ts";

/** Heights of lines, pixels; a title that needs a second line is measured. */
const heights = { article: 33, block: 26 } as const;
const none: readonly OutlineArticle[] = [];

export function Outline() {
  const { t, label } = useWords();
  const roles = useAppState((state) => state.corpus?.settings.roles) ?? [];
  const editor = useOpen((snapshot) => snapshot.editor);
  const version = useTextVersion();
  const blockIds = useOpen((snapshot) => snapshot.text?.blockIds ?? null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for the text
  const articles = useMemo(() => editor?.outline() ?? none, [editor, version]);
  const lines = useMemo(() => outlineLines(articles), [articles]);
  const current = new Set(blockIds ?? []);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heights[lines[index]?.line ?? "block"],
    // The same function for the same lines: with another one, the places of all lines are worked out anew.
    getItemKey: useCallback((index: number) => lines[index]?.key ?? index, [lines]),
    overscan: 10,
  });

  const go = useCallback(
    (blockId: string) => {
      if (!editor) return;
      editor.scrollIntoView({ blockId });
      editor.commands.selectBlock(blockId);
      editor.focus();
    },
    [editor],
  );
  const empty = t("outline.empty");
  const roleName = (id: string) => label(roles.find((role) => role.id === id)?.label ?? { zh: id, en: id });
  return (
    <ScrollRegion ref={scroller} className="entity-scroller outline" label={t("outline.title")}>
      <ol className="entity-list" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (!line) return null;
          const place = { transform: `translateY(${item.start}px)` };
          if (line.line === "article") {
            return (
              <li key={item.key} className="outline-line" style={place}>
                <h2 className="outline-article">
                  {t("outline.article", { n: line.number })}
                  <span className="quiet">{t("outline.blocks", { count: line.count })}</span>
                </h2>
              </li>
            );
          }
          const { block } = line;
          return (
            <li
              key={item.key}
              ref={mayWrap(block.role) ? virtual.measureElement : undefined}
              data-index={item.index}
              className="outline-line"
              style={place}
            >
              <BlockButton
                block={block}
                role={roleName(block.role)}
                empty={empty}
                current={current.has(block.id)}
                onGo={go}
              />
            </li>
          );
        })}
      </ol>
    </ScrollRegion>
  );
}

/** Whether a block's words may stand in two lines. */
const mayWrap = (role: string) => role === "title" || role === "heading";

interface BlockButtonProps {
  /** The same object as long as the block is the same. */
  block: OutlineBlock;
  /** The role's name and the words for a block without text. */
  role: string;
  empty: string;
  current: boolean;
  onGo(blockId: string): void;
}

/** Drawn again only when its block changes: a key changes one. */
const BlockButton = memo(function BlockButton({ block, role, empty, current, onGo }: BlockButtonProps) {
  return (
    <button
      type="button"
      className="outline-block"
      data-role={block.role}
      aria-current={current}
      onClick={() => onGo(block.id)}
    >
      <span className="outline-role">{role}</span>
      <span className="outline-text">{block.text.trim().slice(0, 80) || empty}</span>
    </button>
  );
});
