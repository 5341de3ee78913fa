/**
 * A file system in memory that can lose its power. What was written is volatile until it is fsynced: after a cut a file
 * has what it had when it was fsynced last, or what was written since, whole, in part or as zeros; a folder has the names
 * that it had when it was fsynced last, with any of the changes since, each whole, in their order. What has no name and
 * is not open any more has given its place to others: should its name come back, it has something else in it. It can also
 * end the program at any call, with or without a cut. Worse than any real one that keeps to the rules.
 */
import { constants } from "node:fs";
import { basename, dirname } from "node:path";
import type { DurableFs, DurableHandle, FileStats, FolderEntry } from "../../electron/corpus/disk.ts";
import type { Chance } from "./chance.ts";

interface File {
  kind: "file";
  data: Uint8Array;
  /** As it was fsynced last; null for never. */
  durable: Uint8Array | null;
  changedAt: number;
  /** Names and handles that it has now. */
  uses: number;
  /** Its place was given to others. */
  isFree: boolean;
}

interface Folder {
  kind: "folder";
  names: Map<string, Node>;
  durable: Map<string, Node>;
  /** Since the last fsync, in their order. */
  changes: Change[];
}

type Node = File | Folder;
/** Names that get a node, or lose theirs (null), together. */
type Change = readonly (readonly [name: string, node: Node | null])[];

/** The program ended here: this call, and every later one. */
export class Ended extends Error {}

/** What a disk does not do that it should, to prove that it is noticed. */
export interface Neglect {
  fileSync?: boolean;
  folderSync?: boolean;
}

export class CrashDisk {
  #root: Folder;
  #calls = 0;
  #time = 0;
  /** The program ends at this call; `after`: once it was carried out. */
  #end: { at: number; after: boolean } | null = null;
  #ended = false;
  readonly #neglect: Neglect;

  constructor(neglect: Neglect = {}) {
    this.#neglect = neglect;
    this.#root = newFolder();
  }

  /** Calls so far. */
  get calls(): number {
    return this.#calls;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** The program will end `calls` calls from now. */
  endAfter(calls: number, after: boolean): void {
    this.#end = { at: this.#calls + calls, after };
  }

  /** The program starts again; all that it wrote is still there. */
  restart(): void {
    // What the program remembers of a disk goes with it.
    this.fs = { ...this.fs };
    this.#end = null;
    this.#ended = false;
  }

  /** The power is gone and comes back: what was not fsynced is chosen by chance. */
  cut(chance: Chance): void {
    const seen = new Map<Node, Node>();
    const survivor = (node: Node): Node => {
      const known = seen.get(node);
      if (known) return known;
      const next: Node = node.kind === "file" ? fileAfter(node, chance) : newFolder();
      seen.set(node, next);
      if (node.kind === "folder" && next.kind === "folder") {
        const names = new Map(node.durable);
        for (const change of node.changes) if (chance.next() < 0.5) apply(names, change);
        for (const [name, inside] of names) {
          const there = survivor(inside);
          if (there.kind === "file") there.uses++;
          next.names.set(name, there);
        }
        next.durable = new Map(next.names);
      }
      return next;
    };
    this.#root = survivor(this.#root) as Folder;
    this.restart();
  }

  fs: DurableFs = {
    windows: false,
    open: async (path, flags) => this.#call(() => this.#open(path, flags)),
    rename: async (from, to) =>
      this.#call(() => {
        const node = this.#node(from);
        const [here, there] = [this.#parent(from), this.#parent(to)];
        if (here !== there) throw failed("EXDEV", from);
        change(here, [
          [basename(from), null],
          [basename(to), node],
        ]);
      }),
    link: async (from, to) =>
      this.#call(() => {
        const node = this.#node(from);
        if (this.#find(to)) throw failed("EEXIST", to);
        change(this.#parent(to), [[basename(to), node]]);
      }),
    copy: async (from, to) =>
      this.#call(() => {
        const node = this.#node(from);
        if (node.kind !== "file") throw failed("EISDIR", from);
        change(this.#parent(to), [[basename(to), this.#newFile(node.data)]]);
      }),
    unlink: async (path) =>
      this.#call(() => {
        this.#node(path);
        change(this.#parent(path), [[basename(path), null]]);
      }),
    mkdir: async (path) => this.#call(() => this.#makeFolder(path)),
    rmdir: async (path) => this.#call(() => this.#removeFolder(path)),
    removeAll: async (path) => this.#call(() => this.#remove(path)),
    exists: (path) => this.#call(() => this.#find(path) !== null),
    stat: (path) =>
      this.#call(() => {
        const node = this.#find(path);
        return node && statsOf(node);
      }),
    lstat: (path) => this.#call(() => statsOf(this.#node(path))),
    list: (folder) =>
      this.#call(() => {
        const node = this.#node(folder);
        if (node.kind !== "folder") throw failed("ENOTDIR", folder);
        return [...node.names].map(([name, inside]): FolderEntry => ({ name, ...kindOf(inside) }));
      }),
    realpath: (path) => path,
    remove: (path) => this.#call(() => this.#remove(path)),
    makeFolder: (path) => this.#call(() => this.#makeFolder(path)),
    makeFolders: (path) => this.#call(() => this.#makeFolders(path)),
    note: (path, text) =>
      this.#call(() => change(this.#parent(path), [[basename(path), this.#newFile(Buffer.from(text))]])),
  };

  #call<T>(work: () => T): T {
    if (this.#ended) throw new Ended("the program has ended");
    const isLast = this.#end?.at === this.#calls++;
    if (isLast && !this.#end?.after) {
      this.#ended = true;
      throw new Ended("the program ends");
    }
    const result = work();
    if (isLast) {
      this.#ended = true;
      throw new Ended("the program ends");
    }
    return result;
  }

  #open(path: string, flags: "wx" | "a" | "r" | number): DurableHandle {
    let node = this.#find(path);
    if (flags === "wx" && node) throw failed("EEXIST", path);
    if (!node && (flags === "wx" || flags === "a")) {
      node = this.#newFile(new Uint8Array());
      change(this.#parent(path), [[basename(path), node]]);
    }
    if (!node) throw failed("ENOENT", path);
    if (typeof flags === "number" && flags & (constants.O_WRONLY | constants.O_RDWR)) throw failed("EINVAL", path);
    const opened = node;
    if (opened.kind === "file") opened.uses++;
    return {
      writeFile: async (data) => {
        if (opened.kind !== "file") throw failed("EISDIR", path);
        // In two steps, so that the program can end between them.
        const half = data.length >> 1;
        for (const part of [data.subarray(0, half), data.subarray(half)])
          this.#call(() => {
            opened.data = Buffer.concat([opened.data, part]);
            opened.changedAt = ++this.#time;
          });
      },
      read: async (buffer, offset, length, position) =>
        this.#call(() => {
          if (opened.kind !== "file") throw failed("EISDIR", path);
          const part = opened.data.subarray(position, position + length);
          buffer.set(part, offset);
          return { bytesRead: part.length };
        }),
      stat: async () => this.#call(() => statsOf(opened)),
      sync: async () =>
        this.#call(() => {
          if (opened.kind === "file") {
            if (!this.#neglect.fileSync) opened.durable = opened.data;
          } else if (!this.#neglect.folderSync) {
            opened.durable = new Map(opened.names);
            opened.changes = [];
          }
        }),
      close: async () =>
        this.#call(() => {
          if (opened.kind === "file") leave(opened);
        }),
    };
  }

  #newFile(data: Uint8Array): File {
    return { kind: "file", data, durable: null, changedAt: ++this.#time, uses: 0, isFree: false };
  }

  #makeFolder(path: string): void {
    if (this.#find(path)) throw failed("EEXIST", path);
    change(this.#parent(path), [[basename(path), newFolder()]]);
  }

  #makeFolders(path: string): void {
    if (this.#find(path)) return;
    this.#makeFolders(dirname(path));
    this.#makeFolder(path);
  }

  #removeFolder(path: string): void {
    const node = this.#node(path);
    if (node.kind === "folder" && node.names.size) throw failed("ENOTEMPTY", path);
    change(this.#parent(path), [[basename(path), null]]);
  }

  #remove(path: string): void {
    if (this.#find(path)) change(this.#parent(path), [[basename(path), null]]);
  }

  #find(path: string): Node | null {
    let node: Node = this.#root;
    for (const name of path.split("/").filter(Boolean)) {
      const inside: Node | undefined = node.kind === "folder" ? node.names.get(name) : undefined;
      if (!inside) return null;
      node = inside;
    }
    return node;
  }

  #node(path: string): Node {
    const node = this.#find(path);
    if (!node) throw failed("ENOENT", path);
    return node;
  }

  #parent(path: string): Folder {
    const folder = this.#node(dirname(path));
    if (folder.kind !== "folder") throw failed("ENOTDIR", path);
    return folder;
  }
}

function newFolder(): Folder {
  return { kind: "folder", names: new Map(), durable: new Map(), changes: [] };
}

function change(folder: Folder, what: Change): void {
  const came = what.flatMap(([, node]) => node ?? []);
  const went = what.flatMap(([name]) => folder.names.get(name) ?? []);
  apply(folder.names, what);
  folder.changes.push(what);
  for (const node of came) if (node.kind === "file" && !went.includes(node)) node.uses++;
  for (const node of went) if (!came.includes(node)) leave(node);
}

/** A name or handle less, of a folder: of all that is in it. */
function leave(node: Node): void {
  if (node.kind === "folder") for (const inside of node.names.values()) leave(inside);
  else if (--node.uses === 0) node.isFree = true;
}

function apply(names: Map<string, Node>, what: Change): void {
  for (const [name, node] of what)
    if (node) names.set(name, node);
    else names.delete(name);
}

/** What of a file is there after a cut. */
function fileAfter({ data, durable, changedAt, isFree }: File, chance: Chance): File {
  const prefix = data.subarray(0, chance.between(0, data.length));
  const possible = durable === data ? [data] : [durable ?? new Uint8Array(), data, prefix, new Uint8Array(data.length)];
  if (isFree) possible.push(Buffer.from("another file's"));
  const kept = chance.pick(possible);
  return { kind: "file", data: kept, durable: kept, changedAt, uses: 0, isFree: false };
}

function kindOf(node: Node) {
  return { isFile: () => node.kind === "file", isDirectory: () => node.kind === "folder" };
}

function statsOf(node: Node): FileStats {
  const [size, time] = node.kind === "file" ? [node.data.length, node.changedAt] : [0, 0];
  const never = () => false;
  return { size, mtimeMs: time, ctimeMs: time, ...kindOf(node), isSymbolicLink: never, isFIFO: never };
}

function failed(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}
