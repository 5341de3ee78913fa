/**
 * The loopback shell: the host behind a page on 127.0.0.1. Composition only: the host is made here, wired to the
 * listener, and ended in order. The address is there first: the host is loaded and its corpus opened while a browser starts
 * and reads the page, and calls wait for that.
 */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { EventName, EventPayload } from "../../shared/api.ts";
import { settingsName } from "../corpus/layout.ts";
import type { HostOptions } from "../host.ts";
import { readPageFiles } from "../shell/page-files.ts";
import { findPlaces, systemLanguage } from "../shell/places.ts";
import { reportDefect } from "../shell/report.ts";
import { within } from "../shell/within.ts";
import { createLifetime } from "./lifetime.ts";
import { listen } from "./listener.ts";
import { showInFolder } from "./show-in-folder.ts";

export interface LoopbackOptions {
  /** Folder of the corpus to open at start, or null for the welcome view. */
  corpus: string | null;
  /** 0 for any free one. */
  port: number;
  /** End some seconds after the last window closed; otherwise run until `close`. */
  endWithLastWindow?: boolean;
}

export interface Loopback {
  /** http://127.0.0.1:PORT/?token=…; the token works once. */
  readonly url: string;
  /** Loads the host and opens the corpus; for whoever has told the address. The shell has ended when that fails. @throws GalleyError why */
  start(): Promise<void>;
  /** Resolves when the first window has connected; the token is spent then. */
  readonly opened: Promise<void>;
  /** Resolves when the shell has ended, by `close` or by itself. */
  readonly ended: Promise<void>;
  /** Lets the windows and the host finish saving (at most about five seconds), then ends. */
  close(): Promise<void>;
}

const root = resolve(import.meta.dirname, "../..");
/** Milliseconds that windows and then the host have for finishing: together the five seconds that are promised. */
const windowsLimit = 2500;
const hostLimit = 2500;
/** Milliseconds without a window before the end; a reload takes well under one second. */
const grace = 5000;

/** @throws GalleyError "usage" for a port that is taken, "not-found" without a built page, or why a folder is no corpus */
export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const jobs = new Set<string>();
  const noteJob = <E extends EventName>(event: E, payload: EventPayload<E>) => {
    if (!("job" in payload)) return;
    if (event === "jobEnded") jobs.delete(payload.job);
    else jobs.add(payload.job);
  };

  const lifetime = createLifetime({
    windows: () => windows.count,
    busy: () => jobs.size > 0 || windows.callsUnderWay > 0,
    end: () => void close(),
    grace,
  });
  const opening = Promise.withResolvers<void>();
  const changed = () => {
    if (windows.count > 0) opening.resolve();
    if (options.endWithLastWindow) lifetime.changed();
  };

  const files = readPageFiles(join(root, "dist/renderer"));
  const host = Promise.withResolvers<Hosting>();
  // Calls hear of it, and nobody needs to call.
  host.promise.catch(() => {});
  let isStarted = false;
  const {
    url,
    windows,
    close: closeListener,
  } = await listen({
    port: options.port,
    files,
    dispatch: async (method, params) => (await host.promise).dispatch(method, params),
    report: reportDefect,
    changed,
  });
  const closeHost = async () => {
    const hosting = await host.promise.catch(() => null);
    await hosting?.close();
  };
  const ended = Promise.withResolvers<void>();
  let ending: Promise<void> | null = null;
  const close = () => {
    ending ??= (async () => {
      lifetime.stop();
      await within(windowsLimit, windows.askToClose());
      if (isStarted) await within(hostLimit, closeHost());
      await closeListener();
      ended.resolve();
    })();
    return ending;
  };
  const start = async () => {
    if (isStarted) return;
    isStarted = true;
    const emit: HostOptions["emit"] = (event, payload) => {
      noteJob(event, payload);
      windows.send({ type: "event", name: event, payload });
      changed();
    };
    host.resolve(startHost(options.corpus, emit));
    try {
      await host.promise;
    } catch (error) {
      await close();
      throw error;
    }
  };
  // What is no corpus at all is said before an address that leads nowhere.
  if (options.corpus !== null && !existsSync(join(options.corpus, settingsName))) await start();
  return { url, start, opened: opening.promise, ended: ended.promise, close };
}

interface Hosting {
  dispatch(method: string, params: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** Loads the host and opens the corpus. @throws GalleyError why it can't be opened */
async function startHost(corpus: string | null, emit: HostOptions["emit"]): Promise<Hosting> {
  const [{ createHost }, { dispatch }] = await Promise.all([import("../host.ts"), import("../host/dispatch.ts")]);
  const { host, openAtStart, close } = createHost({
    shell: "loopback",
    ...findPlaces(),
    seedsDir: join(root, "seeds"),
    language: systemLanguage(),
    nativeDialogs: null,
    showInFolder,
    emit,
  });
  try {
    if (corpus !== null) await openAtStart(resolve(corpus));
  } catch (error) {
    await close();
    throw error;
  }
  return { dispatch: (method, params) => dispatch(host, method, params), close };
}
