/**
 * Whether a folder is on another machine: there a save is as safe as that machine makes it, others' changes are heard of
 * late, and a claim does not reach them. Asked of the system's list of mounts on Linux and macOS and of the path on
 * Windows; other systems don't say. Must not know: corpora.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";

/** File systems of other machines, as Linux names them. */
const overNetwork =
  /^(?:nfs4?|cifs|smb3|smbfs|afs|ceph|glusterfs|lustre|beegfs|davfs|fuse\.(?:sshfs|rclone|davfs2?|glusterfs|gvfsd-fuse|s3fs|curlftpfs|ceph))$/;

/** The same on macOS. What is not here and says that it is "local" (macFUSE's, most of them) is taken at its word. */
const overNetworkOnMac = /^(?:smbfs|nfs|afpfs|webdav|ftp|acfs|cifs|\w*fuse\w*)$/;

/** What is asked of the system. */
export interface MountSource {
  platform: NodeJS.Platform;
  /** Of Linux: /proc/self/mountinfo; of macOS: what `mount` prints. */
  mounts(): string;
}

const system: MountSource = {
  platform: process.platform,
  mounts: () =>
    process.platform === "darwin"
      ? execFileSync("/sbin/mount", { encoding: "utf8", timeout: 2000, stdio: ["ignore", "pipe", "ignore"] })
      : readFileSync("/proc/self/mountinfo", "utf8"),
};

/** @returns false where the system does not say */
export function isOnNetwork(dir: string, { platform, mounts }: MountSource = system): boolean {
  try {
    const path = realpathSync.native(dir);
    if (platform === "win32") return isNetworkPath(path);
    if (platform === "linux") return isNetworkMount(mounts(), path);
    if (platform === "darwin") return isNetworkVolume(mounts(), path);
  } catch {
    // It is only for a notice.
  }
  return false;
}

/** `\\server\share\…`; a drive letter does not say what is behind it. */
export const isNetworkPath = (path: string): boolean => /^(?:\\\\\?\\UNC\\|\\\\(?![?.]\\))[^\\]/i.test(path);

/** @param mounts what /proc/self/mountinfo says @param path without links */
export function isNetworkMount(mounts: string, path: string): boolean {
  let found = { length: -1, kind: "" };
  for (const line of mounts.split("\n")) {
    const [before = "", after = ""] = line.split(" - ");
    const point = unescape8(before.split(" ")[4] ?? "");
    const isAbove = point === "/" || path === point || path.startsWith(`${point}/`);
    // What is mounted later on the same place hides what was there.
    if (point && isAbove && point.length >= found.length)
      found = { length: point.length, kind: after.split(" ")[0] ?? "" };
  }
  return overNetwork.test(found.kind);
}

/** @param mounts what macOS's `mount` prints: "//li@server/pages on /Volumes/pages (smbfs, nodev, mounted by li)" */
export function isNetworkVolume(mounts: string, path: string): boolean {
  let found = { length: -1, kind: "", local: false };
  const place = asShown(path);
  for (const line of mounts.split("\n")) {
    const [, before = "", said = ""] = /^(.*) \(([^()]*)\)$/.exec(line) ?? [];
    const point = asShown(pointIn(before, place));
    if (!point || point.length < found.length) continue;
    const [kind = "", ...rest] = said.split(", ");
    found = { length: point.length, kind, local: rest.includes("local") };
  }
  return overNetworkOnMac.test(found.kind) && !found.local;
}

/** Of "SOURCE on POINT", where either may have " on " in it, the longest end that the path lies in; "" for none. */
function pointIn(text: string, path: string): string {
  for (let at = text.indexOf(" on "); at >= 0; at = text.indexOf(" on ", at + 1)) {
    const point = text.slice(at + 4);
    const shown = asShown(point);
    if (shown === "/" || path === shown || path.startsWith(`${shown}/`)) return point;
  }
  return "";
}

/** The data volume is shown in the first one's place, and names are of one normal form in one place and another in the next. */
const asShown = (path: string) => path.replace(/^\/System\/Volumes\/Data(?=\/)/, "").normalize("NFC");

/** Spaces and the like are written as `\040` there, byte by byte. */
function unescape8(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
