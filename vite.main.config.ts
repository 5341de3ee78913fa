import { builtinModules } from "node:module";
import { resolve } from "node:path";
import { defineConfig } from "vite";

/** Electron's main process as one file: the package holds no node_modules. */
export default defineConfig({
  publicDir: false,
  resolve: { conditions: ["node"], mainFields: ["module", "main"] },
  build: {
    outDir: resolve(import.meta.dirname, ".vite/build"),
    emptyOutDir: false,
    target: "node24",
    // Names and stacks stay readable in reports of defects.
    minify: false,
    lib: { entry: resolve(import.meta.dirname, "electron/main.ts"), formats: ["es"], fileName: () => "main.js" },
    rolldownOptions: { external: ["electron", ...builtinModules, /^node:/] },
  },
});
