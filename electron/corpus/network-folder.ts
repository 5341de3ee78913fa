/**
 * Whether a folder is on another machine: there a save is as safe as that machine makes it, others' changes are heard of
 * late, and a claim does not reach them. Asked of the system's list of mounts on Linux and of the path on Windows; other
 * systems don't say. Must not know: corpora.
 */
import { readFileSync, realpathSync } from "node:fs";

/** File systems of other machines, as Linux names them. */
const overNetwork =
  /^(?:nfs4?|cifs|smb3|smbfs|afs|ceph|glusterfs|lustre|beegfs|davfs|fuse\.(?:sshfs|rclone|davfs2?|glusterfs|gvfsd-fuse|s3fs|curlftpfs|ceph))$/;

/** @returns false where the system does not say */
export function isOnNetwork(dir: string): boolean {
  try {
    const path = realpathSync(dir);
    if (process.platform === "win32") return isNetworkPath(path);
    if (process.platform === "linux") return isNetworkMount(readFileSync("/proc/self/mountinfo", "utf8"), path);
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

/** Spaces and the like are written as `\040` there, byte by byte. */
function unescape8(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
