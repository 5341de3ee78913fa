/**
 * Makes a script for a plain Chromium page that runs a preload unchanged, with doubles of `contextBridge` and
 * `ipcRenderer`. What crosses the bridge is cloned and frozen as in Electron; there is no second world here, so the
 * preload's own variables are kept in a closure instead.
 */

/** Names of the functions that the surface puts into the page before the script runs; the script takes them away. */
export const bindings = { invoke: "__doubleInvoke", post: "__doublePost", receive: "__doubleReceive" } as const;

/** Runs in the page; must use nothing from outside itself. */
function installBridge(names: typeof bindings, runPreload: (require: (name: string) => unknown) => void): void {
  const page = globalThis as unknown as Record<string, unknown>;
  // Electron runs preloads in the main frame only.
  if (page.window !== page.top) return;
  type Binding = (channel: string, args: unknown[]) => Promise<unknown>;
  const invoke = page[names.invoke] as Binding;
  const post = page[names.post] as Binding;
  delete page[names.invoke];
  delete page[names.post];
  const listeners = new Map<string, Set<(...args: unknown[]) => void>>();

  const clone = (value: unknown): unknown => {
    if (typeof value === "function") {
      return (...args: unknown[]) => {
        const result: unknown = value(...args.map(clone));
        if (!(result instanceof Promise)) return clone(result);
        // Only the message of an error crosses Electron's bridge.
        return result.then(clone, (error: unknown) => {
          throw new Error(error instanceof Error ? error.message : String(error));
        });
      };
    }
    return structuredClone(value);
  };

  const electron = {
    contextBridge: {
      exposeInMainWorld(key: string, api: Record<string, unknown>) {
        const exposed = Object.fromEntries(Object.entries(api).map(([name, value]) => [name, clone(value)]));
        Object.defineProperty(page, key, { value: Object.freeze(exposed), enumerable: true });
      },
    },
    ipcRenderer: {
      invoke: (channel: string, ...args: unknown[]) => invoke(channel, args),
      send: (channel: string, ...args: unknown[]) => void post(channel, args),
      on(channel: string, listener: (...args: unknown[]) => void) {
        const own = listeners.get(channel) ?? new Set();
        listeners.set(channel, own.add(listener));
      },
      removeListener(channel: string, listener: (...args: unknown[]) => void) {
        listeners.get(channel)?.delete(listener);
      },
    },
  };
  Object.defineProperty(page, names.receive, {
    value: (channel: string, args: unknown[]) => {
      for (const listener of [...(listeners.get(channel) ?? [])]) listener({}, ...args);
    },
  });
  runPreload((name) => {
    if (name !== "electron") throw new Error(`A sandboxed preload can't load "${name}".`);
    return electron;
  });
}

/** @param preload the built preload, a CommonJS script */
export function preloadScript(preload: string): string {
  return `(${installBridge.toString()})(${JSON.stringify(bindings)}, (require) => {
    const exports = {}, module = { exports };
    ${preload}
  });`;
}
