import { readdirSync, readFileSync } from "node:fs";
import { builtinModules, createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { printFonts } from "./electron/formats/pdf/write/font-packages.ts";

/** What reads PDFs, as a file beside the bundles; its package's own way to it would be its bytes in the code. */
const pdfium: Plugin = {
  name: "pdfium",
  enforce: "pre",
  transform: (code, id) =>
    id.includes("@embedpdf/pdfium")
      ? {
          code: code.replaceAll(/new URL\(['"]pdfium\.wasm['"], import\.meta\.url\)\.href/g, '"pdfium.wasm"'),
          map: null,
        }
      : null,
  generateBundle() {
    const source = readFileSync(createRequire(import.meta.url).resolve("@embedpdf/pdfium/pdfium.wasm"));
    this.emitFile({ type: "asset", fileName: "pdfium.wasm", source });
  },
};

const { resolve: packaged } = createRequire(import.meta.url);

/** What PDFs are written with, as files beside the bundles: fonts in slices, and what brings them to a weight. */
const printing: Plugin = {
  name: "printing",
  // Its WebAssembly is in its code: it looks for nothing beside it, but asks where it is.
  transform: (code, id) => (id.includes("wawoff2") ? { code: code.replaceAll("__dirname", '""'), map: null } : null),
  generateBundle() {
    const wasm = packaged("harfbuzzjs/dist/harfbuzz-subset.wasm");
    this.emitFile({ type: "asset", fileName: "harfbuzz-subset.wasm", source: readFileSync(wasm) });
    for (const [name, packageName] of Object.entries(printFonts)) {
      const folder = dirname(packaged(`${packageName}/package.json`));
      const files = readdirSync(join(folder, "files")).filter((file) => file.endsWith(".woff2"));
      for (const file of ["unicode.json", "LICENSE", ...files.map((each) => `files/${each}`)])
        this.emitFile({ type: "asset", fileName: `fonts/${name}/${file}`, source: readFileSync(join(folder, file)) });
    }
  },
};

/** Every program that Node runs, and their threads, in a few files: Electron's main process, the loopback shell, the command line. */
export default defineConfig({
  publicDir: false,
  plugins: [pdfium, printing],
  resolve: { conditions: ["node"], mainFields: ["module", "main"] },
  build: {
    outDir: resolve(import.meta.dirname, ".vite/build"),
    emptyOutDir: false,
    target: "node24",
    // Names and stacks stay readable in reports of defects.
    minify: false,
    sourcemap: true,
    lib: {
      entry: {
        main: resolve(import.meta.dirname, "electron/main.ts"),
        local: resolve(import.meta.dirname, "electron/local.ts"),
        cli: resolve(import.meta.dirname, "electron/cli.ts"),
        "check-worker": resolve(import.meta.dirname, "electron/proofing/check-worker.ts"),
        "export-worker": resolve(import.meta.dirname, "electron/corpus/export-worker.ts"),
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
      output: { chunkFileNames: "[name].js", sourcemapExcludeSources: true },
    },
  },
});
