/** For components: what waits until a frame is on the screen. */
import { useEffect, useState } from "react";
import { afterFrame } from "./after-frame.ts";

/** False until the first frame of a component has been painted: what is drawn only then keeps nobody waiting. */
export function useAfterFrame(): boolean {
  const [isAfter, setAfter] = useState(false);
  useEffect(() => afterFrame(() => setAfter(true)), []);
  return isAfter;
}
