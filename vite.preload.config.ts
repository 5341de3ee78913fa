import { resolve } from "node:path";
import { defineConfig } from "vite";

/** The preload as one CommonJS file: a sandboxed preload can load nothing but "electron". */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: resolve(import.meta.dirname, ".vite/build"),
    emptyOutDir: false,
    target: "chrome130",
    minify: false,
    lib: {
      entry: resolve(import.meta.dirname, "electron/preload.ts"),
      formats: ["cjs"],
      fileName: () => "preload.cjs",
    },
    rolldownOptions: { external: ["electron"] },
  },
});
