/** What a save costs above the disk's own write and fsync of the same bytes. */
import { open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Corpus } from "../../electron/corpus/corpus.ts";
import { blocksOf } from "../../shared/model/document.ts";
import { pageName } from "./fixture.ts";
import { count, type Figure, type Section, timed } from "./section.ts";

export const saving: Section = {
  name: "saving",
  about: "a durable save, above the disk's own write and fsync of the same bytes",
  async *measure(bench) {
    const dir = await bench.longPages();
    for (const size of bench.sizes.characters) yield* await measureSaving(dir, size, bench.quick ? 5 : 40);
  },
};

async function measureSaving(dir: string, size: number, rounds: number): Promise<Figure[]> {
  const corpus = await Corpus.open(dir);
  try {
    const query = { sort: "name", descending: false, text: pageName(size), status: null } as const;
    const [id = ""] = await corpus.ids(query);
    let { hash } = await corpus.read(id);
    const above: number[] = [];
    const saves: number[] = [];
    const disk: number[] = [];
    for (let i = 0; i < rounds; i++) {
      const { document } = await corpus.read(id);
      const block = blocksOf(document)[0];
      if (!block) throw new Error("the page has no block");
      block.text += "。";
      block.pieces.push({ inserted: "。" });
      const save = await timed(async () => {
        hash = (await corpus.save(document, hash)).hash;
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
  } finally {
    await corpus.close();
  }
}

const plainName = "plain-write";

async function writeAndSync(dir: string, bytes: Buffer): Promise<void> {
  const file = await open(join(dir, plainName), "w");
  await file.writeFile(bytes);
  await file.sync();
  await file.close();
}
