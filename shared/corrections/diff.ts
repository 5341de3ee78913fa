/**
 * The shortest difference between two short lists (Myers 1986), for the few places where provenance leaves open which
 * character answers which. Its cost grows with the number of differences; beyond a limit the rest is one difference.
 */

/** Items [a, aEnd) of the first list are items [b, bEnd) of the second one. */
export interface Hunk {
  a: number;
  aEnd: number;
  b: number;
  bEnd: number;
}

/** More differences than this between two texts say that one is no version of the other. */
const MAX_DIFFERENCES = 600;

export function diff(a: readonly string[], b: readonly string[]): Hunk[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let [aEnd, bEnd] = [a.length, b.length];
  while (aEnd > start && bEnd > start && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--;
    bEnd--;
  }
  if (start === aEnd && start === bEnd) return [];
  const whole = [{ a: start, aEnd, b: start, bEnd }];
  if (start === aEnd || start === bEnd) return whole;
  const hunks = shortest(a.slice(start, aEnd), b.slice(start, bEnd));
  return hunks?.map((hunk) => shifted(hunk, start)) ?? whole;
}

function shifted({ a, aEnd, b, bEnd }: Hunk, by: number): Hunk {
  return { a: a + by, aEnd: aEnd + by, b: b + by, bEnd: bEnd + by };
}

/** Null when there are too many differences. */
function shortest(a: readonly string[], b: readonly string[]): Hunk[] | null {
  const most = Math.min(a.length + b.length, MAX_DIFFERENCES);
  const zero = most + 1;
  const reach = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let d = 0; d <= most; d++) {
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach[zero + k - 1] as number) < (reach[zero + k + 1] as number));
      let x = down ? (reach[zero + k + 1] as number) : (reach[zero + k - 1] as number) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach[zero + k] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(trace, d, a.length, b.length);
    }
    // Only what the next round can ask for: diagonals -d … d.
    trace.push(reach.slice(zero - d - 1, zero + d + 2));
  }
  return null;
}

function walkBack(trace: readonly Int32Array[], d: number, x: number, y: number): Hunk[] {
  const hunks: Hunk[] = [];
  let [atX, atY] = [x, y];
  for (let depth = d; depth > 0; depth--) {
    // Round depth-1 kept diagonals -depth … depth, so that diagonal k is at index k + depth.
    const before = trace[depth - 1] as Int32Array;
    const at = (k: number) => before[k + depth] ?? 0;
    const k = atX - atY;
    const down = k === -depth || (k !== depth && at(k - 1) < at(k + 1));
    const fromK = down ? k + 1 : k - 1;
    const fromX = at(fromK);
    const fromY = fromX - fromK;
    const [toX, toY] = down ? [fromX, fromY + 1] : [fromX + 1, fromY];
    const next = hunks.at(-1);
    if (next && next.a === toX && next.b === toY) {
      next.a = fromX;
      next.b = fromY;
    } else {
      hunks.push({ a: fromX, aEnd: toX, b: fromY, bEnd: toY });
    }
    [atX, atY] = [fromX, fromY];
  }
  return hunks.reverse();
}
