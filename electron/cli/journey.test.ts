/** What the project promises of its command line, on the seed pages and on bad input; as processes where that matters. */
import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { slicePieces } from "../../shared/model/pieces.ts";
import { applyFixes } from "../../shared/proofing/apply-edits.ts";
import { Corpus } from "../corpus/corpus.ts";
import { documentPath } from "../corpus/layout.ts";
import { temporaryFolder } from "../corpus/testing.ts";
import { runCli } from "./program.ts";

const program = resolve("electron/cli.ts");

interface Ended {
  status: number;
  stdout: string;
  stderr: string;
  // biome-ignore lint/suspicious/noExplicitAny: lines are read here as a stranger would read them
  lines: any[];
}

/** Runs `galley …` in this process. */
async function galley(argv: readonly string[]): Promise<Ended> {
  const [out, err]: [string[], string[]] = [[], []];
  const status = await runCli(argv, {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    onInterrupt: () => {},
  });
  return ended(argv, status, out.join(""), err.join(""));
}

/** Runs it as a process of its own, by another user when `before` says so. */
function galleyProcess(argv: readonly string[], before: readonly string[] = []): Promise<Ended> {
  const [command = "", ...rest] = [...before, process.execPath, program, ...argv];
  return new Promise((done) => {
    const child = execFile(command, rest, { maxBuffer: 64 * 1024 * 1024 }, (_error, stdout, stderr) => {
      done(ended(argv, child.exitCode ?? -1, stdout, stderr));
    });
  });
}

function ended(argv: readonly string[], status: number, stdout: string, stderr: string): Ended {
  const lines = argv.includes("--json") ? stdout.split("\n").filter(Boolean) : [];
  return { status, stdout, stderr, lines: lines.map((line) => JSON.parse(line)) };
}

async function newCorpus(...paths: string[]): Promise<string> {
  const dir = join(temporaryFolder(), "corpus");
  expect((await galley(["new", dir])).status).toBe(0);
  if (paths.length) expect(await galley(["import", dir, ...paths])).toMatchObject({ status: 0 });
  return dir;
}

/** What an editor does to a page: changes text, notes an entity and splits the page into two articles. */
function edited(document: GalleyDocument, source: string): GalleyDocument {
  const [article] = document.articles;
  const [first, ...others] = article?.blocks ?? [];
  if (!article || !first || others.length < 2) throw new Error("the page has too few blocks");
  const text = `𠮷${first.text}`;
  const head = {
    ...first,
    role: "title",
    text,
    pieces: [{ inserted: "𠮷" }, ...slicePieces(first.pieces, 0, new CodePointText(source).length)],
    entities: [
      { id: "e1", type: "PER", start: 0, end: 1, text: "𠮷", ref: null, by: "editor", note: "异体字，“吉”\n待查" },
      {
        id: "e2",
        type: "ORG",
        start: 0,
        end: 3,
        text: Array.from(text).slice(0, 3).join(""),
        ref: null,
        by: "x",
        note: "",
      },
    ],
  };
  return {
    ...document,
    status: "review",
    meta: { ...document.meta, title: "手改的题目" },
    articles: [
      { ...article, blocks: [head] },
      { id: "a2", blocks: others },
    ],
  };
}

/** What must be the same after a way out and in again. */
function content({ id, status, meta, articles, source, dismissed }: GalleyDocument) {
  const blocks = articles.map((article) => article.blocks.map(({ pieces: _, ...block }) => block));
  return { id, status, meta, name: source.name, articles: articles.map((article) => article.id), blocks, dismissed };
}

test("the seed pages: five documents, sound, out as json and in again with nothing lost, out as one character a line", async () => {
  const dir = await newCorpus("seeds");
  const listed = await galley(["list", dir, "--json"]);
  expect(listed.lines).toHaveLength(5);
  expect(listed.lines.map(({ findings }) => findings)).toEqual([null, null, null, null, null]);

  const corpus = await Corpus.open(dir);
  const { document, hash, source } = await corpus.read(listed.lines[0].id);
  await corpus.save(edited(document, source), hash);
  await corpus.close();
  expect(await galley(["verify", dir, "--json"])).toMatchObject({ status: 0, stdout: "" });

  const file = join(dir, "..", "out.json");
  expect((await galley(["export", dir, "--format", "json", "--out", file, "--json"])).lines).toHaveLength(5);
  const exported: GalleyDocument[] = JSON.parse(readFileSync(file, "utf8"));
  expect(exported[0]?.articles[0]?.blocks[0]?.entities).toHaveLength(2);

  const again = await newCorpus(file);
  const shown = await Promise.all(exported.map(({ id }) => galley(["show", again, id])));
  expect(shown.map(({ stdout }) => content(JSON.parse(stdout)))).toEqual(exported.map(content));
  expect((await galley(["verify", again])).status).toBe(0);

  const table = join(dir, "..", "out.conll");
  expect((await galley(["export", dir, "--format", "conll", "--out", table])).status).toBe(0);
  const characters = readFileSync(table, "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("-DOCSTART-"))
    .map((line) => line.split("\t"));
  expect(
    characters.every(([character = "", label, more]) => Array.from(character).length === 1 && label && !more),
  ).toBe(true);
  const text = exported.flatMap(({ articles }) => articles.flatMap(({ blocks }) => blocks.map((block) => block.text)));
  expect(characters.map(([character]) => character).join("")).toBe(
    text.join("").replace(/[\s\p{White_Space}\p{Cc}]/gu, ""),
  );
  // Of the two entities that begin together the longer one is kept.
  expect(characters.slice(0, 4).map(([, label]) => label)).toEqual(["B-ORG", "I-ORG", "I-ORG", "O"]);
});

const sentence = "离石区委书记廉海平主持会议，研究当前重点工作。\n\n本报讯　近日，我市举行了一次会议。\n";
const traditional = "這個國家說時會對發後經現當動還進開實無與長機業將兩間關點應戰。\n";

test("an import into a folder that is not there yet makes the corpus and says so; a folder of other things stays as it is", async () => {
  const dir = temporaryFolder();
  const made = await galley(["import", join(dir, "new"), resolve("seeds"), "--json"]);
  expect(made.status, made.stderr).toBe(0);
  expect(made.lines).toHaveLength(5);
  expect(made.stderr).toContain("Made the corpus “new”");
  writeFileSync(join(dir, "notes.txt"), "笔记");
  const refused = await galley(["import", dir, resolve("seeds")]);
  expect(refused.status).toBe(1);
  expect(readdirSync(dir).sort()).toEqual(["new", "notes.txt"]);
});

test("bad input: a clear message each, status 1, and everything else is imported", async () => {
  const dir = await newCorpus();
  const folder = join(dir, "..", "in");
  mkdirSync(folder);
  const put = (name: string, bytes: string | Uint8Array) => writeFileSync(join(folder, name), bytes);
  put("page.txt", `%PDF-1.7\n${"\u0000\u0001".repeat(100)}`);
  put("empty.txt", "");
  put("noise.txt", new Uint8Array(50 * 1024 * 1024).fill(0x9d));
  put("damaged.txt", Buffer.concat([Buffer.from(sentence.repeat(3)), Buffer.from([0xff, 0xfe, 0xfa])]));
  symlinkSync("page.txt", join(folder, "link.txt"));
  execFileSync("mkfifo", [join(folder, "pipe.txt")]);
  put("good.txt", sentence);

  const { status, lines, stderr } = await galley(["import", dir, folder, join(folder, "none.txt"), "--json"]);
  expect(status).toBe(1);
  const says = new Map(lines.map(({ path, error }) => [path.slice(folder.length + 1), error]));
  expect([...says].sort()).toEqual([
    ["damaged.txt", expect.stringContaining(`offset ${Buffer.byteLength(sentence.repeat(3))} (line 10)`)],
    ["empty.txt", expect.stringContaining("nothing to import")],
    ["good.txt", null],
    ["link.txt", expect.stringContaining("a symbolic link")],
    ["noise.txt", expect.stringMatching(/50 MB.*32 MB/)],
    ["none.txt", expect.stringContaining("no such file")],
    ["page.txt", expect.stringContaining("a damaged PDF")],
    ["pipe.txt", expect.stringContaining("a pipe")],
  ]);
  // Each once on standard error, with its name, and the sum.
  expect(stderr.split("\n").filter((line) => line.startsWith("galley: "))).toHaveLength(7);
  expect(stderr).toContain("1 imported, 0 there already, 7 failed.");
  expect((await galley(["list", dir, "--json"])).lines).toMatchObject([{ name: "good.txt" }]);
});

test("every encoding and any name that a file system takes", async () => {
  const dir = await newCorpus();
  const folder = join(dir, "..", "in");
  mkdirSync(folder);
  const iconv = (text: string, encoding: string) =>
    execFileSync("iconv", ["-f", "UTF-8", "-t", encoding], { input: text });
  const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();
  const files = new Map<string, [Uint8Array, string]>([
    ["gb18030.txt", [iconv(`${sentence}𠮷甲`, "GB18030"), "gb18030"]],
    ["big5.txt", [iconv(traditional, "BIG5"), "big5"]],
    ["utf16le.txt", [Buffer.from(`${sentence}乙`, "utf16le"), "utf-16le"]],
    ["utf16be.txt", [utf16be(`${sentence}丙`), "utf-16be"]],
    ["utf16le-bom.txt", [Buffer.from(`\uFEFF${sentence}丁`, "utf16le"), "utf-16le"]],
    ["utf16be-bom.txt", [utf16be(`\uFEFF${sentence}戊`), "utf-16be"]],
    ["utf8-bom.txt", [Buffer.from(`\uFEFF${sentence}己`), "utf-8"]],
    ["crlf.txt", [Buffer.from(`${sentence}庚`.replaceAll("\n", "\r\n")), "utf-8"]],
    ["两\n行 \"引号\" 'x' $(id).txt", [Buffer.from(`${sentence}辛`), "utf-8"]],
    ["cafe\u0301 が.txt", [Buffer.from(`${sentence}壬`), "utf-8"]],
    [`${"报".repeat(83)}.txt`, [Buffer.from(`${sentence}癸`), "utf-8"]],
  ]);
  for (const [name, [bytes]] of files) writeFileSync(join(folder, name), bytes);
  const { status, lines, stderr } = await galley(["import", dir, folder, "--json"]);
  expect([status, stderr]).toEqual([0, `${files.size} imported, 0 there already, 0 failed.\n`]);

  const corpus = await Corpus.open(dir);
  for (const { path, id } of lines) {
    const name = path.slice(folder.length + 1);
    const { document } = await corpus.read(id);
    expect(document.source).toMatchObject({ name, encoding: files.get(name)?.[1] });
    const first = document.articles[0]?.blocks[0]?.text;
    expect(first).toBe(`${name === "big5.txt" ? traditional : sentence}`.split("\n")[0]);
  }
  await corpus.close();
  expect(await galley(["verify", dir])).toMatchObject({ status: 0 });
  const out = join(dir, "..", "out");
  expect(await galley(["export", dir, "--format", "txt", "--out", out])).toMatchObject({ status: 0 });
  expect(readdirSync(out).filter((name) => name.endsWith(".txt") && name !== "README.txt")).toHaveLength(files.size);
  // The listing stays one line a document, whatever the names hold.
  expect((await galley(["list", dir])).stdout.trimEnd().split("\n")).toHaveLength(files.size + 1);
});

test("what may not be read is named and the rest imported; a corpus that may not be written opens for reading", async ({
  skip,
}) => {
  const isRoot = process.getuid?.() === 0;
  // As root nothing is forbidden: then the program runs as somebody else.
  skip(process.platform === "win32" || (isRoot && !existsSync("/usr/bin/setpriv")), "needs another user's rights");
  const before = isRoot ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
  const dir = await newCorpus("seeds/README.md");
  const top = join(dir, "..");
  chmodSync(top, 0o777);
  const [closed, secret, open] = [join(top, "closed"), join(top, "secret.txt"), join(top, "open.txt")];
  mkdirSync(closed);
  for (const path of [join(closed, "a.txt"), secret, open]) writeFileSync(path, sentence);
  chmodSync(closed, 0);
  chmodSync(secret, 0);
  const other = join(top, "other");
  try {
    expect(await galleyProcess(["new", other], before)).toMatchObject({ status: 0 });
    const imported = await galleyProcess(["import", other, closed, secret, open, "--json"], before);
    expect(imported.status).toBe(1);
    expect(imported.lines.map(({ status, error }) => [status, error?.includes("refuses access")])).toEqual([
      ["failed", true],
      ["failed", true],
      ["imported", undefined],
    ]);
    if (isRoot) for (const path of [dir, join(dir, "documents")]) chownSync(path, 0, 0);
    else for (const path of [dir, join(dir, "documents"), join(dir, "sources")]) chmodSync(path, 0o555);
    expect((await galleyProcess(["list", dir, "--json"], before)).lines).toHaveLength(1);
    expect(await galleyProcess(["import", dir, open], before)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/Could not write to .*corpus.*refuses access/),
    });
  } finally {
    chmodSync(closed, 0o755);
    for (const path of [dir, join(dir, "documents"), join(dir, "sources")]) chmodSync(path, 0o755);
  }
});

test("a corpus of a newer version, a broken one and none: one sentence each, and nothing is touched", async () => {
  const dir = await newCorpus("seeds");
  const settings = join(dir, "galley.json");
  const written = readFileSync(settings, "utf8");
  const says = async () => {
    const { status, stdout, stderr } = await galley(["list", dir]);
    expect([status, stdout, stderr.trim().split("\n").length]).toEqual([1, "", 1]);
    return stderr;
  };
  writeFileSync(settings, JSON.stringify({ ...JSON.parse(written), version: 99 }));
  expect(await says()).toMatch(/newer version of Galley \(version 99.*Update Galley/);
  writeFileSync(settings, `${written.slice(0, 40)}\n`);
  expect(await says()).toMatch(/galley\.json can't be read: it is not valid JSON.*backup/);
  writeFileSync(settings, JSON.stringify({ format: "other" }));
  expect(await says()).toContain("is not a Galley corpus");
  expect((await galley(["list", join(dir, "nothing")])).stderr).toMatch(/There is no folder .*nothing\.\n$/);

  writeFileSync(settings, written);
  const [{ id }] = (await galley(["list", dir, "--json"])).lines;
  writeFileSync(documentPath(dir, id), '{ "format": "galley/document", ');
  const listed = await galley(["list", dir, "--json"]);
  expect(listed).toMatchObject({ status: 1, stderr: expect.stringMatching(new RegExp(`${id}.*not valid JSON`)) });
  expect(listed.lines).toHaveLength(5);
});

test("git sees nothing of what is private to this machine", async () => {
  const dir = await newCorpus("seeds");
  const git = (...argv: string[]) => execFileSync("git", ["-C", dir, ...argv], { encoding: "utf8" });
  git("init", "--quiet");
  expect(git("status", "--porcelain", "--untracked-files=all")).not.toContain(".galley");
  expect(await galley(["verify", dir])).toMatchObject({ status: 0 });
});

/** Many short pages that differ. */
function manyPages(count: number): string {
  const folder = join(temporaryFolder(), "pages");
  mkdirSync(folder);
  for (let page = 0; page < count; page++) writeFileSync(join(folder, `p${page}.txt`), `第${page}页\n\n${sentence}`);
  return folder;
}

test("Ctrl-C in an import: it says so, and the corpus is whole", async () => {
  const dir = await newCorpus();
  const child = spawn(process.execPath, [program, "import", dir, manyPages(2000), "--json"], { stdio: "pipe" });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  let imported = 0;
  child.stdout.on("data", (chunk) => {
    imported += String(chunk).split("\n").length - 1;
  });
  // Once: a second one ends it at once.
  child.stdout.once("data", () => child.kill("SIGINT"));
  const [status] = await once(child, "close");
  expect([status, stderr]).toEqual([1, expect.stringContaining("stopped before the end")]);
  expect(imported).toBeLessThan(2000);
  expect((await galley(["list", dir, "--json"])).lines).toHaveLength(imported);
  expect(await galley(["verify", dir])).toMatchObject({ status: 0 });
});

test("two imports of the same pages at once make each document once", async () => {
  const dir = await newCorpus();
  const pages = manyPages(80);
  const both = await Promise.all([1, 2].map(() => galleyProcess(["import", dir, pages, "--json"])));
  expect(both.map(({ status }) => status)).toEqual([0, 0]);
  const ids = both.map(({ lines }) => lines.map(({ id }) => id));
  expect(ids[0]).toEqual(ids[1]);
  expect((await galley(["list", dir, "--json"])).lines).toHaveLength(80);
  expect(await galley(["verify", dir])).toMatchObject({ status: 0 });
});

test("what was corrected: counted by kind and level, out as aligned lines and as a proof sheet", async () => {
  const folder = temporaryFolder();
  const page = join(folder, "页.txt");
  writeFileSync(page, "# 𠮷田訪京\n\n本報訊,會議\n召開了\n\n完\n");
  const dir = await newCorpus(page);
  const corpus = await Corpus.open(dir);
  const [id = ""] = await corpus.ids({ sort: "name", descending: false, text: "", status: null });
  const { document, hash } = await corpus.read(id);
  const mended = applyFixes(document, [
    [{ do: "replace", block: "b1", start: 0, end: 1, text: "吉" }],
    [{ do: "replace", block: "b2", start: 3, end: 4, text: "，" }],
    [{ do: "replace", block: "b2", start: 6, end: 7, text: "" }],
  ]);
  await corpus.save(mended.document, hash);
  await corpus.close();

  const { lines } = await galley(["stats", dir, "--json"]);
  for (const counted of [lines[0], lines[1].total]) {
    expect(counted.corrections).toMatchObject({
      characters: { places: 1, characters: 1 },
      punctuation: { places: 1, characters: 1 },
      join: { places: 1, characters: 0 },
      move: { places: 0, characters: 0 },
    });
    expect(counted.changed).toBe(2);
    expect(counted.cerLevels.noSpace).toBe(counted.cer);
    expect(counted.cerLevels.raw).toBe(counted.cerRaw);
    expect(counted.cerLevels.han).toBeCloseTo(1 / 13);
  }
  expect(lines[1].total.frequent).toEqual([{ wrong: "𠮷", right: "吉", times: 1 }]);
  const pairs = join(folder, "pairs");
  expect((await galley(["export", dir, "--format", "pairs", "--out", pairs])).status).toBe(0);
  const rows = readFileSync(join(pairs, "pairs.jsonl"), "utf8").trimEnd().split("\n");
  expect(rows.map((row) => JSON.parse(row)).map(({ line, source, corrected }) => [line, source, corrected])).toEqual([
    [1, "𠮷田訪京", "吉田訪京"],
    [3, "本報訊,會議", "本報訊，會議"],
    [4, "召開了", "召開了"],
    [6, "完", "完"],
  ]);
  expect(readFileSync(join(pairs, "pairs.tsv"), "utf8").split("\n")).toHaveLength(6);
  const sheet = join(folder, "校样.html");
  expect((await galley(["export", dir, "--format", "proofsheet", "--out", sheet])).status).toBe(0);
  expect(readFileSync(sheet, "utf8")).toContain("<del>𠮷</del><ins>吉</ins>田訪京");
});
