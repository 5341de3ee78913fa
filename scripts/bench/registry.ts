/** A registry of many entries: looked through, searched, changed, and brought in as a list of names. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Corpus } from "../../electron/corpus/corpus.ts";
import { importGazetteer } from "../../electron/corpus/import-gazetteer.ts";
import { RegistryList } from "../../electron/corpus/registry-list.ts";
import { readWordKnowledge } from "../../electron/entities/word-knowledge.ts";
import { Suggester } from "../../shared/entities/suggest.ts";
import { defaultEntityTypes, type Registry } from "../../shared/model/settings.ts";
import { count, type Figure, repeated, type Section, timed } from "./section.ts";

const parts = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗建国伟强军平海山江河东南西北中华明文志勇德成玉春秀英".split("");

/** A name of its own for each number, some two or three characters long. */
export function nameOf(number: number): string {
  let [name, rest] = ["", number];
  for (let at = 0; at < 3; at++) {
    name += parts[rest % parts.length];
    rest = Math.floor(rest / parts.length);
  }
  return name + (rest ? String(rest) : "");
}

export const registry: Section = {
  name: "registry",
  about: "a registry of 100,000 entries: its list, searching it, adding one, bringing one in, suggesting by it",
  async *measure(bench) {
    const entries = bench.quick ? 2_000 : 100_000;
    const dir = bench.folder("registry");
    const corpus = await Corpus.create(join(dir, "corpus"), { name: "registry" });
    const rows = Array.from({ length: entries }, (_, number) => {
      return `${nameOf(number)},${defaultEntityTypes[number % 4]?.id},甲${nameOf(number)}`;
    });
    const bytes = Buffer.from(`name,type,aliases\n${rows.join("\n")}\n`);
    const many = `${count(entries)} entries`;
    try {
      const file = { name: "names.csv", bytes, encoding: "auto", type: null, isNew: false } as const;
      const look = await timed(() => importGazetteer(corpus, { ...file, dryRun: true }));
      yield { work: `look at a list of names, ${many}`, samples: [look], aim: null };
      const carry = await timed(() => importGazetteer(corpus, { ...file, dryRun: false }));
      yield { work: `bring a list of names in, ${many}`, samples: [carry], aim: null };
      const list = new RegistryList();
      const page = async (text: string, sort: "name" | "entities") => {
        const query = { text, type: null, sort, descending: false };
        return list.page(await corpus.readRegistry(), await corpus.entityCounts(), query, 0, 200);
      };
      yield {
        work: `list by name, the first time, ${many}`,
        samples: [await timed(() => page("", "name"))],
        aim: null,
      };
      const typed = await repeated(8, (round) => page(parts[round] ?? "", "name"));
      yield { work: `search in the list, ${many}`, samples: typed, aim: 100 };
      const added = await repeated(4, async (round) => {
        const entry = { id: `new${round}`, name: `新${round}`, type: "PER", aliases: [], link: "", note: "" };
        await corpus.changeRegistry([{ do: "add", entry }]);
      });
      yield { work: `add an entry, ${many}`, samples: added, aim: 1000 };
      const after = await repeated(4, async (round) => {
        writeFileSync(join(corpus.dir, "entities.json"), JSON.stringify(await corpus.readRegistry()));
        await page(`${round}`, "name");
      });
      yield { work: `read it again after a change, ${many}`, samples: after, aim: 1000 };
      yield* suggesting(await corpus.readRegistry(), many);
    } finally {
      await corpus.close();
    }
  },
};

/** What the window's suggesting worker does with a registry: all of it once, then what has changed. */
async function* suggesting({ entities }: Registry, many: string): AsyncGenerator<Figure> {
  const knowledge = await readWordKnowledge();
  const blocks = Array.from({ length: 200 }, (_, index) => {
    const text = `${nameOf(index * 7)}在会上介绍，${nameOf(index * 31)}与${nameOf(index * 13)}签约。`.repeat(4);
    return { id: `b${index}`, role: "paragraph", text, entities: [] };
  });
  let suggester = new Suggester({ knowledge, registry: [] });
  const known = await timed(async () => {
    suggester = new Suggester({ knowledge, registry: entities });
  });
  yield { work: `suggest: know the registry, ${many}`, samples: [known], aim: 2000 };
  yield {
    work: `suggest for a page the first time, ${many}`,
    samples: [await timed(async () => void suggester.suggest(blocks))],
    aim: null,
  };
  const again = await repeated(8, async (round) => {
    const entry = { id: `fresh${round}`, name: nameOf(round * 7), type: "PER", aliases: [], link: "", note: "" };
    suggester.changeRegistry([entry], []);
    suggester.suggest(blocks);
  });
  yield { work: `suggest again after a changed entry, ${many}`, samples: again, aim: 100 };
}
