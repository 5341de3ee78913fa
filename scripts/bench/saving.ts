/** What a save costs above the disk's own write and fsync of the same bytes. */
import { open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Corpus } from "../../electron/corpus/corpus.ts";
import { blocksOf } from "../../shared/model/document.ts";
import { pageName } from "./fixture.ts";
import type { Figure } from "./statistics.ts";

const rounds = 40;

export async function measureSaving(dir: string, characters: number): Promise<Figure[]> {
  const corpus = await Corpus.open(dir);
  try {
    const query = { sort: "name", descending: false, text: pageName(characters), status: null } as const;
    const [id = ""] = await corpus.ids(query);
    const first = await corpus.read(id);
    let hash = first.hash;
    const saves: number[] = [];
    const disk: number[] = [];
    for (let i = 0; i < rounds; i++) {
      const { document } = await corpus.read(id);
      const block = blocksOf(document)[0];
      if (!block) throw new Error("the page has no block");
      block.text += "。";
      block.pieces.push({ inserted: "。" });
      const start = performance.now();
      hash = (await corpus.save(document, hash)).hash;
      saves.push(performance.now() - start);
      disk.push(await writeAndSync(dir, await readFile(join(dir, "documents", id.slice(-2), `${id}.json`))));
    }
    const name = `${characters.toLocaleString("en")} characters`;
    return [
      { work: `save, durable: ${name}`, samples: saves, limit: null },
      { work: `  the disk's own write + fsync: ${name}`, samples: disk, limit: null },
    ];
  } finally {
    await corpus.close();
  }
}

async function writeAndSync(dir: string, bytes: Buffer): Promise<number> {
  const path = join(dir, "plain-write");
  const start = performance.now();
  const file = await open(path, "w");
  await file.writeFile(bytes);
  await file.sync();
  await file.close();
  const elapsed = performance.now() - start;
  await rm(path);
  return elapsed;
}
