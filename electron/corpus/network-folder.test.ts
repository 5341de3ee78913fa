import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { isNetworkMount, isNetworkPath, isOnNetwork } from "./network-folder.ts";

const mounts = `22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:35 / /mnt/报\\040社 rw,relatime shared:2 - nfs4 server:/pages rw
41 22 0:36 / /mnt/报 rw,relatime shared:3 - ext4 /dev/vdb rw
42 22 0:37 / /home/li/remote rw - fuse.sshfs li@server: rw
43 22 0:38 / /home/li/locked rw - fuse.gocryptfs /home/li/.locked rw
44 22 0:39 / /mnt/twice rw - cifs //server/share rw
45 44 0:40 / /mnt/twice rw - tmpfs tmpfs rw
`;

test("the file system that a folder is on says whether it is another machine's: the innermost, the last one mounted", () => {
  const told = (path: string) => isNetworkMount(mounts, path);
  expect(["/mnt/报 社", "/mnt/报 社/1949/corpus", "/home/li/remote/corpus"].map(told)).toEqual([true, true, true]);
  expect(["/mnt/报", "/mnt/报 社会", "/home/li/corpus", "/home/li/locked/c", "/mnt/twice/c", "/"].some(told)).toBe(
    false,
  );
  expect(isNetworkMount("", "/anywhere")).toBe(false);
});

test("on Windows a path to a server says it", () => {
  expect(["\\\\server\\share\\语料", "\\\\?\\UNC\\server\\share"].every(isNetworkPath)).toBe(true);
  expect(["C:\\语料", "\\\\?\\C:\\语料", "\\\\.\\pipe\\x", "/home/li"].some(isNetworkPath)).toBe(false);
});

test("a folder of this machine is none, and one that is not there says nothing", () => {
  expect([isOnNetwork(tmpdir()), isOnNetwork("/no/such/folder")]).toEqual([false, false]);
});
