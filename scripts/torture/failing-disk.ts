/** The real disk, of which one call fails, or is the last of the program; every other does what it should. */
import { type DurableFs, type DurableHandle, realFs } from "../../electron/corpus/disk.ts";

export const errnos = ["ENOSPC", "EIO", "EACCES", "EPERM", "EROFS", "EMFILE", "EBUSY"] as const;

export type Fault =
  | { kind: "fail"; errno: (typeof errnos)[number] }
  /** Half of what is written gets there, then the disk is full. Calls that write nothing fail so, too. */
  | { kind: "short" }
  | { kind: "die"; after: boolean };

/** All ways in which one call can end badly. */
export const faults: readonly Fault[] = [
  ...errnos.map((errno) => ({ kind: "fail", errno }) as const),
  { kind: "short" },
  { kind: "die", after: false },
  { kind: "die", after: true },
];

export const nameOf = (fault: Fault) =>
  fault.kind === "fail"
    ? fault.errno
    : fault.kind === "short"
      ? "short write"
      : fault.after
        ? "die after"
        : "die before";

export class FailingDisk {
  /** Names of the calls since it was armed. */
  readonly calls: string[] = [];
  #armed = false;
  #at = -1;
  #fault: Fault | null = null;
  #dead = false;

  get dead(): boolean {
    return this.#dead;
  }

  /** From now on calls count, and the one of this number goes wrong. @param fault null: none does */
  arm(at: number, fault: Fault | null): void {
    this.#armed = true;
    this.#at = at;
    this.#fault = fault;
  }

  /** From now on nothing goes wrong any more. */
  disarm(): void {
    this.#armed = false;
  }

  readonly fs: DurableFs = {
    windows: realFs.windows,
    open: async (path, flags) => {
      let opened: DurableHandle | null = null;
      try {
        return this.#watched(
          await this.#async("open", async () => {
            opened = await realFs.open(path, flags);
            return opened;
          }),
        );
      } catch (error) {
        // The program has ended, but this process goes on and must not run out of files.
        await (opened as DurableHandle | null)?.close();
        throw error;
      }
    },
    rename: (from, to) => this.#async("rename", () => realFs.rename(from, to)),
    link: (from, to) => this.#async("link", () => realFs.link(from, to)),
    copy: (from, to) => this.#async("copy", () => realFs.copy(from, to)),
    unlink: (path) => this.#async("unlink", () => realFs.unlink(path)),
    mkdir: (path) => this.#async("mkdir", () => realFs.mkdir(path)),
    rmdir: (path) => this.#async("rmdir", () => realFs.rmdir(path)),
    removeAll: (path) => this.#async("removeAll", () => realFs.removeAll(path)),
    // The system's answer to a question that fails is no.
    exists: (path) => this.#sync("exists", () => realFs.exists(path), false),
    stat: (path) => this.#sync("stat", () => realFs.stat(path)),
    lstat: (path) => this.#sync("lstat", () => realFs.lstat(path)),
    list: (folder) => this.#sync("list", () => realFs.list(folder)),
    realpath: (path) => this.#sync("realpath", () => realFs.realpath(path)),
    remove: (path) => this.#sync("remove", () => realFs.remove(path)),
    makeFolder: (path) => this.#sync("makeFolder", () => realFs.makeFolder(path)),
    makeFolders: (path, mode) => this.#sync("makeFolders", () => realFs.makeFolders(path, mode)),
    note: (path, text) => this.#sync("note", () => realFs.note(path, text)),
  };

  #watched(handle: DurableHandle): DurableHandle {
    return {
      writeFile: (data) =>
        this.#async(
          "write",
          () => handle.writeFile(data),
          () => handle.writeFile(data.subarray(0, data.length >> 1)),
        ),
      read: (...where) => this.#async("read", () => handle.read(...where)),
      stat: () => this.#async("fstat", () => handle.stat()),
      sync: () => this.#async("fsync", () => handle.sync()),
      close: async () => {
        // However it ends.
        await handle.close();
        await this.#async("close", async () => {});
      },
    };
  }

  /** The fault that this call meets. @throws when the program has ended */
  #meet(name: string): Fault | null {
    if (this.#dead) throw new Error("the program has ended");
    if (!this.#armed) return null;
    const isIt = this.calls.length === this.#at;
    this.calls.push(name);
    return isIt ? this.#fault : null;
  }

  async #async<T>(name: string, work: () => Promise<T>, half: () => Promise<unknown> = async () => {}): Promise<T> {
    const fault = this.#meet(name);
    if (!fault) return await work();
    if (fault.kind === "short") await half();
    if (fault.kind === "die" && fault.after) await work();
    throw this.#failure(fault);
  }

  #sync<T>(name: string, work: () => T, otherwise?: T): T {
    const fault = this.#meet(name);
    if (!fault) return work();
    if (fault.kind === "die" && fault.after) work();
    const failure = this.#failure(fault);
    if (otherwise !== undefined && fault.kind !== "die") return otherwise;
    throw failure;
  }

  #failure(fault: Fault): Error {
    if (fault.kind === "die") this.#dead = true;
    const code = fault.kind === "fail" ? fault.errno : "ENOSPC";
    return fault.kind === "die"
      ? new Error("the program ends")
      : Object.assign(new Error(`${code}: injected`), { code });
  }
}
