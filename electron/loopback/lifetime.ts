/**
 * When a loopback host that opened a window should end: some seconds after its last window went (a reload comes back
 * at once, so it is not taken for an end), unless work is pending.
 * Must not know: sockets, the host.
 */
export interface Lifetime {
  /** Say that windows came or went, or that work ended. */
  changed(): void;
  stop(): void;
}

export interface LifetimeOptions {
  windows(): number;
  busy(): boolean;
  end(): void;
  /** Milliseconds without a window before the end. */
  grace: number;
}

export function createLifetime(options: LifetimeOptions): Lifetime {
  let opened = false;
  let timer: NodeJS.Timeout | null = null;
  const stop = () => {
    if (timer) clearTimeout(timer);
    timer = null;
  };
  return {
    changed() {
      if (options.windows() > 0) opened = true;
      // Before the first window there is nothing to have closed.
      if (!opened || options.windows() > 0 || options.busy()) return stop();
      timer ??= setTimeout(options.end, options.grace);
    },
    stop,
  };
}
