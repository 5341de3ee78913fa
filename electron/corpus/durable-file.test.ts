import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type DurableFs, realFs } from "./disk.ts";
import { writeFileDurably } from "./durable-file.ts";
import { FailingFs, temporaryFolder } from "./testing.ts";

function oldFile() {
  const dir = temporaryFolder();
  const path = join(dir, "a.json");
  writeFileSync(path, "old");
  return { dir, path, fs: new FailingFs() };
}

test("the steps come in the order that survives a power cut", async () => {
  const { path, fs } = oldFile();
  await writeFileDurably(path, "new", fs);
  expect(readFileSync(path, "utf8")).toBe("new");
  expect(fs.calls).toEqual(["open", "write", "sync", "close", "rename", "syncFolder"]);
});

test.each([
  ["open", "EACCES", "permission"],
  ["open", "EROFS", "read-only"],
  ["open", "EMFILE", "disk-error"],
  ["write", "ENOSPC", "disk-full"],
  ["write", "EDQUOT", "disk-full"],
  ["write", "EIO", "disk-error"],
  ["sync", "EIO", "disk-error"],
  ["sync", "ENOSPC", "disk-full"],
  ["close", "EIO", "disk-error"],
  ["rename", "EPERM", "permission"],
  ["rename", "ESTALE", "disk-error"],
] as const)(
  "when %s fails with %s the old file stays, no temporary one is left, and it is said",
  async (call, errno, code) => {
    const { dir, path, fs } = oldFile();
    // A refused rename is tried once more without the old file in hand.
    fs.fail(call, errno, 2);
    await expect(writeFileDurably(path, "new", fs)).rejects.toMatchObject({
      code,
      message: expect.stringContaining("a.json"),
    });
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(dir)).toEqual(["a.json"]);
  },
);

test("a failed fsync is never asked again for the same file", async () => {
  const { path, fs } = oldFile();
  fs.fail("sync", "EIO");
  await expect(writeFileDurably(path, "new", fs)).rejects.toThrow();
  expect(fs.calls.filter((call) => call === "sync")).toHaveLength(1);
});

test("a failed fsync of the folder is a failed save", async () => {
  const { path, fs } = oldFile();
  fs.fail("syncFolder", "EIO");
  await expect(writeFileDurably(path, "new", fs)).rejects.toMatchObject({ code: "disk-error" });
});

test("a file system that can't fsync folders is good enough", async () => {
  const { path, fs } = oldFile();
  fs.fail("syncFolder", "EINVAL");
  await writeFileDurably(path, "new", fs);
  expect(readFileSync(path, "utf8")).toBe("new");
});

test("on Windows a file held for a moment is waited for", async () => {
  const { path, fs } = oldFile();
  fs.windows = true;
  fs.fail("rename", "EPERM", 2);
  await writeFileDurably(path, "new", fs);
  expect(readFileSync(path, "utf8")).toBe("new");
});

test("the old file is held until the new name is durable, and let go of where a share won't replace an open file", async () => {
  const { dir, path } = oldFile();
  /** Readers that have it open. */
  let open = 0;
  const calls: string[] = [];
  const fsOf = (refuses: boolean): DurableFs => ({
    ...realFs,
    async open(name, flags) {
      const handle = await realFs.open(name, flags);
      if (name === dir) calls.push(`sync the folder, ${open} open`);
      if (name !== path) return handle;
      open++;
      return Object.assign(Object.create(handle), {
        close: () => {
          open--;
          return handle.close();
        },
      });
    },
    async rename(from, to) {
      calls.push(`rename, ${open} open`);
      if (refuses && open) throw Object.assign(new Error("held"), { code: "EACCES" });
      await realFs.rename(from, to);
    },
  });
  await writeFileDurably(path, "new", fsOf(false));
  expect([calls.splice(0), open]).toEqual([["rename, 1 open", "sync the folder, 1 open"], 0]);
  await writeFileDurably(path, "newer", fsOf(true));
  expect([calls, open]).toEqual([["rename, 1 open", "rename, 0 open", "sync the folder, 0 open"], 0]);
  expect(readFileSync(path, "utf8")).toBe("newer");
});

test("two writers of one file never share a temporary name", async () => {
  const { dir, path, fs } = oldFile();
  await Promise.all(Array.from({ length: 20 }, (_, i) => writeFileDurably(path, `text ${i}`, fs)));
  expect(readFileSync(path, "utf8")).toMatch(/^text \d+$/);
  expect(readdirSync(dir)).toEqual(["a.json"]);
});
