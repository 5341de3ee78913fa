/**
 * The loopback shell: the host behind a page on 127.0.0.1. Composition only: the host is made here, wired to the
 * listener, and ended in order.
 */
import { join, resolve } from "node:path";
import type { EventName, EventPayload } from "../../shared/api.ts";
import { dispatch } from "../host/dispatch.ts";
import { createHost } from "../host.ts";
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

/** @throws GalleyError "usage" for a port that is taken, "not-found" without a built page, or why the corpus can't be opened */
export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const jobs = new Set<string>();
  const noteJob = <E extends EventName>(event: E, payload: EventPayload<E>) => {
    if (!("job" in payload)) return;
    if (event === "jobEnded") jobs.delete(payload.job);
    else jobs.add(payload.job);
  };

  // The host speaks to windows and the windows call the host, so one of them must be made before the other is known.
  let listener: Awaited<ReturnType<typeof listen>> | null = null;
  const lifetime = createLifetime({
    windows: () => listener?.windows.count ?? 0,
    busy: () => jobs.size > 0 || (listener?.windows.callsUnderWay ?? 0) > 0,
    end: () => void close(),
    grace,
  });
  const opening = Promise.withResolvers<void>();
  const changed = () => {
    if ((listener?.windows.count ?? 0) > 0) opening.resolve();
    if (options.endWithLastWindow) lifetime.changed();
  };

  const {
    host,
    openAtStart,
    close: closeHost,
  } = createHost({
    shell: "loopback",
    ...findPlaces(),
    seedsDir: join(root, "seeds"),
    language: systemLanguage(),
    nativeDialogs: null,
    showInFolder,
    emit(event, payload) {
      noteJob(event, payload);
      listener?.windows.send({ type: "event", name: event, payload });
      changed();
    },
  });

  try {
    const files = readPageFiles(join(root, "dist/renderer"));
    if (options.corpus !== null) await openAtStart(resolve(options.corpus));
    listener = await listen({
      port: options.port,
      files,
      dispatch: (method, params) => dispatch(host, method, params),
      report: reportDefect,
      changed,
    });
  } catch (error) {
    await closeHost();
    throw error;
  }

  const { url, windows, close: closeListener } = listener;
  const ended = Promise.withResolvers<void>();
  let ending: Promise<void> | null = null;
  const close = () => {
    ending ??= (async () => {
      lifetime.stop();
      await within(windowsLimit, windows.askToClose());
      await within(hostLimit, closeHost());
      await closeListener();
      ended.resolve();
    })();
    return ending;
  };
  return { url, opened: opening.promise, ended: ended.promise, close };
}
