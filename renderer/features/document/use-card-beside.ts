/** Places a card beside a place of the text: below it where there is room, else above; hidden while that is out of sight. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { useOpen } from "./use-open.ts";

/** Pixels between the place and the card, and between the card and the pane's edges. */
const gap = 8;

/**
 * @param rectOf where the place is on the screen; null when it isn't drawn. Another function is another place.
 * @returns for the card's element, which is positioned by CSS in the window
 */
export function useCardBeside(
  textPane: RefObject<HTMLElement | null>,
  rectOf: () => Pick<DOMRect, "left" | "top" | "bottom"> | null | undefined,
): RefObject<HTMLDivElement | null> {
  const text = useOpen((snapshot) => snapshot.text);
  const card = useRef<HTMLDivElement>(null);
  const place = useCallback(() => {
    const element = card.current;
    const pane = textPane.current?.getBoundingClientRect();
    const rect = rectOf();
    if (!element || !pane || !rect) return;
    const size = element.getBoundingClientRect();
    const isBelow = rect.bottom + gap + size.height < pane.bottom || rect.top - size.height - gap < pane.top;
    const top = isBelow ? rect.bottom + gap : rect.top - size.height - gap;
    element.style.visibility = rect.bottom < pane.top || rect.top > pane.bottom ? "hidden" : "visible";
    element.style.left = `${Math.max(pane.left + gap, Math.min(rect.left, pane.right - size.width - gap))}px`;
    element.style.top = `${Math.max(pane.top + gap, Math.min(top, pane.bottom - size.height - gap))}px`;
  }, [rectOf, textPane]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the text moves it
  useLayoutEffect(place, [place, text]);
  useEffect(() => {
    addEventListener("scroll", place, { capture: true, passive: true });
    addEventListener("resize", place);
    return () => {
      removeEventListener("scroll", place, { capture: true });
      removeEventListener("resize", place);
    };
  }, [place]);
  return card;
}
