/**
 * An editing session without a window, until it is killed: the host as both shells run it, and the window's own journal
 * and saving over it. Pages are opened, typed into, saved, restored from their history; in between operations change all
 * of them, are undone, and pages are imported.
 * Started as `session.ts CORPUS USER-DATA SEED`; says what it does (`said.ts`).
 */
import { setTimeout as wait } from "node:timers/promises";
import { dispatch } from "../../electron/host/dispatch.ts";
import { windowless } from "../../electron/host/windowless.ts";
import { createHost } from "../../electron/host.ts";
import { DraftKeeper } from "../../renderer/features/document/draft-keeper.ts";
import { Saver, systemClock } from "../../renderer/features/document/save.ts";
import { createWrite, onDiskAs } from "../../renderer/features/document/write.ts";
import type { EventPayload, Method, Params, Result, SearchQuery } from "../../shared/api.ts";
import { blocksOf, type GalleyDocument, type Status } from "../../shared/model/document.ts";
import { codePointLength } from "../../shared/model/offsets.ts";
import { chanceOf } from "./chance.ts";
import { say, saysOf } from "./said.ts";

const [dir = "", userDataDir = "", seed = "0"] = process.argv.slice(2);
const chance = chanceOf(Number(seed));
const everything: SearchQuery = { text: "", regex: false, role: null, type: null, status: null, sort: "page" };
const byName = { sort: "name", descending: false, text: "", status: null } as const;
const name = "𠮷田";

const ended = new Map<string, EventPayload<"jobEnded">>();
let wake = () => {};
const running = createHost({
  ...windowless,
  userDataDir,
  documentsDir: userDataDir,
  // Checking and learning in the background cost more than all else; now and then they are killed too.
  checkAfterMs: chance.next() < 0.1 ? 0 : 3_600_000,
  learnAfterMs: chance.next() < 0.1 ? 0 : 3_600_000,
  emit(event, payload) {
    if (event !== "jobEnded") return;
    const end = payload as EventPayload<"jobEnded">;
    ended.set(end.job, end);
    wake();
  },
});
const call = async <M extends Method>(method: M, params: Params<M>) =>
  (await dispatch(running.host, method, params)) as Result<M>;

/** The end of a job; null (and said) when it did not do all that it was asked to. */
async function done(started: Promise<{ job: string }>): Promise<string | null> {
  const { job } = await started;
  let end = ended.get(job);
  while (!end) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
    end = ended.get(job);
  }
  const error = end.error ?? end.failures[0]?.error;
  if (!error) return job;
  say({ what: "refused", why: `${error.code}: ${error.message}` });
  return null;
}

let signs = 0;

/** One sign more at the end of a block, as the editor would put it there. */
function typed(document: GalleyDocument): GalleyDocument {
  const sign = `〔${seed}.${++signs}〕`;
  const block = chance.pick(blocksOf(document));
  const changed = { ...block, text: block.text + sign, pieces: [...block.pieces, { inserted: sign }] };
  say({ what: "typed", id: document.id, sign, at: Date.now() });
  const articles = document.articles.map((article) => ({
    ...article,
    blocks: article.blocks.map((one) => (one.id === block.id ? changed : one)),
  }));
  return { ...document, articles };
}

/** A page is opened, typed into and left, as in a window. */
async function edit(id: string): Promise<void> {
  const { document: base, hash } = await call("readDocument", { id });
  const draft = await call("readDraft", { id });
  let version = 0;
  let document = base;
  let onDisk = onDiskAs(base, hash);
  const write = createWrite({ call }, () => onDisk);
  if (draft?.current) {
    document = draft.document;
    version = 1;
  }
  say({ what: "opened", id });
  const saver = new Saver<GalleyDocument>({
    clock: systemClock,
    read: () => document,
    version: () => version,
    composing: () => false,
    baseHash: hash,
    async write(next, baseHash) {
      const at = version;
      say({ what: "writing", documents: [[id, saysOf(next)]] });
      const saved = await write(next, baseHash);
      say({ what: "written", documents: [[id, saysOf(next)]] });
      onDisk = onDiskAs(next, saved.hash);
      keeper.saved(at);
      return saved;
    },
  });
  const keeper = new DraftKeeper({
    clock: systemClock,
    idle: (callback, milliseconds) => void setTimeout(callback, milliseconds),
    read: () => document,
    version: () => version,
    composing: () => false,
    keep: async (delta) => (await call("keepDraft", { delta, baseHash: onDisk.hash })).kept,
    base: () => onDisk.blocks,
  });
  keeper.start();
  const end = performance.now() + chance.between(50, 800);
  // Sometimes without a pause, sometimes with one in which the program saves by itself.
  while (performance.now() < end) {
    document = typed(document);
    version++;
    keeper.changed();
    saver.changed();
    await wait(chance.next() < 0.05 ? 700 : chance.between(1, 40));
  }
  if (await saver.flush()) say({ what: "left", id });
  else say({ what: "refused", why: `${id} was not saved: ${JSON.stringify(saver.getState())}` });
  saver.stop();
  keeper.stop();
}

async function restore(id: string): Promise<void> {
  const { revisions } = await call("readHistory", { id });
  if (!revisions.length) return;
  const { number } = chance.pick(revisions);
  const { document } = await call("readRevision", { id, number });
  const documents: [string, string][] = [[id, saysOf(document)]];
  say({ what: "writing", documents });
  const { kept } = await call("restoreRevision", { id, number });
  say({ what: "written", documents });
  if (kept !== null) say({ what: "kept", id, number: kept });
}

async function setStatus(id: string): Promise<void> {
  const { document } = await call("readDocument", { id });
  const status: Status = document.status === "done" ? "proofreading" : "done";
  const documents: [string, string][] = [[id, saysOf({ ...document, status })]];
  say({ what: "writing", documents });
  await call("setStatus", { ids: [id], status });
  say({ what: "written", documents });
}

/** An operation on all pages; what each says after it is known before. Sometimes it is undone at once. */
async function operate(
  start: () => Promise<{ job: string }>,
  after: (document: GalleyDocument) => GalleyDocument,
): Promise<void> {
  const before: GalleyDocument[] = [];
  for (const id of await call("listDocumentIds", { query: byName }))
    before.push((await call("readDocument", { id })).document);
  const plan = await done(start());
  if (!plan) return;
  const { documents: planned } = await call("readPlan", { plan, rule: null, offset: 0, limit: 1 });
  const changed = before.filter((document) => saysOf(after(document)) !== saysOf(document));
  if (changed.length !== planned)
    return say({ what: "refused", why: `${planned} documents are planned, not ${changed.length}` });
  const made = changed.map((document): [string, string] => [document.id, saysOf(after(document))]);
  const was = changed.map((document): [string, string] => [document.id, saysOf(document)]);
  say({ what: "writing", documents: made });
  if (!(await done(call("carryOutPlan", { plan, without: { rules: [], documents: [], changes: [] } })))) return;
  say({ what: "written", documents: made });
  if (!changed.length || chance.next() < 0.5) return;
  say({ what: "writing", documents: was });
  if (await done(call("undoOperation", {}))) say({ what: "written", documents: was });
}

const withTexts = (document: GalleyDocument, change: (text: string) => string): GalleyDocument => ({
  ...document,
  articles: document.articles.map((article) => ({
    ...article,
    blocks: article.blocks.map((block) => ({ ...block, text: change(block.text) })),
  })),
});

async function replace(): Promise<void> {
  const [from, to] = chance.next() < 0.5 ? (["甲地", "乙地"] as const) : (["乙地", "甲地"] as const);
  const query = { ...everything, text: from };
  await operate(
    () => call("planReplace", { query, replacement: to }),
    (document) => withTexts(document, (text) => text.replaceAll(from, to)),
  );
}

async function tagEverywhere(): Promise<void> {
  const isTagging = chance.next() < 0.6;
  await operate(
    () =>
      call(
        "planEntities",
        isTagging ? { do: "tag", text: name, type: "PER" } : { do: "untag", text: name, type: null },
      ),
    (document) => withEntities(document, isTagging),
  );
}

function withEntities(document: GalleyDocument, isTagging: boolean): GalleyDocument {
  const copy = structuredClone(document);
  for (const block of blocksOf(copy)) {
    const parts = isTagging ? block.text.split(name) : [];
    let start = 0;
    block.entities = parts.slice(0, -1).map((part) => {
      start += codePointLength(part);
      const entity = { id: "e", type: "PER", start, end: start + codePointLength(name), text: name };
      start = entity.end;
      return { ...entity, ref: null, by: "editor", note: "" };
    });
  }
  return copy;
}

async function importPage(): Promise<void> {
  const words = `第${seed}.${++signs}页，${name}到甲地。\n\n乙地来電，${name}離開。`;
  const outcome = await call("importFile", {
    path: `${seed}-${signs}.txt`,
    bytes: Buffer.from(words),
    encoding: "utf-8",
  });
  if (!outcome.id) return say({ what: "refused", why: `not imported: ${outcome.error?.message}` });
  const { document } = await call("readDocument", { id: outcome.id });
  say({ what: "written", documents: [[outcome.id, saysOf(document)]] });
}

await running.openAtStart(dir);
say({ what: "ready" });
for (;;) {
  const ids = await call("listDocumentIds", { query: byName });
  const id = chance.pick(ids);
  const act = chance.next();
  if (act < 0.5) await edit(id);
  else if (act < 0.6) await restore(id);
  else if (act < 0.65) await setStatus(id);
  else if (act < 0.8) await replace();
  else if (act < 0.92) await tagEverywhere();
  else if (ids.length < 30) await importPage();
}
