import fc from "fast-check";
import { expect, test } from "vitest";
import { EntityCounts } from "./counts.ts";
import { type LayoutEdge, type LayoutNode, layoutGraph } from "./graph-layout.ts";
import { eachUnit, type Mention, type Scope } from "./mention.ts";
import { pageDate, periodOf, periodsBetween, unitFor } from "./page-date.ts";
import { strongestPairs } from "./pairs.ts";

test.each([
  ["2024-05-01", "2024-05-01"],
  ["2024-05-01T08:00:00+08:00", "2024-05-01"],
  ["2024/5/1 08:30", "2024-05-01"],
  ["20240501", "2024-05-01"],
  ["２０２４年５月１日 星期三", "2024-05-01"],
  ["二〇二四年十二月三十一日", "2024-12-31"],
  ["一九八四年十月", "1984-10"],
  ["1984", "1984"],
  ["1984年", "1984"],
  ["2024-13-01", null],
  ["5月1日", null],
  ["昨天", null],
  ["", null],
])("a page's date: %s is %s", (written, read) => {
  expect(pageDate(written)).toBe(read);
});

test("dates fit the axis by the finest unit; what says less than the unit has no period", () => {
  expect(unitFor(["2024-05-01", "2024-06-03"])).toBe("day");
  expect(unitFor(["2022-05-01", "2024-06"])).toBe("month");
  expect(unitFor(["1984", "1985-01"])).toBe("year");
  expect(unitFor(["1984", "1985", "1986-01"])).toBe("year");
  expect(unitFor(["1950-01-01", "2024-06-03"])).toBe("year");
  expect(periodOf("2024", "month")).toBeNull();
  expect(periodsBetween(["2024-02", "2023-11"], "month")).toEqual(["2023-11", "2023-12", "2024-01", "2024-02"]);
  expect(periodsBetween(["2024-02-28", "2024-03-01"], "day")).toEqual(["2024-02-28", "2024-02-29", "2024-03-01"]);
  expect(periodsBetween(["0100-01-01", "2024-03-01"], "day")).toEqual(["0100-01-01", "2024-03-01"]);
});

const mentions = fc.array(
  fc.record({ type: fc.nat(2), who: fc.nat(9), block: fc.nat(3) }).map((one) => ({ ...one, article: one.block >> 1 })),
  { maxLength: 12 },
);
const pages = fc.array(
  fc.record({
    date: fc.constantFrom("2024-05-01", "2024-05", "1999", "?"),
    mentions: mentions.map((all) => all.sort((a, b) => a.block - b.block)),
  }),
  { maxLength: 12 },
);

test("nothing is lost or counted twice: in types, in columns, in periods and out of them", () => {
  fc.assert(
    fc.property(pages, fc.integer({ min: 1, max: 5 }), (given, columns) => {
      const counts = new EntityCounts(given.length, columns);
      for (const page of given) counts.add(page.date, page.mentions);
      const all = given.flatMap((page) => page.mentions);
      const sum = (bins: readonly { byType: Map<number, number> }[]) =>
        bins.flatMap(({ byType }) => [...byType.values()]).reduce((a, b) => a + b, 0);
      const { periods, undated, coarse } = counts.periods("month");
      expect(counts.entities).toBe(all.length);
      expect(counts.types(String).reduce((total, { entities }) => total + entities, 0)).toBe(all.length);
      expect(sum(counts.runs())).toBe(all.length);
      expect(sum([...periods, undated, coarse])).toBe(all.length);
      expect(counts.runs().map(({ documents, from, to }) => documents - (to - from))).toEqual(
        counts.runs().map(() => 0),
      );
      expect([...periods, undated, coarse].reduce((total, { documents }) => total + documents, 0)).toBe(given.length);
      const different = counts.types(String).map(({ type, different: many }) => [type, many]);
      for (const [type, many] of different)
        expect(new Set(all.filter((one) => one.type === type).map(({ who }) => who)).size).toBe(many);
      expect(counts.frequent(3, String).length).toBe(Math.min(3, new Set(all.map(({ who }) => who)).size));
    }),
  );
});

/** Every pair, the slow way. */
function allPairs(given: readonly { mentions: Mention[] }[], scope: Scope): Map<string, number> {
  const pairs = new Map<string, number>();
  for (const page of given)
    eachUnit(page.mentions, scope, (whos) => {
      for (const a of whos) for (const b of whos) if (a < b) pairs.set(`${a} ${b}`, (pairs.get(`${a} ${b}`) ?? 0) + 1);
    });
  return pairs;
}

test("the strongest pairs are those that stand together most, counted once for each block or article", () => {
  fc.assert(
    fc.property(
      pages,
      fc.constantFrom<Scope>("block", "article"),
      fc.integer({ min: 2, max: 10 }),
      (given, scope, most) => {
        const each = (visit: (mentions: readonly Mention[]) => void) => {
          for (const page of given) visit(page.mentions);
        };
        const graph = strongestPairs(each, { scope, nodes: most, keyOf: String });
        const all = allPairs(given, scope);
        expect(graph.isComplete).toBe(true);
        expect(graph.nodes.length).toBeLessThanOrEqual(most);
        for (const { a, b, units } of graph.edges) {
          const whos = [graph.nodes[a]?.who ?? -1, graph.nodes[b]?.who ?? -1].sort((one, other) => one - other);
          expect(all.get(whos.join(" "))).toBe(units);
        }
        expect(graph.edges[0]?.units ?? 0).toBe(Math.max(0, ...all.values()));
        // The order in which pages come changes nothing.
        const backwards = (visit: (mentions: readonly Mention[]) => void) => {
          for (const page of [...given].reverse()) visit(page.mentions);
        };
        const other = strongestPairs(backwards, { scope, nodes: most, keyOf: String });
        expect(other.edges).toEqual(graph.edges);
        expect(other.nodes.map(({ who }) => who)).toEqual(graph.nodes.map(({ who }) => who));
      },
    ),
  );
});

const graphs = fc.integer({ min: 1, max: 60 }).chain((count) =>
  fc.record({
    nodes: fc.array(fc.record({ width: fc.integer({ min: 16, max: 96 }), height: fc.constant(34) }), {
      minLength: count,
      maxLength: count,
    }),
    edges: fc.array(
      fc.record({ a: fc.nat(count - 1), b: fc.nat(count - 1), strength: fc.double({ min: 0, max: 1, noNaN: true }) }),
      { maxLength: count * 2 },
    ),
  }),
);
const box = { width: 900, height: 560 };

test("the same graph gives the same picture, in the box, no label over another", () => {
  fc.assert(
    fc.property(graphs, ({ nodes, edges }: { nodes: LayoutNode[]; edges: LayoutEdge[] }) => {
      const points = layoutGraph(nodes, edges, box);
      expect(layoutGraph(nodes, edges, box)).toEqual(points);
      for (const [one, { x, y }] of points.entries()) {
        const { width, height } = nodes[one] as LayoutNode;
        expect(x - width / 2).toBeGreaterThan(-0.1);
        expect(x + width / 2).toBeLessThan(box.width + 0.1);
        expect(y - height / 2).toBeGreaterThan(-0.1);
        expect(y + height / 2).toBeLessThan(box.height + 0.1);
        for (let other = 0; other < one; other++) {
          const [size, at] = [nodes[other] as LayoutNode, points[other] as { x: number; y: number }];
          const apartX = Math.abs(at.x - x) - (size.width + width) / 2;
          const apartY = Math.abs(at.y - y) - (size.height + height) / 2;
          // A few pixels are no matter: labels have room around them.
          expect(Math.max(apartX, apartY)).toBeGreaterThan(-4);
        }
      }
    }),
    { numRuns: 40 },
  );
});
