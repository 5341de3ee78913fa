/**
 * Runs electron/main.ts unchanged on the double: `node electron/double/run.ts . [--corpus DIR]`, as `electron .` would.
 */
import { registerHooks } from "node:module";
import { double } from "./instance.ts";

const module = new URL("./electron.ts", import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" ? { url: module, shortCircuit: true } : next(specifier, context),
});

await import("../main.ts");
// As in Electron: ready comes after the main module has run to its end, so awaiting it there would never end.
double.becomeReady();
