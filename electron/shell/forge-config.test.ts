import { FuseV1Options } from "@electron/fuses";
import { describe, expect, it } from "vitest";
import config from "../../forge.config.ts";

describe("the packages", () => {
  it("are made for every system", () => {
    const names = (config.makers ?? []).map((maker) => ("name" in maker ? maker.name : ""));
    expect(names.sort()).toEqual(["deb", "dmg", "rpm", "squirrel", "zip"]);
  });

  it("hold the built programs, the page, the lexicon and the seeds, and nothing else of the checkout", () => {
    const ignore = config.packagerConfig?.ignore as (path: string) => boolean;
    for (const path of [
      "",
      "/package.json",
      "/.vite/build/main.js",
      "/.vite/build/preload.cjs",
      "/dist/renderer/assets/a.js",
      "/dist/lexicon.txt",
      "/dist/words.txt",
    ]) {
      expect([path, ignore(path)]).toEqual([path, false]);
    }
    for (const path of [
      "/node_modules",
      "/electron",
      "/.git",
      "/.vite/stamps",
      "/.env",
      "/dist/other",
      "/seeds",
      "/e2e",
    ]) {
      expect([path, ignore(path)]).toEqual([path, true]);
    }
    expect(config.packagerConfig?.asar).toBe(true);
    expect(config.packagerConfig?.extraResource).toEqual(["seeds"]);
  });

  it("have every fuse set, so that the program can't be turned into a plain Node or run foreign code", () => {
    const plugin = (config.plugins ?? []).find((one) => "name" in one && one.name === "fuses");
    const { fusesConfig } = plugin as unknown as { fusesConfig: Record<number, boolean> };
    const set = Object.fromEntries(
      Object.entries(FuseV1Options)
        .filter(([, value]) => typeof value === "number")
        .map(([name, value]) => [name, fusesConfig[value as number]]),
    );
    expect(set).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      WasmTrapHandlers: true,
    });
  });
});
