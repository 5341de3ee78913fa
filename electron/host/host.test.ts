import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultPreferences, methods } from "../../shared/api.ts";
import { temporaryFolder } from "../corpus/testing.ts";
import { dispatch } from "./dispatch.ts";
import { startHost } from "./testing.ts";

const query = { sort: "name", descending: false, text: "", status: null } as const;

test("from an empty machine: sample, list, read, save, status, export, recent, and all of it again after a restart", async () => {
  const first = startHost();
  const { call, event } = first;
  expect(await call("getInfo", {})).toMatchObject({ shell: "loopback", corpus: null, preferences: defaultPreferences });
  expect(await call("openSample", {})).toMatchObject({ name: "校样样例", readOnly: null });
  const { rows, total, progress } = await call("listDocuments", { query, offset: 0, limit: 2 });
  expect([rows.length, total, progress.total]).toEqual([2, 5, 5]);

  const id = rows[0]?.id ?? "";
  const { document, hash, source } = await call("readDocument", { id });
  expect(source.length).toBeGreaterThan(100);
  const saved = await call("saveDocument", { document, baseHash: hash });
  expect(saved.revision).toBe(1);
  expect(await event("documentsChanged")).toEqual({ ids: [id] });
  await expect(call("saveDocument", { document, baseHash: hash })).rejects.toMatchObject({ code: "conflict" });
  expect(await call("setStatus", { ids: [id, "NOSUCHID"], status: "done" })).toMatchObject({
    changed: [id],
    failed: [{ id: "NOSUCHID" }],
  });

  const { folder } = await call("listFolder", { folder: null });
  const { job } = await call("startExport", { format: "jsonl", ids: null, status: "done", folder, name: "out.jsonl" });
  const ended = await event("jobEnded");
  expect(ended).toMatchObject({ job, status: "done", failures: [], output: { documents: 1 } });
  expect(readFileSync(join(first.documentsDir, "out.jsonl"), "utf8").trim().split("\n")).toHaveLength(1);
  await call("showInFolder", { handle: ended.output?.handle ?? "" });
  expect(first.shown).toEqual([join(first.documentsDir, "out.jsonl")]);
  await call("setPreferences", { ...defaultPreferences, theme: "dark" });
  await first.running.close();

  const second = startHost({}, first.root);
  expect((await second.call("getInfo", {})).preferences.theme).toBe("dark");
  const [recent] = await second.call("listRecent", {});
  expect(recent).toMatchObject({ name: "校样样例", missing: false });
  await second.call("openCorpus", { folder: recent?.folder ?? "" });
  expect((await second.call("listDocuments", { query, offset: 0, limit: 9 })).progress.byStatus.done).toBe(1);
  expect(await second.call("openSample", {})).toMatchObject({ name: "校样样例" });
  // In another language too it is the one that is there.
  await second.call("setPreferences", { ...defaultPreferences, language: "en" });
  expect(await second.call("openSample", {})).toMatchObject({ name: "校样样例" });
  expect(readdirSync(second.documentsDir).sort()).toEqual(["out.jsonl", "校样样例"]);
});

test("the sample has a name in the language of the interface", async () => {
  const english = startHost({ language: "en-GB" });
  expect(await english.call("openSample", {})).toMatchObject({ name: "Galley sample" });
  expect(readdirSync(english.documentsDir)).toEqual(["Galley sample"]);
});

test("an export never takes the place of something that is there", async () => {
  const { call, event, documentsDir } = startHost();
  await call("openSample", {});
  writeFileSync(join(documentsDir, "out.json"), "mine");
  const { folder } = await call("listFolder", { folder: null });
  await call("startExport", { format: "json", ids: [], status: null, folder, name: "out.json" });
  expect((await event("jobEnded")).output?.location).toContain("out 2.json");
  expect(readFileSync(join(documentsDir, "out.json"), "utf8")).toBe("mine");
});

test("a cancelled export ends once, as cancelled, and leaves nothing", async () => {
  const { call, event, documentsDir } = startHost();
  await call("openSample", {});
  const { folder } = await call("listFolder", { folder: null });
  const { job } = await call("startExport", { format: "json", ids: null, status: null, folder, name: "out.json" });
  await call("cancelJob", { job });
  expect(await event("jobEnded")).toMatchObject({ job, status: "cancelled", output: null });
  expect(readdirSync(documentsDir)).toEqual(["校样样例"]);
  await expect(call("cancelJob", { job })).rejects.toMatchObject({ code: "not-found" });
});

test("a corpus is made, imported into and previewed", async () => {
  const { call } = startHost();
  const { folder } = await call("listFolder", { folder: null });
  expect(await call("createCorpus", { parent: folder, name: "离石 𠮷" })).toMatchObject({ name: "离石 𠮷" });
  const bytes = new TextEncoder().encode("# 题\n\n文");
  expect(await call("previewImport", { path: "a.txt", bytes, encoding: "auto" })).toMatchObject({
    format: "txt",
    encoding: "utf-8",
    page: { name: "a.txt", blocks: [{ role: "title", text: "题" }, { text: "文" }] },
  });
  expect(await call("importFile", { path: "a.txt", bytes, encoding: "auto" })).toMatchObject({ status: "imported" });
  expect(await call("importFile", { path: "b.txt", bytes, encoding: "auto" })).toMatchObject({ status: "duplicate" });
  expect(await call("importFile", { path: "c.txt", bytes: new Uint8Array(), encoding: "auto" })).toMatchObject({
    status: "failed",
    error: { code: "empty-file" },
  });
  const listing = await call("listFolder", { folder });
  expect(listing.entries).toMatchObject([{ name: "离石 𠮷", corpus: true }]);
});

test("folders are listed without files and hidden ones, sorted, with their parent and places", async () => {
  const { call, documentsDir } = startHost();
  for (const name of ["张", "安", ".hidden", "b10", "b9"]) mkdirSync(join(documentsDir, name));
  writeFileSync(join(documentsDir, "file.txt"), "");
  const listing = await call("listFolder", { folder: null });
  expect(listing.entries.map(({ name }) => name).sort()).toEqual(["b10", "b9", "安", "张"].sort());
  expect(listing.entries.map(({ name }) => name).filter((name) => name.startsWith("b"))).toEqual(["b9", "b10"]);
  expect(listing.places.map(({ name }) => name)).toContain("Documents");
  const parent = await call("listFolder", { folder: listing.parent });
  expect(parent.entries.map(({ folder }) => folder)).toContain(listing.folder);
  const made = await call("createFolder", { parent: listing.folder, name: "新" });
  expect(await call("listFolder", { folder: made })).toMatchObject({ empty: true, corpus: false });
});

test.each(["..", ".", "a/b", "a\\b", "C:x", "nul", "con.txt", "x.", " x", "a\u0000b", ".hidden", "?", "字".repeat(90)])(
  "no folder or export is named %j",
  async (name) => {
    const { call, documentsDir } = startHost();
    const { folder } = await call("listFolder", { folder: null });
    await expect(call("createFolder", { parent: folder, name })).rejects.toMatchObject({ code: "usage" });
    await expect(call("createCorpus", { parent: folder, name })).rejects.toMatchObject({ code: "usage" });
    expect(readdirSync(documentsDir)).toEqual([]);
  },
);

test("a path is not a handle", async () => {
  const { call } = startHost();
  for (const folder of ["/etc", "..", "x"]) {
    await expect(call("listFolder", { folder })).rejects.toMatchObject({ code: "not-found" });
    await expect(call("openCorpus", { folder })).rejects.toMatchObject({ code: "not-found" });
    await expect(call("showInFolder", { handle: folder })).rejects.toMatchObject({ code: "not-found" });
  }
});

test("ten thousand ways out of the folder are no ids, no handles and no names", async () => {
  const { running, call, documentsDir } = startHost();
  await call("openSample", {});
  const before = readdirSync(documentsDir);
  const parts = [
    "..",
    ".",
    "%2e%2e",
    "..%2f",
    "..\\",
    "\\\\host",
    "C:",
    "etc",
    "passwd",
    "\0",
    "~",
    "corpus-2",
    "/",
    "∕",
    "．．",
  ];
  const tries = parts.flatMap((a) =>
    parts.flatMap((b) => parts.flatMap((c) => [`${a}/${b}/${c}`, `/${a}\\${b}/${c}`, `${a}${b}${c}/`])),
  );
  expect(tries.length).toBeGreaterThan(10_000);
  const refused = new Map<string, number>();
  for (const way of tries) {
    const calls = [
      ["readDocument", { id: way }],
      ["openCorpus", { folder: way.slice(0, 64) }],
    ] as const;
    for (const [method, params] of calls) {
      const code = await dispatch(running.host, method, params).then(
        () => "done",
        (error) => error.code,
      );
      refused.set(`${method} ${code}`, (refused.get(`${method} ${code}`) ?? 0) + 1);
    }
  }
  expect(Object.fromEntries(refused)).toEqual({
    "readDocument usage": tries.length,
    "openCorpus not-found": tries.length,
  });
  const { folder } = await call("listFolder", { folder: null });
  for (const way of tries.slice(0, 1000).filter((each) => /[/\\]/.test(each)))
    await expect(call("createFolder", { parent: folder, name: way })).rejects.toMatchObject({ code: "usage" });
  expect(readdirSync(documentsDir)).toEqual(before);
});

test("opening something that is no corpus keeps the open one", async () => {
  const { call } = startHost();
  await call("openSample", {});
  const { folder } = await call("listFolder", { folder: null });
  await expect(call("openCorpus", { folder })).rejects.toMatchObject({ code: "not-a-corpus" });
  expect((await call("listDocuments", { query, offset: 0, limit: 1 })).total).toBe(5);
});

test("a corpus that vanished is gone, in the recent list too, until it is forgotten", async () => {
  const { call, documentsDir } = startHost();
  await call("openSample", {});
  rmSync(join(documentsDir, "校样样例"), { recursive: true });
  await expect(call("listDocuments", { query, offset: 0, limit: 1 })).rejects.toMatchObject({ code: "corpus-gone" });
  const [recent] = await call("listRecent", {});
  expect(recent?.missing).toBe(true);
  await expect(call("openCorpus", { folder: recent?.folder ?? "" })).rejects.toMatchObject({ code: "corpus-gone" });
  await call("forgetRecent", { folder: recent?.folder ?? "" });
  expect(await call("listRecent", {})).toEqual([]);
});

test("damaged preferences and recent files mean the defaults", async () => {
  const root = temporaryFolder();
  mkdirSync(join(root, "user data"));
  writeFileSync(join(root, "user data", "preferences.json"), '{"theme":"pink"}');
  writeFileSync(join(root, "user data", "recent.json"), "{");
  const { call } = startHost({}, root);
  expect((await call("getInfo", {})).preferences).toEqual(defaultPreferences);
  expect(await call("listRecent", {})).toEqual([]);
});

test("the system's dialog answers with a handle, or null when it was closed", async () => {
  const answers = ["/tmp", null];
  const { call } = startHost({ nativeDialogs: { chooseFolder: async () => answers.shift() ?? null } });
  const handle = await call("chooseFolder", { purpose: "open" });
  expect(await call("listFolder", { folder: handle })).toMatchObject({ location: "/tmp" });
  expect(await call("chooseFolder", { purpose: "open" })).toBeNull();
});

test("without a corpus, whatever needs one says so", async () => {
  const { call } = startHost();
  await expect(call("listDocuments", { query, offset: 0, limit: 1 })).rejects.toMatchObject({ code: "no-corpus" });
  await expect(call("readDocument", { id: "ABCD" })).rejects.toMatchObject({ code: "no-corpus" });
});

test.each(["toString", "__proto__", "constructor", "nothing", ""])("%j is no method", async (method) => {
  const { running } = startHost();
  await expect(dispatch(running.host, method, {})).rejects.toMatchObject({ code: "usage" });
});

test("every method refuses parameters of another shape, by name", async () => {
  const { running } = startHost();
  for (const method of methods)
    for (const params of [null, [], "x", { surplus: 1 }])
      await expect(dispatch(running.host, method, params)).rejects.toMatchObject({
        code: "usage",
        details: { name: method },
      });
});

test("a message that nests without end is refused by name, whatever the method", async () => {
  const { running } = startHost();
  let deep: unknown = [];
  for (let depth = 0; depth < 100_000; depth++) deep = [deep];
  for (const method of methods) {
    const refusal = dispatch(running.host, method, { document: deep, more: deep });
    await expect(refusal).rejects.toMatchObject({ code: "usage", message: /nest more than 64 deep/ });
  }
});
