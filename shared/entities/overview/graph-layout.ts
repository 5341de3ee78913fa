/**
 * Where the nodes of a graph stand in a box: those that are joined near each other, no two labels over each other. The
 * same graph in the same box always gives the same picture: nothing is random, and it is worked out to its end before
 * anything is drawn. Pure; lengths are in the caller's unit (pixels).
 */
export interface LayoutNode {
  /** Of the circle and what is written below it. */
  width: number;
  height: number;
}

export interface LayoutEdge {
  a: number;
  b: number;
  /** Between 0 and 1: how strongly it pulls. */
  strength: number;
}

export interface Point {
  x: number;
  y: number;
}

const STEPS = 400;
/** Radians between two neighbours on a spiral that fills a circle evenly. */
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
/** Pull towards the middle: parts that nothing joins must not drift off. */
const GRAVITY = 0.9;
const SEPARATIONS = 500;

/** The middles of the nodes' boxes, all inside the box. */
export function layoutGraph(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  box: { width: number; height: number },
): Point[] {
  const points = simulate(nodes.length, edges);
  spread(points, nodes, box);
  separate(points, nodes, box);
  return points;
}

/** Fruchterman and Reingold's springs in a square of side 1, from a spiral. */
function simulate(count: number, edges: readonly LayoutEdge[]): Point[] {
  const points = Array.from({ length: count }, (_, index): Point => {
    const radius = 0.5 * Math.sqrt((index + 0.5) / Math.max(1, count));
    return { x: radius * Math.cos(index * GOLDEN), y: radius * Math.sin(index * GOLDEN) };
  });
  const ideal = Math.sqrt(1 / Math.max(1, count));
  const degrees = new Array<number>(count).fill(0);
  for (const { a, b } of edges) for (const end of [a, b]) degrees[end] = (degrees[end] ?? 0) + 1;
  // Many edges pull each less, or groups where all are joined to all would fall into one point.
  const pulls = edges.map(({ a, b, strength }) => {
    const degree = Math.max(1, Math.min(degrees[a] ?? 1, degrees[b] ?? 1));
    return { a, b, pull: (0.3 + 0.7 * strength) / Math.sqrt(degree) };
  });
  const moves = points.map(() => ({ x: 0, y: 0 }));
  const at = (index: number) => points[index] as Point;
  const move = (index: number) => moves[index] as Point;
  for (let step = 0; step < STEPS; step++) {
    for (let one = 0; one < count; one++) {
      const { x, y } = at(one);
      const distance = Math.hypot(x, y);
      moves[one] = { x: -x * GRAVITY * distance, y: -y * GRAVITY * distance };
    }
    for (let one = 0; one < count; one++)
      for (let other = 0; other < one; other++) {
        const [dx, dy] = [at(one).x - at(other).x, at(one).y - at(other).y];
        const force = (ideal * ideal) / Math.max(dx * dx + dy * dy, 1e-6);
        push(move(one), dx * force, dy * force);
        push(move(other), -dx * force, -dy * force);
      }
    for (const { a, b, pull } of pulls) {
      const [dx, dy] = [at(a).x - at(b).x, at(a).y - at(b).y];
      const force = (Math.hypot(dx, dy) / ideal) * pull;
      push(move(a), -dx * force, -dy * force);
      push(move(b), dx * force, dy * force);
    }
    const heat = 0.12 * (1 - step / STEPS);
    for (let one = 0; one < count; one++) {
      const { x, y } = move(one);
      const length = Math.hypot(x, y);
      if (length) push(at(one), (x / length) * Math.min(length, heat), (y / length) * Math.min(length, heat));
    }
  }
  return points;
}

function push(point: Point, x: number, y: number): void {
  point.x += x;
  point.y += y;
}

/** Stretches the picture to the box, each direction by itself. */
function spread(points: Point[], nodes: readonly LayoutNode[], box: { width: number; height: number }): void {
  for (const [axis, side] of [
    ["x", "width"],
    ["y", "height"],
  ] as const) {
    const values = points.map((point) => point[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const margin = Math.max(...nodes.map((node) => node[side])) / 2;
    const room = Math.max(0, box[side] - 2 * margin);
    for (const point of points)
      point[axis] = high > low ? margin + ((point[axis] - low) / (high - low)) * room : box[side] / 2;
  }
}

/** Moves boxes that lie over each other apart, the shorter way, until none do. */
function separate(points: Point[], nodes: readonly LayoutNode[], box: { width: number; height: number }): void {
  for (let round = 0; round < SEPARATIONS; round++) {
    let isDone = true;
    for (let one = 0; one < points.length; one++)
      for (let other = 0; other < one; other++)
        if (pushApart(points[one], points[other], nodes[one], nodes[other])) isDone = false;
    for (const [index, point] of points.entries()) {
      const { width, height } = nodes[index] as LayoutNode;
      point.x = within(point.x, width / 2, box.width - width / 2);
      point.y = within(point.y, height / 2, box.height - height / 2);
    }
    if (isDone) return;
  }
}

/** @returns whether they were over each other */
function pushApart(
  a: Point | undefined,
  b: Point | undefined,
  sizeA: LayoutNode | undefined,
  sizeB: LayoutNode | undefined,
): boolean {
  if (!a || !b || !sizeA || !sizeB) return false;
  const [dx, dy] = [a.x - b.x, a.y - b.y];
  const overX = (sizeA.width + sizeB.width) / 2 - Math.abs(dx);
  const overY = (sizeA.height + sizeB.height) / 2 - Math.abs(dy);
  if (overX <= 0.01 || overY <= 0.01) return false;
  if (overX < overY) {
    const by = (dx < 0 ? -overX : overX) / 2;
    a.x += by;
    b.x -= by;
  } else {
    const by = (dy < 0 ? -overY : overY) / 2;
    a.y += by;
    b.y -= by;
  }
  return true;
}

function within(value: number, low: number, high: number): number {
  return high < low ? (low + high) / 2 : Math.min(high, Math.max(low, value));
}
