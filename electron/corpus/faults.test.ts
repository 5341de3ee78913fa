/**
 * The faults of real disks, provoked for real: small and read-only file systems, protected folders, I/O errors injected
 * into system calls, too few open files, hostile names. Those that need root, Linux or strace are skipped elsewhere.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { GalleyError } from "../../shared/errors.ts";
import { blocksOf } from "../../shared/model/document.ts";
import { serializeDocument } from "../../shared/model/serialize.ts";
import { sampleDocument } from "../../shared/model/testing.ts";
import { Corpus } from "./corpus.ts";
import { documentOfBytes } from "./document-files.ts";
import { documentPath } from "./layout.ts";
import { byName, importText, temporaryCorpus, temporaryFolder } from "./testing.ts";

const canMount = process.platform === "linux" && process.getuid?.() === 0 && works("mount", "--version");
const hasStrace = process.platform === "linux" && works("strace", "-V");

function works(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

/** Mounts something for the time of the test; false where that is forbidden. */
function mounted(folder: string, ...args: string[]): boolean {
  if (spawnSync("mount", [...args, folder], { stdio: "ignore" }).status !== 0) return false;
  onTestFinished(() => void spawnSync("umount", ["-l", folder], { stdio: "ignore" }));
  return true;
}

async function write(corpus: Corpus, id: string, words: string) {
  const { document, hash } = await corpus.read(id);
  const block = blocksOf(document)[0];
  if (!block) throw new Error("the page has no block");
  const changed = { ...block, text: block.text + words, pieces: [...block.pieces, { inserted: words }] };
  const articles = document.articles.map((article) => ({
    ...article,
    blocks: article.blocks.map((one) => (one.id === block.id ? changed : one)),
  }));
  return await corpus.save({ ...document, articles }, hash);
}

const temporaries = (path: string) => readdirSync(dirname(path)).filter((name) => name.endsWith(".tmp"));

test("a full disk: the save fails by name, the file is what it was, and with room again it works", async ({ skip }) => {
  const folder = temporaryFolder();
  if (!canMount || !mounted(folder, "-t", "tmpfs", "-o", "size=1m", "tmpfs"))
    skip("needs root on Linux, to mount a small file system");
  const corpus = await Corpus.create(join(folder, "corpus"), {});
  const id = await importText(corpus, "标题\n\n本报讯 近日。");
  const path = documentPath(corpus.dir, id);
  const before = readFileSync(path);
  const filler = join(folder, "filler");
  try {
    writeFileSync(filler, Buffer.alloc(2 * 1024 * 1024));
  } catch {
    // It is full now.
  }
  await expect(write(corpus, id, "满".repeat(5000))).rejects.toMatchObject({ code: "disk-full" });
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(temporaries(path)).toEqual([]);
  rmSync(filler);
  await write(corpus, id, "不满");
  await corpus.close();
});

test("a disk that becomes read-only while a page is open: the save says so; writable again, it works", async ({
  skip,
}) => {
  const folder = temporaryFolder();
  if (!canMount || !mounted(folder, "-t", "tmpfs", "-o", "size=4m", "tmpfs"))
    skip("needs root on Linux, to mount a file system");
  const corpus = await Corpus.create(join(folder, "corpus"), {});
  const id = await importText(corpus);
  // The index keeps its file open for writing, which forbids a remount: it is the folder that is bound read-only.
  const documents = join(corpus.dir, "documents");
  execFileSync("mount", ["--bind", documents, documents]);
  onTestFinished(() => void spawnSync("umount", ["-l", documents], { stdio: "ignore" }));
  execFileSync("mount", ["-o", "remount,bind,ro", documents]);
  await expect(write(corpus, id, "写")).rejects.toMatchObject({ code: "read-only" });
  execFileSync("mount", ["-o", "remount,bind,rw", documents]);
  await write(corpus, id, "写");
  await corpus.close();
});

test("a folder that is protected while a page is open: the save names it, and nothing is lost", async ({ skip }) => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  const folder = dirname(documentPath(corpus.dir, id));
  if (process.getuid?.() !== 0 || !works("chattr", "+i", folder)) skip("needs root and a disk with immutable folders");
  const before = readFileSync(documentPath(corpus.dir, id));
  try {
    await expect(write(corpus, id, "写")).rejects.toMatchObject({ code: "permission" });
    expect(readFileSync(documentPath(corpus.dir, id)).equals(before)).toBe(true);
  } finally {
    execFileSync("chattr", ["-i", folder]);
  }
  await write(corpus, id, "写");
});

test("a drive that is taken out: an error, no folder is made in its place, and back again work goes on", async ({
  skip,
}) => {
  const [disk, folder] = [temporaryFolder(), temporaryFolder()];
  mkdirSync(join(disk, "drive"));
  if (!canMount || !mounted(folder, "--bind", join(disk, "drive"))) skip("needs root on Linux, to mount a folder");
  const corpus = await Corpus.create(join(folder, "corpus"), {});
  const id = await importText(corpus);
  execFileSync("umount", ["-l", folder]);
  await expect(corpus.read(id)).rejects.toMatchObject({ code: "corpus-gone" });
  await expect(corpus.save(sampleDocument(), "0")).rejects.toMatchObject({ code: "corpus-gone" });
  expect(readdirSync(folder)).toEqual([]);
  execFileSync("mount", ["--bind", join(disk, "drive"), folder]);
  await write(corpus, id, "回来了");
  await corpus.close();
});

/** Saves one document in a process of its own whose system calls fail as told; answers with the code of its error. */
function saveWithFault(dir: string, id: string, fault: string): string {
  const script = `
    import { Corpus } from ${JSON.stringify(`file://${resolve("electron/corpus/corpus.ts")}`)};
    const corpus = await Corpus.open(${JSON.stringify(dir)});
    const { document, hash } = await corpus.read(${JSON.stringify(id)});
    const answer = await corpus.save({ ...document, status: "done" }, hash).then(() => "saved", (error) => error.code);
    console.log(answer);
    process.exit(0);
  `;
  // In one thread, so that the calls are counted as they come.
  const env = { ...process.env, UV_THREADPOOL_SIZE: "1" };
  const args = [
    "-f",
    "-o",
    "/dev/null",
    "-e",
    `inject=${fault}`,
    process.execPath,
    "--input-type=module",
    "-e",
    script,
  ];
  const { stdout, stderr } = spawnSync("strace", args, { env, encoding: "utf8", timeout: 60_000 });
  const answer = stdout.trim();
  if (!answer) throw new Error(stderr);
  return answer;
}

test("an I/O error while a save is made durable: it is not acknowledged, and the file is whole", async ({ skip }) => {
  if (!hasStrace) skip("needs strace");
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  const path = documentPath(corpus.dir, id);
  const before = readFileSync(path);
  await corpus.close();
  expect(saveWithFault(corpus.dir, id, "fsync:error=EIO:when=1+")).toBe("disk-error");
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(temporaries(path)).toEqual([]);
  expect(saveWithFault(corpus.dir, id, "rename:error=EIO:when=1+")).toBe("disk-error");
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(saveWithFault(corpus.dir, id, "fsync:delay_enter=1000")).toBe("saved");
}, 120_000);

test("with few open files a large folder is listed whole, and nothing is skipped", async ({ skip }) => {
  if (process.platform === "win32") skip("needs ulimit");
  const corpus = await temporaryCorpus();
  const texts = Array.from({ length: 120 }, (_, index) => `第${index}页`);
  for (const text of texts) await importText(corpus, text);
  await corpus.close();
  rmSync(join(corpus.dir, ".galley"), { recursive: true });
  const script = `
    import { Corpus } from ${JSON.stringify(`file://${resolve("electron/corpus/corpus.ts")}`)};
    const corpus = await Corpus.open(${JSON.stringify(corpus.dir)});
    const { rows } = await corpus.list(${JSON.stringify(byName)}, 0, 1000);
    console.log(rows.filter(({ problem }) => !problem).length);
    process.exit(0);
  `;
  const command = `ulimit -n 64; exec "$0" --input-type=module -e "$1"`;
  const { stdout, stderr } = spawnSync("sh", ["-c", command, process.execPath, script], { encoding: "utf8" });
  expect([stdout.trim(), stderr]).toEqual(["120", ""]);
}, 60_000);

test("a document that ends too early is damaged, wherever it ends, and so is one of zeros", () => {
  const bytes = Buffer.from(serializeDocument(sampleDocument()));
  const { id } = sampleDocument();
  // The line end at the end says nothing.
  for (let end = 0; end < bytes.length - 1; end++) {
    let error: unknown = null;
    try {
      documentOfBytes(bytes.subarray(0, end), id, "页.json");
    } catch (thrown) {
      error = thrown;
    }
    expect(error instanceof GalleyError && error.code, `after ${end} bytes`).toBe("document-damaged");
  }
  expect(() => documentOfBytes(Buffer.alloc(bytes.length), id, "页.json")).toThrow(GalleyError);
});

test("names in two normal forms, with newlines and quotes, and very long ones are all kept apart and whole", async () => {
  const corpus = await temporaryCorpus();
  const folder = temporaryFolder();
  const names = ["é.txt".normalize("NFC"), "é.txt".normalize("NFD"), "a\n\"b'\\.txt", `${"报".repeat(80)}.txt`];
  for (const [index, name] of names.entries()) writeFileSync(join(folder, name), `第${index}页 内容`);
  const outcomes = [];
  for await (const outcome of corpus.importPaths([folder], { encoding: "auto" })) outcomes.push(outcome);
  expect(outcomes.map(({ status }) => status)).toEqual(names.map(() => "imported"));
  const { rows } = await corpus.list(byName, 0, 10);
  expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(names));
});

test("reading and writing a document that nobody edited gives the very bytes", async () => {
  const corpus = await temporaryCorpus();
  for await (const { status } of corpus.importPaths([resolve("seeds")], { encoding: "auto" }))
    expect(status).not.toBe("failed");
  for (const id of await corpus.ids(byName)) {
    const { document, text } = await corpus.readDocument(id);
    expect(serializeDocument(document) === text, id).toBe(true);
  }
  const { future, ...rest } = sampleDocument() as ReturnType<typeof sampleDocument> & { future?: unknown };
  for (const document of [
    { ...rest, future },
    { future, ...rest },
  ]) {
    const text = serializeDocument(document);
    expect(serializeDocument(documentOfBytes(Buffer.from(text), document.id, "页.json").document)).toBe(text);
  }
});
