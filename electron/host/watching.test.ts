import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { Corpus } from "../corpus/corpus.ts";
import { documentPath } from "../corpus/layout.ts";
import { startHost } from "./testing.ts";

const query = { sort: "name", descending: false, text: "", status: null } as const;

async function openSample() {
  const host = startHost();
  await host.call("openSample", {});
  const { rows } = await host.call("listDocuments", { query, offset: 0, limit: 9 });
  const dir = join(host.documentsDir, "校样样例");
  const [first, second] = rows.map(({ id }) => id) as [string, string];
  const path = documentPath(dir, first);
  const change = (of: string, words: string) => {
    const document: GalleyDocument = JSON.parse(readFileSync(of, "utf8"));
    document.meta.title = words;
    return JSON.stringify(document);
  };
  const titleOf = async (id: string) =>
    (await host.call("listDocuments", { query, offset: 0, limit: 9 })).rows.find((row) => row.id === id)?.title;
  return { ...host, dir, first, second, path, change, titleOf };
}

test("what another program does in the folder is told: written over, replaced, added, removed", async () => {
  const { event, first, second, path, dir, change, titleOf, call } = await openSample();
  writeFileSync(path, change(path, "改写"));
  expect(await event("documentsChanged")).toEqual({ ids: [first] });
  expect(await titleOf(first)).toBe("改写");

  writeFileSync(`${path}.new`, change(path, "替换"));
  renameSync(`${path}.new`, path);
  expect(await event("documentsChanged")).toEqual({ ids: [first] });
  expect(await titleOf(first)).toBe("替换");

  const other = documentPath(dir, second);
  const bytes = readFileSync(other);
  rmSync(other);
  expect(await event("documentsChanged")).toEqual({ ids: [second] });
  expect(await call("hashDocument", { id: second })).toEqual({ hash: null });
  expect(await titleOf(second)).toBeUndefined();
  writeFileSync(other, bytes);
  expect(await event("documentsChanged")).toEqual({ ids: [second] });
  expect(await titleOf(second)).not.toBeUndefined();
});

test("the same size and the same time hide nothing; touching is no change, and neither is one's own save", async () => {
  const { event, call, first, path, change, titleOf } = await openSample();
  const { document, hash } = await call("readDocument", { id: first });
  await call("saveDocument", { document, baseHash: hash });
  // Told by the save itself.
  expect(await event("documentsChanged")).toEqual({ ids: [first] });
  utimesSync(path, new Date("1970-01-02"), new Date("2100-01-01"));
  // The next thing that is told is this one.
  writeFileSync(path, change(path, "后来"));
  expect(await event("documentsChanged")).toEqual({ ids: [first] });
  const date = new Date("2026-01-01");
  utimesSync(path, date, date);
  const sameSize = readFileSync(path, "utf8").replace("后来", "后去");
  writeFileSync(path, sameSize);
  utimesSync(path, date, date);
  expect(await event("documentsChanged")).toEqual({ ids: [first] });
  expect(await titleOf(first)).toBe("后去");
});

test("a folder that goes away is a problem, and no deletion; when it is back, so is the work", async () => {
  const { event, call, dir, first } = await openSample();
  const away = `${dir}-away`;
  renameSync(dir, away);
  expect((await event("corpusProblem")).problem).toMatchObject({ code: "corpus-gone" });
  await expect(call("readDocument", { id: first })).rejects.toMatchObject({ code: "corpus-gone" });
  renameSync(away, dir);
  expect(await event("corpusProblem")).toEqual({ problem: null });
  expect((await call("listDocuments", { query, offset: 0, limit: 9 })).total).toBe(5);
});

test("a folder that is suddenly empty is a problem, too, now and at the next start", async () => {
  const { event, call, dir, root, running, first } = await openSample();
  renameSync(join(dir, "documents"), join(dir, "elsewhere"));
  mkdirSync(join(dir, "documents"));
  expect((await event("corpusProblem")).problem).toMatchObject({ code: "corpus-emptied" });
  expect((await call("listDocuments", { query, offset: 0, limit: 9 })).total).toBe(5);
  await running.close();

  const again = startHost({}, root);
  expect(await again.call("openSample", {})).toMatchObject({ readOnly: { code: "corpus-emptied" } });
  await expect(again.call("setStatus", { ids: [first], status: "done" })).resolves.toMatchObject({ changed: [] });
  rmSync(join(dir, "documents"), { recursive: true });
  renameSync(join(dir, "elsewhere"), join(dir, "documents"));
  // Nobody opens it again: it goes on by itself.
  expect(await again.event("corpusFreed")).toMatchObject({ readOnly: null });
  expect((await again.call("listDocuments", { query, offset: 0, limit: 9 })).total).toBe(5);
  await expect(again.call("setStatus", { ids: [first], status: "done" })).resolves.toMatchObject({ changed: [first] });
});

test("both versions of a conflict are in the history before anybody chooses, and what both came from is known", async () => {
  const { call, first, path, change } = await openSample();
  const { document, hash } = await call("readDocument", { id: first });
  const mine = structuredClone(document);
  const [block] = blocksOf(mine);
  if (!block) throw new Error("the page has no block");
  block.text += "我的";
  block.pieces.push({ inserted: "我的" });
  writeFileSync(path, change(path, "别处"));
  const { theirs, base, hash: now } = await call("prepareMerge", { mine, baseHash: hash });
  // Deciding later and being asked again keeps nothing twice.
  const asked = await call("readHistory", { id: first });
  await call("prepareMerge", { mine, baseHash: hash });
  expect(await call("readHistory", { id: first })).toEqual(asked);
  expect([theirs.meta.title, base?.articles]).toEqual(["别处", document.articles]);
  const { revisions } = await call("readHistory", { id: first });
  expect(revisions).toHaveLength(2);
  const kept = await call("readRevision", { id: first, number: revisions[1]?.number ?? 0 });
  expect(blocksOf(kept.document)[0]?.text).toMatch(/我的$/);
  await call("saveDocument", { document: { ...mine, meta: theirs.meta }, baseHash: now });
  expect((await call("readHistory", { id: first })).revisions).toHaveLength(2);
});

/** A process with the corpus open as a window has it. */
async function otherWindow(dir: string) {
  const script = `
    import { Corpus } from ${JSON.stringify(`file://${resolve("electron/corpus/corpus.ts")}`)};
    const corpus = await Corpus.open(${JSON.stringify(dir)}, { claim: true });
    console.log(corpus.readOnly?.code ?? "writes");
    process.stdin.resume();
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  return { child, says: value as string };
}

test("the second window can read and says who has it; killed, the first one holds nothing, and the second may write", async () => {
  const first = startHost();
  await first.call("openSample", {});
  const dir = join(first.documentsDir, "校样样例");
  await first.running.close();

  const { child, says } = await otherWindow(dir);
  expect(says).toBe("writes");
  const second = startHost({}, first.root);
  const { readOnly } = await second.call("openSample", {});
  expect(readOnly).toMatchObject({ code: "corpus-held", details: { pid: child.pid } });
  expect((await otherWindow(dir)).says).toBe("corpus-held");

  // The command line writes all the same: what it does is compared, locked and seen.
  const corpus = await Corpus.open(dir);
  expect(corpus.readOnly).toBeNull();
  await corpus.close();

  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await second.event("corpusFreed")).toMatchObject({ readOnly: null });
  expect(dirname(dir)).toBe(second.documentsDir);
});

test("what others write into galley.json and entities.json is told, one's own changes once; half a file is not believed", async () => {
  const { event, call, dir, heardOf } = await openSample();
  const registry = join(dir, "entities.json");
  const settings = join(dir, "galley.json");
  const entry = { id: "n1", name: "𠮷田", type: "PER", aliases: [], link: "", note: "" };
  const write = (entities: unknown[]) =>
    writeFileSync(registry, JSON.stringify({ format: "galley/entities", version: 1, entities }));
  write([entry]);
  expect(await event("registryChanged")).toEqual({ changed: null, removed: [] });
  expect((await call("readRegistry", {})).entities).toEqual([entry]);

  // By the window: told by the change alone.
  const other = { ...entry, id: "n2", name: "离石区", type: "LOC" };
  await call("changeRegistry", { edits: [{ do: "add", entry: other }] });
  expect(await event("registryChanged")).toEqual({ changed: [other], removed: [] });

  const now = JSON.parse(readFileSync(settings, "utf8"));
  now.entityTypes[0].color = "#123456";
  writeFileSync(`${settings}.new`, JSON.stringify(now));
  renameSync(`${settings}.new`, settings);
  expect((await event("settingsChanged")).settings.entityTypes[0]?.color).toBe("#123456");
  expect(heardOf("registryChanged")).toBe(0);

  rmSync(registry);
  expect(await event("registryChanged")).toEqual({ changed: null, removed: [] });
  expect((await call("readRegistry", {})).entities).toEqual([]);

  writeFileSync(registry, "<<<<<<< HEAD");
  expect((await event("corpusProblem")).problem).toMatchObject({ code: "corpus-damaged", details: { name: registry } });
  write([]);
  expect(await event("corpusProblem")).toEqual({ problem: null });
  expect(await event("registryChanged")).toEqual({ changed: null, removed: [] });
});

test("of a corpus on another machine it is told once what that means", async () => {
  const first = startHost({ isOnNetwork: () => true });
  expect(await first.call("openSample", {})).toMatchObject({ networkNews: true });
  expect((await first.call("getInfo", {})).corpus).toMatchObject({ networkNews: true });
  expect(await first.call("openSample", {})).toMatchObject({ networkNews: false });
  await first.running.close();
  const second = startHost({ isOnNetwork: () => true }, first.root);
  expect(await second.call("openSample", {})).toMatchObject({ networkNews: false });
});
