/**
 * The disk for threads that only read, one file after the other: opening and reading block them. Nobody waits for such a
 * thread, and to hand each call to the system to yet another thread takes several times as long as the call itself.
 */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { type DurableFs, type DurableHandle, realFs } from "./disk.ts";

export const blockingFs: DurableFs = {
  ...realFs,
  open: async (path, flags) => (typeof flags === "number" ? readable(openSync(path, flags)) : realFs.open(path, flags)),
};

/** @param fd opened for reading */
function readable(fd: number): DurableHandle {
  const refuse = async () => {
    throw new Error("this file was opened for reading");
  };
  return {
    read: async (buffer, offset, length, position) => ({ bytesRead: readSync(fd, buffer, offset, length, position) }),
    stat: async () => fstatSync(fd),
    close: async () => closeSync(fd),
    writeFile: refuse,
    sync: refuse,
  };
}
