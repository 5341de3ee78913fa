/**
 * What a save costs above the disk's own write and fsync of the same bytes: from the message that a window sends to the
 * answer that it gets, the block changed and the draft kept before, as while somebody types.
 */
import { open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { decode, encode } from "@msgpack/msgpack";
import { dispatch } from "../../electron/host/dispatch.ts";
import { windowless } from "../../electron/host/windowless.ts";
import { createHost } from "../../electron/host.ts";
import { timing } from "../../renderer/features/document/save.ts";
import type { Method, Params, Result } from "../../shared/api.ts";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { deltaOf } from "../../shared/versions/delta.ts";
import { pageName } from "./fixture.ts";
import { count, type Figure, type Section, timed } from "./section.ts";

type Call = <M extends Method>(method: M, params: Params<M>) => Promise<Result<M>>;

export const saving: Section = {
  name: "saving",
  about: "a durable save, above the disk's own write and fsync of the same bytes",
  async *measure(bench) {
    const dir = await bench.longPages();
    const running = createHost({
      ...windowless,
      userDataDir: bench.folder("saving-user-data"),
      documentsDir: bench.folder("saving-documents"),
      // Nothing but saves is measured.
      checkAfterMs: 3_600_000,
      learnAfterMs: 3_600_000,
      emit() {},
    });
    try {
      await running.openAtStart(dir);
      const call: Call = async (method, params) =>
        (await dispatch(running.host, method, decode(encode(params)))) as Result<typeof method>;
      for (const size of bench.sizes.characters) yield* await measureSaving(call, dir, size, bench.quick ? 5 : 40);
    } finally {
      await running.close();
    }
  },
};

async function measureSaving(call: Call, dir: string, size: number, rounds: number): Promise<Figure[]> {
  const query = { sort: "name", descending: false, text: pageName(size), status: null } as const;
  const [id = ""] = await call("listDocumentIds", { query });
  let { document, hash } = await call("readDocument", { id });
  const above: number[] = [];
  const saves: number[] = [];
  const disk: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const known = new Set(blocksOf(document));
    document = typed(document, i);
    const delta = deltaOf(document, known);
    await call("keepDraft", { delta, baseHash: hash });
    // As a window does: what the save before left to do, its row of the index above all, is done in this pause.
    await wait(timing.pause);
    const save = await timed(async () => {
      const saved = await call("saveDelta", { delta, baseHash: hash });
      if (!saved) throw new Error("the host has forgotten what it saved last");
      hash = saved.hash;
    });
    const bytes = await readFile(join(dir, "documents", id.slice(-2), `${id}.json`));
    const write = await timed(() => writeAndSync(dir, bytes));
    await rm(join(dir, plainName));
    saves.push(save);
    disk.push(write);
    above.push(save - write);
  }
  const name = `${count(size)} characters`;
  return [
    { work: `save, durable: ${name}`, samples: saves, aim: null },
    { work: `  the disk's own write + fsync: ${name}`, samples: disk, aim: null },
    {
      work: `  above the disk's own: ${name}`,
      samples: above,
      aim: 10,
      growth: { of: "save above the disk's own", size },
    },
  ];
}

/** A character more, each time in another block. */
function typed(document: GalleyDocument, time: number): GalleyDocument {
  const blocks = blocksOf(document);
  const block = blocks[(time * 7) % blocks.length];
  if (!block) throw new Error("the page has no block");
  const changed = { ...block, text: `${block.text}。`, pieces: [...block.pieces, { inserted: "。" }] };
  const articles = document.articles.map((article) => ({
    ...article,
    blocks: article.blocks.map((one) => (one === block ? changed : one)),
  }));
  return { ...document, articles };
}

const plainName = "plain-write";

async function writeAndSync(dir: string, bytes: Buffer): Promise<void> {
  const file = await open(join(dir, plainName), "w");
  await file.writeFile(bytes);
  await file.sync();
  await file.close();
}
