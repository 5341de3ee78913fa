/**
 * Where the program keeps its own things and finds the user's documents, outside Electron. GALLEY_USER_DATA and
 * GALLEY_DOCUMENTS move them: for a portable copy, and so that tests never touch the real ones.
 */
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import envPaths from "env-paths";

export interface Places {
  /** Preferences, recent corpora, drafts. Both shells use the same, so both know the same corpora. */
  userDataDir: string;
  documentsDir: string;
}

export function findPlaces(env: NodeJS.ProcessEnv = process.env): Places {
  return {
    userDataDir: env.GALLEY_USER_DATA ? resolve(env.GALLEY_USER_DATA) : envPaths("galley", { suffix: "" }).data,
    documentsDir: env.GALLEY_DOCUMENTS ? resolve(env.GALLEY_DOCUMENTS) : systemDocuments(env),
  };
}

function systemDocuments(env: NodeJS.ProcessEnv): string {
  const home = homedir();
  if (process.platform === "linux") {
    // Freedesktop's user folders: the line reads XDG_DOCUMENTS_DIR="$HOME/文档".
    try {
      const text = readFileSync(join(env.XDG_CONFIG_HOME ?? join(home, ".config"), "user-dirs.dirs"), "utf8");
      const value = /^XDG_DOCUMENTS_DIR="(.+)"$/m.exec(text)?.[1];
      if (value) return resolve(value.replace(/^\$HOME(?=\/|$)/, home));
    } catch {
      // No such file on a machine without a desktop.
    }
  }
  return join(home, "Documents");
}

/** The operating system's language as BCP 47, outside Electron. */
export const systemLanguage = (): string => navigator.language;
