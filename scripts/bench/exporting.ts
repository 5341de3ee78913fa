/**
 * Exports of a large corpus: pages a second, the peak memory of the process, and what comes out. Each export runs in a
 * process of its own, as `galley export` does, so that one format's memory is not another's.
 */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { formats } from "../../electron/formats/index.ts";
import { count, type Figure, type Section } from "./section.ts";

/** Measured where none are chosen: what programs read, a page a line and a character a line. */
const usual = ["jsonl", "conll"];

const MB = 1024 * 1024;

export interface Exported {
  pages: number;
  ms: number;
  /** Of the process, at its peak. */
  peakBytes: number;
  /** Of all files. */
  outputBytes: number;
}

export const exporting: Section = {
  name: "exporting",
  about: "documents to other formats, the memory that it takes (--format F,F or all)",
  async *measure(bench) {
    for (const size of bench.sizes.pages) {
      const corpus = await bench.manyPages(size);
      for (const format of chosen(bench.formats))
        yield* figuresOf(format, size, run(corpus, format, bench.folder(`${format}-${size}`), bench.machine.env));
    }
  },
};

function chosen(formatIds: readonly string[]): string[] {
  const all = formats.filter(({ exporter }) => exporter).map(({ id }) => id);
  if (!formatIds.length) return usual;
  const unknown = formatIds.find((id) => id !== "all" && !all.includes(id));
  if (unknown !== undefined) throw new Error(`There is no export format “${unknown}”. There are: ${all.join(", ")}.`);
  return formatIds.includes("all") ? all : [...formatIds];
}

function run(corpus: string, format: string, folder: string, env: NodeJS.ProcessEnv): Exported {
  const program = join(import.meta.dirname, "export-once.ts");
  const child = spawnSync(process.execPath, [program, corpus, format, join(folder, "out")], {
    encoding: "utf8",
    env,
    maxBuffer: 64 * MB,
  });
  // Exports are large; the next one needs the disk.
  rmSync(folder, { recursive: true, force: true });
  if (child.status !== 0) throw new Error(`${format}: ${child.stderr}`);
  return JSON.parse(child.stdout) as Exported;
}

function* figuresOf(format: string, size: number, { pages, ms, peakBytes, outputBytes }: Exported): Generator<Figure> {
  if (pages !== size) throw new Error(`${format}: ${pages} of ${size} pages were exported`);
  const work = `export ${format}, ${count(size)} pages`;
  // 100,000 pages in a minute.
  const aim = usual.includes(format) ? 1667 : null;
  yield { work, samples: [(pages / ms) * 1000], unit: "pages/s", aim, growth: { of: `export ${format}`, size } };
  yield { work: `${work}: peak memory`, samples: [peakBytes / MB], unit: "MB", aim: 512 };
  yield { work: `${work}: output`, samples: [outputBytes / MB], unit: "MB", aim: null };
}
