import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The page, the same files for both shells; they serve it from the root of an address of their own. */
export default defineConfig({
  root: resolve(import.meta.dirname, "renderer"),
  base: "/",
  publicDir: false,
  plugins: [react()],
  worker: { format: "es" },
  build: {
    outDir: resolve(import.meta.dirname, "dist/renderer"),
    emptyOutDir: true,
    target: "chrome130",
    // The policy allows no inline scripts and fonts only from the page's own address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      output: {
        // Zod must be told not to compile anything before the first schema is made, in whichever file that is.
        codeSplitting: { groups: [{ name: "zod", test: /node_modules\/zod\/|shared\/jitless\.ts$/ }] },
      },
    },
  },
});
