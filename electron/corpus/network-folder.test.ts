import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { isNetworkMount, isNetworkPath, isNetworkVolume, isOnNetwork } from "./network-folder.ts";

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

const volumes = `/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//li@nas._smb._tcp.local/%E6%8A%A5 on /Volumes/报 社 (smbfs, nodev, nosuid, mounted by li)
nas:/export/pages on /System/Volumes/Data/mnt/pages (nfs, nodev, nosuid, automounted, nobrowse)
//li@10.0.1.10/old on /Volumes/old (afpfs, nodev, nosuid, mounted by li)
https://dav.example/day on day/ on /Volumes/day on day (webdav, nodev, noexec, nosuid, mounted by li)
li@server:/pages on /Users/li/remote (macfuse, nodev, nosuid, synchronous, mounted by li)
cryptfs on /Users/li/locked (macfuse, local, nodev, nosuid, synchronous, mounted by li)
/dev/disk4s2 on /Volumes/报 (hfs, local, nodev, nosuid, journaled, noowners)
/dev/disk5s1 on /Volumes/caf\u00e9 (exfat, local, nodev, nosuid, noowners)
//li@nas/cafe on /Volumes/caf\u00e9/net (smbfs, nodev, nosuid, mounted by li)
`;

test("on macOS the list of mounts says it, whatever stands in their names", () => {
  const told = (path: string) => isNetworkVolume(volumes, path);
  const far = ["/Volumes/报 社", "/Volumes/报 社/1949/corpus", "/mnt/pages/a", "/System/Volumes/Data/mnt/pages/a"];
  expect(far.map(told)).toEqual([true, true, true, true]);
  expect(["/Volumes/old/c", "/Volumes/day on day/c", "/Users/li/remote/c"].map(told)).toEqual([true, true, true]);
  expect(told("/Volumes/cafe\u0301/net/c")).toBe(true);
  const near = [
    "/",
    "/Users/li/corpus",
    "/Users/li/locked/c",
    "/Volumes/报/c",
    "/Volumes/报 社会",
    "/Volumes/caf\u00e9",
  ];
  expect(near.map(told)).toEqual(near.map(() => false));
  expect(isNetworkVolume("", "/anywhere")).toBe(false);
});

test("each system is asked in its own way, and one that gives no answer says nothing", () => {
  const here = realpathSync.native(tmpdir());
  const mac = (mounts: () => string) => isOnNetwork(here, { platform: "darwin", mounts });
  expect(mac(() => `//li@nas/share on ${here} (smbfs, nodev, nosuid, mounted by li)\n`)).toBe(true);
  expect(mac(() => `/dev/disk3s5 on ${here} (apfs, local, journaled)\n`)).toBe(false);
  const silent = () => {
    throw new Error("spawn /sbin/mount ETIMEDOUT");
  };
  expect(mac(silent)).toBe(false);
  expect(isOnNetwork(here, { platform: "linux", mounts: () => `40 22 0:35 / ${here} rw - nfs4 nas:/ rw\n` })).toBe(
    true,
  );
});

test("on Windows a path to a server says it", () => {
  expect(["\\\\server\\share\\语料", "\\\\?\\UNC\\server\\share"].every(isNetworkPath)).toBe(true);
  expect(["C:\\语料", "\\\\?\\C:\\语料", "\\\\.\\pipe\\x", "/home/li"].some(isNetworkPath)).toBe(false);
});

test("a folder of this machine is none, and one that is not there says nothing", () => {
  expect([isOnNetwork(tmpdir()), isOnNetwork("/no/such/folder")]).toEqual([false, false]);
});
