/**
 * Marks in the margin which blocks the caret or the selection is in: what the next role or move will act on, and where
 * the focus is. A constructed style sheet, so that the text's own elements are not touched while one types.
 */
import { useEffect, useState } from "react";
import { useOpen } from "./use-open.ts";

/** More are not on a screen at once. */
const most = 200;

export function useCurrentBlock(): void {
  const blockIds = useOpen((snapshot) => snapshot.text?.blockIds ?? null);
  const [sheet] = useState(() => new CSSStyleSheet());

  useEffect(() => {
    document.adoptedStyleSheets.push(sheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [sheet]);

  useEffect(() => {
    const blocks = (blockIds ?? []).slice(0, most).map((id) => `[data-block="${CSS.escape(id)}"]`);
    const block = `:is(${blocks.join()})::before`;
    sheet.replaceSync(
      blocks.length
        ? `.galley-text ${block} { box-shadow: inset -2px 0 0 var(--line-strong); color: var(--text); }
           .galley-text:focus ${block} { box-shadow: inset -3px 0 0 var(--mode-proofread); }
           [data-mode="tag"] > .galley-text:focus ${block} { box-shadow: inset -3px 0 0 var(--mode-tag); }`
        : "",
    );
  }, [sheet, blockIds]);
}
