/**
 * Who and what stand together in a block or an article: the strongest pairs, as a graph. All pairs of a large corpus are
 * too many to count, so those are counted whose members are frequent enough: a pair stands together no oftener than
 * its rarer member stands anywhere, which proves that none stronger was left out.
 * Must not know: where pages come from, how graphs are drawn.
 */
import { firstInOrder } from "../../search/concordance.ts";
import { eachUnit, type Mention, type Scope } from "./mention.ts";

export interface GraphNode {
  who: number;
  /** The type that it is tagged as first. */
  type: number;
  /** Blocks or articles that it stands in. */
  units: number;
}

/** `a` and `b` are places among the nodes, `a` before `b`. */
export interface GraphEdge {
  a: number;
  b: number;
  /** Blocks or articles that both stand in. */
  units: number;
}

export interface Graph {
  /** Those that stand in most blocks or articles first. */
  nodes: GraphNode[];
  /** Strongest first. */
  edges: GraphEdge[];
  /** False where a pair of rarer members may have been left out. */
  isComplete: boolean;
}

export interface GraphOptions {
  scope: Scope;
  /** At most so many nodes. */
  nodes: number;
  /** Orders those that are as frequent, so that the same corpus gives the same graph. */
  keyOf(who: number): string;
}

/** How many are counted against each other; the next when the first were not enough. */
const CANDIDATES = [1500, 5000];
/** Edges for each node: more can't be told apart. */
const DENSITY = 2;
/** Pairs looked at for each node that is wanted. */
const POOL = 40;

/** Calls its visitor with each page's mentions. */
export type EachPage = (visit: (mentions: readonly Mention[]) => void) => void;

export function strongestPairs(each: EachPage, options: GraphOptions): Graph {
  const ranked = rank(each, options);
  for (const [attempt, size] of CANDIDATES.entries()) {
    const candidates = ranked.slice(0, size);
    const rarest = ranked[size]?.units ?? 0;
    const graph = choose(candidates, countPairs(each, candidates, options.scope), options.nodes);
    const weakest = graph.edges.at(-1)?.units ?? 0;
    const isComplete = weakest >= rarest;
    if (isComplete || attempt === CANDIDATES.length - 1) return { ...graph, isComplete };
  }
  throw new Error("no candidates");
}

/** All that is named, most frequent first. */
function rank(each: EachPage, { scope, keyOf }: GraphOptions): GraphNode[] {
  const found = new Map<number, GraphNode>();
  each((mentions) => {
    for (const { who, type } of mentions) if (!found.has(who)) found.set(who, { who, type, units: 0 });
    eachUnit(mentions, scope, (whos) => {
      for (const who of whos) (found.get(who) as GraphNode).units++;
    });
  });
  const all = [...found.values()];
  const compare = (a: GraphNode, b: GraphNode) => b.units - a.units || (keyOf(a.who) < keyOf(b.who) ? -1 : 1);
  const at = (index: number) => all[index] as GraphNode;
  const most = (CANDIDATES.at(-1) ?? 0) + 1;
  return firstInOrder(all.length, most, (a, b) => compare(at(a), at(b))).map(at);
}

/** Where the pair of two candidates is counted. */
const placeOf = (low: number, high: number) => (high * (high - 1)) / 2 + low;

function countPairs(each: EachPage, candidates: readonly GraphNode[], scope: Scope): Uint32Array {
  const ranks = new Map(candidates.map(({ who }, index) => [who, index]));
  const counts = new Uint32Array(placeOf(0, candidates.length));
  each((mentions) =>
    eachUnit(mentions, scope, (whos) => {
      if (whos.size < 2) return;
      const present: number[] = [];
      for (const who of whos) {
        const place = ranks.get(who);
        if (place !== undefined) present.push(place);
      }
      present.sort((a, b) => a - b);
      for (let high = 1; high < present.length; high++) {
        const row = placeOf(0, present[high] as number);
        for (let low = 0; low < high; low++) {
          const at = row + (present[low] as number);
          counts[at] = (counts[at] ?? 0) + 1;
        }
      }
    }),
  );
  return counts;
}

/** Takes the strongest pairs as long as there is room for their members. */
function choose(candidates: readonly GraphNode[], counts: Uint32Array, most: number): Pick<Graph, "nodes" | "edges"> {
  const pairs: { low: number; high: number; units: number }[] = [];
  for (let high = 1; high < candidates.length; high++)
    for (let low = 0; low < high; low++) {
      const units = counts[placeOf(low, high)] ?? 0;
      if (units) pairs.push({ low, high, units });
    }
  const at = (index: number) => pairs[index] as (typeof pairs)[number];
  // Of pairs that are as strong, the one of frequenter members.
  const order = firstInOrder(pairs.length, most * POOL, (one, other) => {
    const [a, b] = [at(one), at(other)];
    return b.units - a.units || a.high - b.high || a.low - b.low;
  });
  const chosen = new Set<number>();
  const edges: { low: number; high: number; units: number }[] = [];
  for (const pair of order.map(at)) {
    if (edges.length >= most * DENSITY) break;
    const fresh = [pair.low, pair.high].filter((one) => !chosen.has(one));
    if (chosen.size + fresh.length > most) continue;
    for (const one of fresh) chosen.add(one);
    edges.push(pair);
  }
  const ranks = [...chosen].sort((a, b) => a - b);
  const places = new Map(ranks.map((one, place) => [one, place]));
  return {
    nodes: ranks.map((one) => candidates[one] as GraphNode),
    edges: edges.map(({ low, high, units }) => ({ a: places.get(low) ?? 0, b: places.get(high) ?? 0, units })),
  };
}
