/**
 * Text broken into lines as Chinese is set: between any two characters, but not before a closing mark, not after an
 * opening one, and not inside a word of Latin letters or a number. Pure; must not know fonts, pages.
 */

/** A character and what is drawn with it. */
export interface Cell<Style> {
  character: string;
  /** In the unit that lines are measured in. */
  width: number;
  style: Style;
}

export interface Line<Style> {
  cells: Cell<Style>[];
  width: number;
  /** Its text ends here: at a line end, or at the end of all. Such lines are not spread over the column. */
  last: boolean;
}

const NO_START = /^[\p{Pe}\p{Pf}，。、；：？！,.;:?!·…—～％%‰℃々〻ーっッゃャゅュょョ″′’”]$/u;
const NO_END = /^[\p{Ps}\p{Pi}‘“＄￥$¥№]$/u;
const JOINED = /^\p{M}$/u;
/** Letters and signs that words and numbers are made of, other than those of Chinese. */
const WORD =
  /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\uFF00-\uFFEF])[\p{L}\p{N}_@#&/\\'+=-]$/u;
const SPACE = /^[ \t]$/;

/** How far back a better place to break is looked for, in characters. */
const BACK = 40;

export function linesOf<Style>(cells: readonly Cell<Style>[], width: number): Line<Style>[] {
  const lines: Line<Style>[] = [];
  let start = 0;
  let sum = 0;
  const end = (to: number, last: boolean, next: number) => {
    const line = cells.slice(start, to);
    // Space at the end of a line that goes on takes no room.
    while (!last && line.length > 1 && SPACE.test(line.at(-1)?.character ?? "")) line.pop();
    lines.push({ cells: line, width: line.reduce((all, cell) => all + cell.width, 0), last });
    start = next;
    sum = 0;
  };
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at] as Cell<Style>;
    if (cell.character === "\n") {
      end(at, true, at + 1);
      continue;
    }
    // More than once, where what was taken along is itself too long.
    while (sum + cell.width > width && at > start && !SPACE.test(cell.character)) {
      const place = breakBefore(cells, start, at);
      end(place, false, place);
      for (let again = start; again < at; again++) sum += cells[again]?.width ?? 0;
    }
    sum += cell.width;
  }
  if (start < cells.length || !lines.length) end(cells.length, true, cells.length);
  return lines;
}

/** Where the line that begins at `start` ends, if it can't hold what stands at `at`; at `at` where no place is better. */
function breakBefore<Style>(cells: readonly Cell<Style>[], start: number, at: number): number {
  for (let place = at; place > start && place > at - BACK; place--) {
    if (mayBreak(cells[place - 1]?.character ?? "", cells[place]?.character ?? "")) return place;
  }
  return at;
}

function mayBreak(before: string, after: string): boolean {
  if (JOINED.test(after) || NO_START.test(after) || NO_END.test(before)) return false;
  return !(WORD.test(before) && WORD.test(after));
}
