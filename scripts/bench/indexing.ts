/** Importing files, and building the index of a corpus that has none. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Corpus } from "../../electron/corpus/corpus.ts";
import { pageTexts } from "./many-pages.ts";
import { count, type Section, timed } from "./section.ts";

export const importing: Section = {
  name: "importing",
  about: "from plain files to indexed documents, durable",
  async *measure(bench) {
    const files = bench.quick ? 100 : 2000;
    const from = bench.folder("to-import");
    const text = pageTexts();
    for (let page = 0; page < files; page++) writeFileSync(join(from, `${page}.txt`), text(page));
    const corpus = await Corpus.create(join(bench.folder("imported"), "corpus"), { name: "bench" });
    try {
      // With the first file the formats are loaded: here as TypeScript, in the built program in a moment.
      const first = { path: "first.txt", bytes: new TextEncoder().encode(text(files)), encoding: "auto" } as const;
      await corpus.import(first);
      const took = await timed(async () => {
        for await (const { status, path, error } of corpus.importPaths([from], { encoding: "auto" }))
          if (status !== "imported") throw new Error(`${path}: ${error?.message}`);
      });
      yield { work: `import, ${count(files)} files`, samples: [(files / took) * 1000], unit: "pages/s", aim: 500 };
    } finally {
      await corpus.close();
    }
  },
};

export const indexing: Section = {
  name: "indexing",
  about: "the index of a corpus that has none",
  async *measure(bench) {
    for (const size of bench.sizes.pages) {
      yield {
        work: `build the index, ${count(size)} pages`,
        samples: [await bench.indexTook(size)],
        aim: 600_000,
        growth: { of: "build the index", size },
      };
    }
  },
};
