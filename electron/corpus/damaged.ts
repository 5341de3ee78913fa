/**
 * Names for damaged files that are set aside: beside where they were, with the time. They are never overwritten and
 * never deleted by the program; somebody may still get something out of them.
 */
import { type DurableFs, realFs } from "./disk.ts";

/** A free name for the damaged file at `path`: `NAME.damaged-20261124T031500Z`. */
export function damagedName(path: string, now: Date, fs: DurableFs = realFs): string {
  const stamp = now.toISOString().replace(/[-:]/g, "").replace(/\.\d+/, "");
  const name = `${path}.damaged-${stamp}`;
  for (let count = 0; ; count++) {
    const free = count === 0 ? name : `${name}-${count}`;
    if (!fs.exists(free)) return free;
  }
}
