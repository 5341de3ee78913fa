/**
 * The file system as a corpus uses it, every call of it, so that tests can fail each one, end the program at each one,
 * or bring a file system of their own. Must not know: what is in the files.
 */
import {
  constants,
  type Dirent,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { copyFile, link, mkdir, open, rename, rm, rmdir, unlink } from "node:fs/promises";

/**
 * For reading what should be a plain file. NOFOLLOW: a link swapped in after a check is refused by the system itself.
 * NONBLOCK: opening a pipe returns at once.
 */
export const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export interface DurableHandle {
  /** Written after what was written before. */
  writeFile(data: Uint8Array): Promise<void>;
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
  stat(): Promise<FileStats>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export type FileStats = Pick<
  Stats,
  "size" | "mtimeMs" | "ctimeMs" | "isFile" | "isDirectory" | "isSymbolicLink" | "isFIFO"
>;
export type FolderEntry = Pick<Dirent, "name" | "isFile" | "isDirectory">;

export interface DurableFs {
  /** @param flags a new file ("wx"), the end of a file ("a"), reading ("r"), or the system's own */
  open(path: string, flags: "wx" | "a" | "r" | number): Promise<DurableHandle>;
  rename(from: string, to: string): Promise<void>;
  /** Gives a file a second name. */
  link(from: string, to: string): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  mkdir(path: string): Promise<unknown>;
  rmdir(path: string): Promise<void>;
  /** With all that is in it; what is not there is fine. */
  removeAll(path: string): Promise<void>;

  // At once, where nothing may come between. Null: there is no such file.
  exists(path: string): boolean;
  stat(path: string): FileStats | null;
  /** Of a link itself. @throws when there is nothing */
  lstat(path: string): FileStats;
  list(folder: string): FolderEntry[];
  realpath(path: string): string;
  /** A file or a folder with all that is in it; what is not there is fine. */
  remove(path: string): void;
  /** @throws when the one above is not there */
  makeFolder(path: string): void;
  /** With those above it. */
  makeFolders(path: string, mode?: number): void;
  /** A note that nobody would miss after a power cut. */
  note(path: string, text: string): void;

  /** Windows lets a virus scanner or indexer hold a file for a moment, and has no fsync of folders. */
  readonly windows: boolean;
}

export const realFs: DurableFs = {
  open: (path, flags) => open(path, flags),
  rename,
  link,
  copy: (from, to) => copyFile(from, to),
  unlink,
  mkdir: (path) => mkdir(path),
  rmdir: (path) => rmdir(path),
  removeAll: (path) => rm(path, { recursive: true, force: true }),
  exists: existsSync,
  stat: (path) => statSync(path, { throwIfNoEntry: false }) ?? null,
  lstat: (path) => lstatSync(path),
  list: (folder) => readdirSync(folder, { withFileTypes: true }),
  realpath: (path) => realpathSync(path),
  remove: (path) => rmSync(path, { recursive: true, force: true }),
  makeFolder: (path) => void mkdirSync(path),
  makeFolders: (path, mode) => void mkdirSync(path, { recursive: true, mode }),
  note: (path, text) => writeFileSync(path, text),
  windows: process.platform === "win32",
};
