/** What waits until a frame is on the screen. */
import { useEffect, useState } from "react";

/** Calls back once when the next frame has been painted. @returns what cancels it */
export function afterFrame(callback: () => void): () => void {
  let timer = 0;
  const frame = requestAnimationFrame(() => {
    timer = window.setTimeout(callback);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** False until the first frame of a component has been painted: what is drawn only then keeps nobody waiting. */
export function useAfterFrame(): boolean {
  const [isAfter, setAfter] = useState(false);
  useEffect(() => afterFrame(() => setAfter(true)), []);
  return isAfter;
}
