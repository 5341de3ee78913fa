/** The page at a glance: articles and their blocks; a click goes there. */
import { memo, useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
import { useAppState, useWords } from "../../app/context.tsx";
import type { OutlineArticle } from "../../editor/editor-api.ts";
import { afterFrame } from "../../ui/after-frame.ts";
import { useOpen, useTextVersion } from "../document/use-open.ts";

const none: readonly OutlineArticle[] = [];

export function Outline() {
  const { t, label } = useWords();
  const roles = useAppState((state) => state.corpus?.settings.roles) ?? [];
  const editor = useOpen((snapshot) => snapshot.editor);
  const version = useTextVersion();
  const blockIds = useOpen((snapshot) => snapshot.text?.blockIds ?? null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for the text
  const latest = useMemo(() => editor?.outline() ?? none, [editor, version]);
  const isTextShown = useAfterFrame();
  const articles = useDeferredValue(isTextShown ? latest : none, none);
  const current = new Set(blockIds ?? []);

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
    <ol className="outline">
      {articles.map((article, index) => (
        <li key={article.id}>
          <h2 className="outline-article">
            {t("outline.article", { n: index + 1 })}
            <span className="quiet">{t("outline.blocks", { count: article.blocks.length })}</span>
          </h2>
          <ol>
            {article.blocks.map((block) => (
              <OutlineRow
                key={block.id}
                block={block}
                role={roleName(block.role)}
                empty={empty}
                current={current.has(block.id)}
                onGo={go}
              />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

/**
 * False until a frame has been painted: a page's text is on the screen before its outline, which on a page of hundreds
 * of short blocks takes as long to draw as the text itself.
 */
function useAfterFrame(): boolean {
  const [isAfter, setAfter] = useState(false);
  useEffect(() => afterFrame(() => setAfter(true)), []);
  return isAfter;
}

interface OutlineRowProps {
  /** The same object as long as the block is the same. */
  block: OutlineArticle["blocks"][number];
  /** The role's name and the words for a block without text; the row itself asks for no words, there are thousands. */
  role: string;
  empty: string;
  current: boolean;
  onGo(blockId: string): void;
}

/** Drawn again only when its block changes: a long page has thousands, and a key changes one. */
const OutlineRow = memo(function OutlineRow({ block, role, empty, current, onGo }: OutlineRowProps) {
  return (
    <li>
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
    </li>
  );
});
