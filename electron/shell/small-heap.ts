/**
 * Keeps the heap of a process small that was started without V8's flag for it, as a packaged program is. Reading a hundred
 * thousand files makes garbage that V8 would rather keep room for than clear away: 150 MB more, and no faster. The flag
 * itself (`smallHeap` in scripts/setup.mjs) counts for a running process's threads only; how much the room for what is
 * young grows can be said at any time.
 */
import { PerformanceObserver } from "node:perf_hooks";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Of each half of the room for what is young, as in scripts/setup.mjs. In MB. */
const HALF_MB = 4;

/** Bytes of the room for what is young. */
const young = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space")?.space_size ?? 0;

/** For the rest of the process's life. Threads that are started from now on have no more room either. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--max-semi-space-size=${HALF_MB}`);
  let grows = true;
  const look = () => {
    // A heap at rest gives its room back, and may have it again.
    const may = young() < 2 * HALF_MB * 1024 * 1024;
    if (may === grows) return;
    grows = may;
    setFlagsFromString(`--semi-space-growth-factor=${may ? 2 : 1}`);
  };
  new PerformanceObserver(look).observe({ entryTypes: ["gc"] });
  look();
}
