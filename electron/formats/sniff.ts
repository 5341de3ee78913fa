/**
 * What bytes are when they are not text: known kinds of files by their first bytes, anything else by its noise.
 * Judges content, never names. Must not know: files, formats, documents.
 */
import type { Label } from "../../shared/model/settings.ts";
import { type Detection, isUtf16 } from "./encoding.ts";
import { bytesAsText } from "./support/bytes-as-text.ts";

interface Kind {
  label: Label;
  matches(bytes: Uint8Array, head: string): boolean;
}

const begins = (...mark: number[]) => {
  return (bytes: Uint8Array) => mark.every((byte, index) => bytes[index] === byte);
};
const beginsText = (mark: string) => (_: Uint8Array, head: string) => head.startsWith(mark);
const kind = (zh: string, en: string, matches: Kind["matches"]): Kind => ({ label: { zh, en }, matches });
/** Two letters prove little: a text may begin with them, but not with NULs after them. */
const beginsBinary = (mark: string) => (_: Uint8Array, head: string) =>
  head.startsWith(mark) && head.slice(0, 64).includes("\0");
const isZip = begins(0x50, 0x4b, 0x03, 0x04);
const zipWith = (part: string) => (bytes: Uint8Array, head: string) => isZip(bytes) && head.includes(part);

// The more special first. `head` is the first 4 kB, one character a byte.
const kinds: readonly Kind[] = [
  kind("PDF 文件", "a PDF file", (_, head) => /^\s{0,8}%PDF-/.test(head)),
  kind("Word 文档（DOCX）", "a Word document (DOCX)", zipWith("word/")),
  kind("Excel 表格（XLSX）", "an Excel workbook (XLSX)", zipWith("xl/")),
  kind("PowerPoint 演示文稿（PPTX）", "a PowerPoint file (PPTX)", zipWith("ppt/")),
  kind("EPUB 电子书", "an EPUB book", zipWith("application/epub+zip")),
  kind("OpenDocument 文档", "an OpenDocument file", zipWith("application/vnd.oasis.opendocument")),
  kind("Office 文档", "an Office document", zipWith("[Content_Types].xml")),
  kind("ZIP 压缩包", "a ZIP archive", (bytes) => isZip(bytes) || begins(0x50, 0x4b, 0x05, 0x06)(bytes)),
  kind("旧版 Office 文档", "an old Office document", begins(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1)),
  kind("RTF 文档", "an RTF document", beginsText("{\\rtf")),
  kind("PNG 图片", "a PNG image", begins(0x89, 0x50, 0x4e, 0x47)),
  kind("JPEG 图片", "a JPEG image", begins(0xff, 0xd8, 0xff)),
  kind("GIF 图片", "a GIF image", (_, head) => /^GIF8[79]a/.test(head)),
  kind("TIFF 图片", "a TIFF image", (_, head) => head.startsWith("II*\0") || head.startsWith("MM\0*")),
  kind("WebP 图片", "a WebP image", (_, head) => head.startsWith("RIFF") && head.slice(8, 12) === "WEBP"),
  kind("BMP 图片", "a BMP image", beginsBinary("BM")),
  kind("JPEG 2000 图片", "a JPEG 2000 image", (_, head) => head.slice(4, 8) === "jP  "),
  kind("DjVu 文件", "a DjVu file", beginsText("AT&TFORM")),
  kind("gzip 压缩文件", "a gzip archive", begins(0x1f, 0x8b)),
  kind("bzip2 压缩文件", "a bzip2 archive", (_, head) => /^BZh[1-9]1AY&SY/.test(head)),
  kind("xz 压缩文件", "an xz archive", begins(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)),
  kind("zstd 压缩文件", "a zstd archive", begins(0x28, 0xb5, 0x2f, 0xfd)),
  kind("7z 压缩包", "a 7z archive", begins(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c)),
  kind("RAR 压缩包", "a RAR archive", beginsText("Rar!\x1a\x07")),
  kind("tar 归档", "a tar archive", (_, head) => head.slice(257, 262) === "ustar"),
  kind("程序文件", "a program", begins(0x7f, 0x45, 0x4c, 0x46)),
  kind("程序文件", "a program", beginsBinary("MZ")),
  kind(
    "程序文件",
    "a program",
    (bytes) => [0xce, 0xcf].includes(bytes[0] ?? 0) && begins(0xfa, 0xed, 0xfe)(bytes.subarray(1)),
  ),
  kind("SQLite 数据库", "a SQLite database", beginsText("SQLite format 3\0")),
  kind("音频或视频", "audio or video", (_, head) => head.slice(4, 8) === "ftyp" && head.charCodeAt(0) === 0),
  kind("音频", "audio", (_, head) => head.startsWith("RIFF") && head.slice(8, 12) === "WAVE"),
  kind("音频", "audio", beginsBinary("ID3")),
  kind("UTF-32 文本", "UTF-32 text", begins(0xff, 0xfe, 0x00, 0x00)),
  kind("UTF-32 文本", "UTF-32 text", begins(0x00, 0x00, 0xfe, 0xff)),
];

const SAMPLE_BYTES = 96 * 1024;

/** Signs that no text has many of: controls (but for layout), private and unassigned code points, halves of characters. */
const noise = /[[\p{Cc}\p{Co}\p{Cn}\p{Cs}]--[\t\n\v\f\r]]/gv;
/** Most of every text, and none of it noise: to ask that of each sign takes ten times as long as to leave these out. */
const usual = /[\t\n\v\f\r -~\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]+/g;

function noiseShare(bytes: Uint8Array, detection: Detection): number {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const text = new TextDecoder(detection.encoding).decode(sample, { stream: true });
  let signs = text.replaceAll(usual, "").match(noise)?.length ?? 0;
  // In UTF-16 noise makes halves of pairs, decoded as U+FFFD; elsewhere that is a damaged text, told as such.
  if (isUtf16(detection.encoding)) signs += text.split("\uFFFD").length - 1;
  return text.length ? signs / text.length : 0;
}

/**
 * What the bytes seem to be, or null for text. A text may hold a few stray control characters: they are kept.
 * @param detection of the same bytes
 */
export function notText(bytes: Uint8Array, detection: Detection): Label | null {
  // One character a byte, so that ASCII marks can be looked for.
  const head = bytesAsText(bytes, 4096);
  const known = kinds.find((candidate) => candidate.matches(bytes, head));
  if (known) return known.label;
  return noiseShare(bytes, detection) > 0.05 ? { zh: "二进制数据", en: "binary data" } : null;
}
