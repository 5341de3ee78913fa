/**
 * Makes the installable packages. The page and both of Electron's programs are built by the same three Vite
 * configurations that `npm start` uses.
 */

import { FuseV1Options, FuseVersion } from "@electron/fuses";
import { MakerDeb } from "@electron-forge/maker-deb";
import { MakerDMG } from "@electron-forge/maker-dmg";
import { MakerRpm } from "@electron-forge/maker-rpm";
import { MakerSquirrel } from "@electron-forge/maker-squirrel";
import { MakerZIP } from "@electron-forge/maker-zip";
import { FusesPlugin } from "@electron-forge/plugin-fuses";
import { VitePlugin } from "@electron-forge/plugin-vite";
import type { ForgeConfig } from "@electron-forge/shared-types";

/** What of the checkout goes into the package; everything that runs is bundled into these. */
const packaged = [
  "/package.json",
  "/.vite",
  "/.vite/build",
  "/dist",
  "/dist/renderer",
  "/dist/lexicon.txt",
  "/dist/words.txt",
];

const config: ForgeConfig = {
  packagerConfig: {
    name: "Galley",
    executableName: "galley",
    appBundleId: "org.galley.Galley",
    appCategoryType: "public.app-category.productivity",
    asar: true,
    extraResource: ["seeds"],
    ignore: (path) => path !== "" && !packaged.includes(path) && !/^\/(\.vite\/build|dist\/renderer)\//.test(path),
  },
  makers: [
    new MakerDeb({ options: { name: "galley", bin: "galley", categories: ["Office"] } }),
    new MakerRpm({ options: { name: "galley", bin: "galley", categories: ["Office"], license: "Apache-2.0" } }),
    new MakerZIP({}, ["darwin", "linux", "win32"]),
    new MakerDMG({ name: "Galley" }),
    new MakerSquirrel({ name: "galley", authors: "Galley", description: "Galley 校样" }),
  ],
  plugins: [
    new VitePlugin({
      build: [
        { entry: "electron/main.ts", config: "vite.main.config.ts", target: "main" },
        { entry: "electron/preload.ts", config: "vite.preload.config.ts", target: "preload" },
      ],
      renderer: [{ name: "main_window", config: "vite.renderer.config.ts" }],
    }),
    new FusesPlugin({
      version: FuseVersion.V1,
      // A fuse that a later Electron adds must be thought about, not left as it comes.
      strictlyRequireAllFuses: true,
      [FuseV1Options.RunAsNode]: false,
      [FuseV1Options.EnableCookieEncryption]: true,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: false,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
      [FuseV1Options.OnlyLoadAppFromAsar]: true,
      // Only the browser process would use a snapshot of its own; there is none.
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
      // Only a matter of speed for WebAssembly: as Electron has it.
      [FuseV1Options.WasmTrapHandlers]: true,
    }),
  ],
};

export default config;
