import { readFileSync } from "node:fs";
import { builtinModules, createRequire } from "node:module";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";

/** What reads PDFs, as a file beside the bundles; its package's own way to it would be its bytes in the code. */
const pdfium: Plugin = {
  name: "pdfium",
  enforce: "pre",
  transform: (code, id) =>
    id.includes("@embedpdf/pdfium")
      ? code.replaceAll(/new URL\(['"]pdfium\.wasm['"], import\.meta\.url\)\.href/g, '"pdfium.wasm"')
      : null,
  generateBundle() {
    const source = readFileSync(createRequire(import.meta.url).resolve("@embedpdf/pdfium/pdfium.wasm"));
    this.emitFile({ type: "asset", fileName: "pdfium.wasm", source });
  },
};

/** Electron's main process and its threads, one file each: the package holds no node_modules. */
export default defineConfig({
  publicDir: false,
  plugins: [pdfium],
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
        "reading-worker": resolve(import.meta.dirname, "electron/formats/reading/reading-worker.ts"),
        "search-worker": resolve(import.meta.dirname, "electron/search/worker.ts"),
      },
      formats: ["es"],
      fileName: (_format, name) => `${name}.js`,
    },
    rolldownOptions: {
      // Packages in the older module format ask for Node's own modules: they get Node's `require`.
      platform: "node",
      external: ["electron", ...builtinModules, /^node:/],
      // What they share, under names that stay: nothing here is cached by name, and nothing old must be left behind.
      output: { chunkFileNames: "[name].js" },
    },
  },
});
