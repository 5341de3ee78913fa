/** The entities of a large corpus as a whole: what the charts ask for. */
import { Corpus } from "../../electron/corpus/corpus.ts";
import { count, repeated, type Section, timed } from "./section.ts";

const all = { types: null, status: null } as const;
const names = { types: ["PER", "ORG", "LOC", "EVENT"], status: null };

export const charts: Section = {
  name: "charts",
  about: "entities by type over pages and dates, who stands together, and their passages",
  async *measure(bench) {
    for (const size of bench.sizes.pages) {
      const corpus = await Corpus.open(await bench.manyPages(size));
      const pages = `${count(size)} pages`;
      const rounds = bench.quick ? 2 : 4;
      try {
        const counted = () => corpus.countEntitiesByType({ ...all, unit: null, frequent: 0 });
        yield { work: `charts, the first in a session, ${pages}`, samples: [await timed(counted)], aim: null };
        const figure = (of: string, samples: number[]) => {
          return { work: `${of}, ${pages}`, samples, aim: 2000, growth: { of, size } };
        };
        yield figure("charts by date and page", await repeated(rounds, counted));
        const graph = { ...names, nodes: 60 };
        yield figure(
          "charts, together in a block",
          await repeated(rounds, () => corpus.entityGraph({ ...graph, scope: "block" })),
        );
        yield figure(
          "charts, together in an article",
          await repeated(rounds, () => corpus.entityGraph({ ...graph, scope: "article" })),
        );
        const { nodes, edges } = await corpus.entityGraph({ ...graph, scope: "block" });
        const [edge] = edges;
        const of = edge ? [edge.a, edge.b].flatMap((place) => nodes[place] ?? []) : [];
        yield figure(
          "charts, the passages of two",
          await repeated(rounds, async (round) => {
            const scope = round % 2 ? "article" : "block";
            await corpus.listPassages({ ...names, of, scope, among: null }, 0, 200);
          }),
        );
      } finally {
        await corpus.close();
      }
    }
  },
};
