import { builtinModules } from "node:module";
import { resolve } from "node:path";
import { defineConfig } from "vite";

/** Electron's main process and its threads, one file each: the package holds no node_modules. */
export default defineConfig({
  publicDir: false,
  resolve: { conditions: ["node"], mainFields: ["module", "main"] },
  build: {
    outDir: resolve(import.meta.dirname, ".vite/build"),
    emptyOutDir: false,
    target: "node24",
    // Names and stacks stay readable in reports of defects.
    minify: false,
    lib: {
      entry: {
        main: resolve(import.meta.dirname, "electron/main.ts"),
        "check-worker": resolve(import.meta.dirname, "electron/proofing/check-worker.ts"),
        "learning-worker": resolve(import.meta.dirname, "electron/entities/learning-worker.ts"),
        "search-worker": resolve(import.meta.dirname, "electron/search/worker.ts"),
      },
      formats: ["es"],
      fileName: (_format, name) => `${name}.js`,
    },
    rolldownOptions: {
      external: ["electron", ...builtinModules, /^node:/],
      // What they share, under names that stay: nothing here is cached by name, and nothing old must be left behind.
      output: { chunkFileNames: "[name].js" },
    },
  },
});
