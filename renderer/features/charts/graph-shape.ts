/**
 * How large the nodes of a graph are drawn, which is nearest in a direction, what is joined to what.
 * Must not know: React, the DOM.
 */
import type { NamedGraph } from "../../../shared/api.ts";
import { layoutGraph, type Point } from "../../../shared/entities/overview/graph-layout.ts";

export const fontSize = 13;
/** More of a name is cut off; the whole of it is in the list and under the pointer. */
const longestName = 9;
const padding = 8;

export interface DrawnNode extends Point {
  radius: number;
  /** As it is written below the circle. */
  label: string;
}

/** Where each node is drawn in a box of pixels. */
export function drawGraph({ nodes, edges }: NamedGraph, box: { width: number; height: number }): DrawnNode[] {
  const most = Math.max(1, ...nodes.map(({ units }) => units));
  const shapes = nodes.map(({ name, units }) => {
    const label = shorten(name);
    const radius = 5 + 9 * Math.sqrt(units / most);
    return {
      label,
      radius,
      width: Math.max(2 * radius, widthOf(label, fontSize)) + padding,
      height: 2 * radius + fontSize + padding,
    };
  });
  const strongest = Math.max(1, ...edges.map(({ units }) => units));
  const pulls = edges.map(({ a, b, units }) => ({ a, b, strength: Math.sqrt(units / strongest) }));
  const points = layoutGraph(shapes, pulls, box);
  return shapes.map(({ label, radius, height }, index) => {
    const { x, y } = points[index] as Point;
    // The circle stands in the upper part of its box.
    return { x, y: y - height / 2 + radius + padding / 2, label, radius };
  });
}

function shorten(name: string): string {
  const characters = Array.from(name);
  return characters.length > longestName ? `${characters.slice(0, longestName - 1).join("")}…` : name;
}

/** About how wide a text is, in pixels. @param size of the type, in pixels */
export function widthOf(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) < 0x2e80 ? size * 0.6 : size;
  return width;
}

/** A part of the graph: a node, or an edge. */
export type Part = { kind: "node" | "edge"; index: number };

export function sameParts(a: Part | null, b: Part | null): boolean {
  return a?.kind === b?.kind && a?.index === b?.index;
}

const directions: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The node that an arrow key leads to from a place; null for none, or another key. */
export function nodeTowards(key: string, from: Point, nodes: readonly Point[]): number | null {
  const direction = directions[key];
  if (!direction) return null;
  let best: { index: number; cost: number } | null = null;
  for (const [index, { x, y }] of nodes.entries()) {
    const [dx, dy] = [x - from.x, y - from.y];
    const along = dx * direction.x + dy * direction.y;
    const across = Math.abs(dx * direction.y) + Math.abs(dy * direction.x);
    if (along <= 1) continue;
    // What lies aside counts twice: the eye goes straight on.
    const cost = along + 2 * across;
    if (!best || cost < best.cost) best = { index, cost };
  }
  return best?.index ?? null;
}

/** The edges of a node, strongest first. */
export function edgesOf(node: number, { edges }: NamedGraph): number[] {
  return edges.flatMap(({ a, b }, index) => (a === node || b === node ? [index] : []));
}

/** The nodes that a part touches. */
export function touched({ kind, index }: Part, { edges }: NamedGraph): ReadonlySet<number> {
  if (kind === "edge") {
    const edge = edges[index];
    return new Set(edge ? [edge.a, edge.b] : []);
  }
  return new Set([index, ...edges.flatMap(({ a, b }) => (a === index ? [b] : b === index ? [a] : []))]);
}
