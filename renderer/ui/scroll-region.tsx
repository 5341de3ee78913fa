/** A named region that scrolls: reachable by the keyboard, which scrolls it. */
import type { ComponentProps } from "react";

export function ScrollRegion({ label, ...props }: ComponentProps<"section"> & { label: string }) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
  return <section tabIndex={0} aria-label={label} {...props} />;
}
