import { describe, expect, it, vi } from "vitest";
import { browserArguments, findBrowser, hasDisplay, type SystemView } from "./browsers.ts";
import { createLifetime } from "./lifetime.ts";
import { fileManagerCommand } from "./show-in-folder.ts";

const system = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv, ...there: string[]): SystemView => ({
  platform,
  env,
  runnable: (path) => there.includes(path),
});

describe("finding a browser", () => {
  it("looks where each system keeps them", () => {
    const edge = "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe";
    const mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    expect(findBrowser(system("win32", { "PROGRAMFILES(X86)": "C:\\Program Files (x86)" }, edge))).toBe(edge);
    expect(findBrowser(system("darwin", { HOME: "/Users/编辑" }, mac))).toBe(mac);
    expect(findBrowser(system("linux", { PATH: "/usr/bin:/bin" }, "/bin/google-chrome"))).toBe("/bin/google-chrome");
  });

  it("takes one from the system's packages before one from a snap, and a named one before all", () => {
    const both = ["/snap/bin/chromium", "/usr/bin/chromium", "/opt/b"];
    const env = { PATH: "/snap/bin:/usr/bin" };
    expect(findBrowser(system("linux", env, ...both))).toBe("/usr/bin/chromium");
    expect(findBrowser(system("linux", { ...env, GALLEY_BROWSER: "/opt/b" }, ...both))).toBe("/opt/b");
    expect(findBrowser(system("linux", { ...env, GALLEY_BROWSER: "/opt/none" }, ...both))).toBeNull();
  });

  it("finds none where there is none, and never one of the current folder", () => {
    expect(findBrowser(system("linux", { PATH: ".::bin" }, "chromium", "bin/chromium", "./chromium"))).toBeNull();
    expect(findBrowser(system("win32", {}))).toBeNull();
  });

  it("opens windows only where there is a display", () => {
    expect(hasDisplay({ platform: "linux", env: {} })).toBe(false);
    expect(hasDisplay({ platform: "linux", env: { WAYLAND_DISPLAY: "wayland-0" } })).toBe(true);
    expect(hasDisplay({ platform: "darwin", env: {} })).toBe(true);
  });
});

describe("the browser's arguments", () => {
  const make = (root: boolean) =>
    browserArguments({ startFile: "file:///a/open-1/galley.html", profile: "/a/p", root });

  it("name a profile of its own, no debugging port and nothing of the server", () => {
    expect(make(false)).toContain("--user-data-dir=/a/p");
    expect(make(false)).toContain("--no-first-run");
    expect(make(false).join(" ")).not.toMatch(/127\.0\.0\.1|token|remote-debugging/);
  });

  it("keep the browser's sandbox, but for root, who could open no window with it", () => {
    expect(make(false)).not.toContain("--no-sandbox");
    expect(make(true)).toContain("--no-sandbox");
  });
});

describe("the file manager's command", () => {
  it("takes the path as an argument of its own", () => {
    const path = "/a b/导出; rm -rf $HOME.json";
    expect(fileManagerCommand("darwin", path)).toEqual(["open", "-R", path]);
    expect(fileManagerCommand("linux", path)).toEqual(["xdg-open", "/a b"]);
    expect(fileManagerCommand("win32", path)).toEqual(["explorer.exe", `/select,${path}`]);
  });
});

describe("the loopback host's lifetime", () => {
  const setUp = () => {
    vi.useFakeTimers();
    const state = { windows: 0, busy: false, ended: 0 };
    const lifetime = createLifetime({
      windows: () => state.windows,
      busy: () => state.busy,
      end: () => state.ended++,
      grace: 5000,
    });
    const set = (change: Partial<typeof state>, wait: number) => {
      Object.assign(state, change);
      lifetime.changed();
      vi.advanceTimersByTime(wait);
      return state.ended;
    };
    return { set };
  };

  it("waits for its first window for as long as it takes", () => {
    expect(setUp().set({}, 1e9)).toBe(0);
  });

  it("outlives a reload and ends some seconds after the last window went", () => {
    const { set } = setUp();
    set({ windows: 1 }, 100_000);
    expect(set({ windows: 0 }, 4000)).toBe(0);
    expect(set({ windows: 1 }, 10_000)).toBe(0);
    expect(set({ windows: 0 }, 5000)).toBe(1);
  });

  it("stays while work is pending", () => {
    const { set } = setUp();
    set({ windows: 1 }, 0);
    expect(set({ windows: 0, busy: true }, 100_000)).toBe(0);
    expect(set({ busy: false }, 5000)).toBe(1);
  });
});
