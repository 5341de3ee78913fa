/**
 * Stories: where on the page each begins, and which headlines stand above it. Stories begin at a title, at an opener
 * such as 本报讯, or with a picture that has a text of its own.
 */
import type { Label as Text } from "../../model/settings.ts";
import { clues } from "./evidence.ts";
import { couldBeHeadline, type UnitLabel } from "./labels.ts";
import { endsSentence, endsSigned } from "./marks.ts";
import { bigramsOf } from "./overlap.ts";
import { captionMarker, isColumnName, isKicker, isStoryOpener, numberOf, startsWithDash } from "./patterns.ts";
import type { Unit } from "./units.ts";

export interface Story {
  /** Its first unit: the topmost headline, or the opener. */
  start: number;
  /** The headlines directly above its text; empty where it has none. */
  header: number[];
  /** The first unit of its text. */
  body: number;
  /** A picture with a text of its own. */
  photo: boolean;
  score: number;
  evidence: Text[];
}

export interface Stories {
  stories: Story[];
  /** Headlines with no text behind them: heaped at the page's end. */
  heap: number[];
  /** Headings inside a story. */
  headings: Set<number>;
}

const HEADER_ROLES = new Set(["title", "heading", "kicker", "subtitle"]);
/** What may stand between a headline and its text. */
const ASIDE = new Set(["byline", "dateline", "caption", "credit", "boilerplate"]);
/** From this on a headline begins a new story rather than a section. */
const START = 2;
const LEAD = 160;

export function storiesOf(
  units: readonly Unit[],
  labels: readonly (UnitLabel | null)[],
  levels: readonly number[],
): Stories {
  return new Walk(units, labels, levels).run();
}

class Walk {
  readonly #units: readonly Unit[];
  readonly #labels: readonly (UnitLabel | null)[];
  /** The source's heading marks: 1 for #, 2 for ## …; 0 for none. */
  readonly #levels: readonly number[];
  readonly #result: Stories = { stories: [], heap: [], headings: new Set() };
  /** The level of the present story's title. */
  #level = 0;
  #body = false;

  constructor(units: readonly Unit[], labels: readonly (UnitLabel | null)[], levels: readonly number[]) {
    this.#units = units;
    this.#labels = labels;
    this.#levels = levels;
  }

  run(): Stories {
    const { stories } = this.#result;
    for (let i = 0; i < this.#units.length; ) {
      const group = this.#groupAt(i);
      if (group.length) {
        this.#takeGroup(group);
        i += group.length;
        continue;
      }
      const unit = this.#units[i] as Unit;
      const above = stories.at(-1);
      const claimed = above?.body === i;
      const isText = unit.role === "paragraph" && !this.#labels[i];
      if (!claimed && isText && isStoryOpener(unit.text)) {
        this.#push({
          start: this.#asidesAbove(i),
          header: [],
          body: i,
          photo: false,
          score: 0.9,
          evidence: [clues.opener],
        });
      } else if (!claimed && this.#isPhotoNews(i)) {
        this.#push({
          start: i,
          header: [],
          body: i,
          photo: true,
          score: 0.75,
          evidence: [clues.photoNews, clues.creditFollows],
        });
      } else if (!stories.length && isText) {
        this.#push({ start: i, header: [], body: i, photo: false, score: 0.5, evidence: [clues.pageTop] });
      }
      if (isText) this.#body = true;
      i++;
    }
    return this.#result;
  }

  #push(story: Story): void {
    this.#result.stories.push(story);
    this.#body = true;
    const level = story.header.map((index) => this.#levels[index] ?? 0).filter(Boolean);
    if (story.header.length) this.#level = level.length ? Math.min(...level) : 0;
  }

  /** A web page's dateline or byline directly above an opener belongs to the same story. */
  #asidesAbove(index: number): number {
    let start = index;
    while (start > 0 && this.#labels[start - 1]?.role === "dateline") start--;
    return start;
  }

  #isHeader(index: number): boolean {
    const unit = this.#units[index];
    if (!unit) return false;
    const label = this.#labels[index];
    return label ? HEADER_ROLES.has(label.role) : couldBeHeadline(unit);
  }

  #groupAt(index: number): number[] {
    const group: number[] = [];
    while (this.#isHeader(index + group.length)) group.push(index + group.length);
    return group;
  }

  /** The unit that holds the text below a group, past bylines and captions; null when the page ends first. */
  #bodyBelow(index: number): { body: number | null; byline: boolean } {
    let byline = false;
    for (let i = index; i < this.#units.length; i++) {
      const role = this.#labels[i]?.role;
      if (role === "byline") byline = true;
      if (this.#isPhotoNews(i)) return { body: i, byline };
      if (!role || !ASIDE.has(role)) return { body: this.#isHeader(i) ? null : i, byline };
    }
    return { body: null, byline };
  }

  #takeGroup(group: number[]): void {
    const last = group.at(-1) as number;
    const { body, byline } = this.#bodyBelow(last + 1);
    if (body === null) {
      // Nothing but headlines and furniture up to the end: a heap, or one line too many.
      if (this.#body) this.#result.heap.push(...group);
      return;
    }
    const { score, evidence } = this.#startScore(group, body, byline);
    if (score < START) {
      for (const index of group) this.#result.headings.add(index);
      return;
    }
    const photo = this.#isPhotoNews(body);
    // A marked section heading directly under a title is the first section's, not a part of the headline.
    const header = group.filter((index, order) => !(order > 0 && this.#isSection(index, group)));
    for (const index of group) if (!header.includes(index)) this.#result.headings.add(index);
    this.#push({ start: group[0] as number, header, body, photo, score: Math.min(0.95, 0.4 + score / 10), evidence });
  }

  #isSection(index: number, group: readonly number[]): boolean {
    const unit = this.#units[index] as Unit;
    if (startsWithDash(unit.raw) || unit.role === "subtitle" || unit.role === "title" || unit.role === "kicker")
      return false;
    if (numberOf(unit.raw)) return true;
    const title = group.find((other) => this.#units[other]?.role === "title");
    if (title === undefined || title > index || unit.role !== "heading") return false;
    // Others of its level further down, with no title between: a section like them.
    for (let i = index + 1; i < this.#units.length; i++) {
      const other = this.#units[i] as Unit;
      if (other.role === "title") return false;
      if (other.role === "heading" && this.#levels[i] === this.#levels[index]) return true;
    }
    return false;
  }

  #startScore(group: readonly number[], body: number, byline: boolean): { score: number; evidence: Text[] } {
    const evidence: Text[] = [];
    let score = 0;
    const add = (points: number, clue?: Text) => {
      score += points;
      if (clue) evidence.push(clue);
    };
    const first = this.#units[group[0] as number] as Unit;
    const level = Math.min(...group.map((index) => this.#levels[index] || 9));
    if (!this.#body) add(3, clues.pageTop);
    if (group.some((index) => this.#units[index]?.role === "title")) add(3, clues.titleMark);
    if (isStoryOpener(this.#units[body]?.text ?? "")) add(3, clues.openerFollows);
    if (this.#isPhotoNews(body)) add(2, clues.photoNews);
    if (byline) add(2.5, clues.bylineFollows);
    const dash = group.some((index) => startsWithDash(this.#units[index]?.raw ?? ""));
    if (dash) add(1, clues.dash);
    const second = this.#units[group[1] as number];
    if (dash && isColumnName(first.raw)) add(2, clues.kickerAbove);
    else if (
      second &&
      first.whole &&
      level === 9 &&
      isKicker(first.raw) &&
      !isKicker(second.raw) &&
      !numberOf(second.raw)
    )
      add(2, clues.kickerAbove);
    if (this.#signedAbove(group[0] as number)) add(2, clues.afterSignature);
    if (level < 9 && level === this.#level) add(first.text.length <= 6 ? 0.5 : 2, clues.sameLevel);
    if (level < 9 && this.#level && level > this.#level) add(-1);
    if (numberOf(first.raw)) add(-2);
    return { score, evidence };
  }

  /** Whether the story above has ended: with a sign-off, or a byline or editor behind its text. */
  #signedAbove(index: number): boolean {
    const above = this.#units[index - 1];
    const label = this.#labels[index - 1];
    if (!above || !this.#body) return false;
    if (!label) return endsSigned(above.text);
    // A byline under the first paragraph alone may sign an introduction.
    const story = this.#result.stories.at(-1);
    const least = (story?.body ?? 0) + (story?.header.length ? 1 : 0);
    return label.role === "byline" && !this.#isHeader(index - 2) && above.index > least;
  }

  /** A caption of several sentences with its photographer, where no story goes on behind it. */
  #isPhotoNews(index: number): boolean {
    const unit = this.#units[index];
    if (!unit || this.#labels[index]?.role !== "caption") return false;
    const sentences = unit.text.match(/[。！？]/g)?.length ?? 0;
    const dated = /^(?:\d{4}年)?\d{1,2}月\d{1,2}日|^(?:近日|日前|昨日|今日)/.test(unit.text);
    if (unit.text.length < 40 || (sentences < 2 && !(dated && unit.text.length >= 60))) return false;
    const credit = this.#labels[index + 1]?.role === "credit";
    if (!credit && captionMarker(unit.raw) !== "tail") return false;
    const next = index + (credit ? 2 : 1);
    const after = this.#units[next];
    const goesOn = after && !this.#isHeader(next) && !this.#labels[next] && !isStoryOpener(after.text);
    return !goesOn && this.#tellsSomethingElse(unit, index);
  }

  #tellsSomethingElse(unit: Unit, index: number): boolean {
    const story = this.#result.stories.at(-1);
    const above = this.#units.slice(story?.body ?? 0, index);
    const known = new Set(
      bigramsOf(
        above
          .map(({ text }) => text)
          .join("\n")
          .slice(0, 4000),
      ),
    );
    const own = new Set(bigramsOf(unit.text));
    const shared = [...own].filter((pair) => known.has(pair)).length;
    return above.length === 0 || shared / Math.max(1, own.size) < 0.4;
  }
}

/** The first words of a story's text: what a headline repeats. A short first paragraph is taken with the next one. */
export function leadsOf({ stories, heap }: Stories, units: readonly Unit[]): string[] {
  return stories.map(({ body }, index) => {
    const end = stories[index + 1]?.start ?? heap[0] ?? units.length;
    const first = units[body]?.text ?? "";
    const rest = first.length < 60 && body + 1 < end ? (units[body + 1]?.text ?? "") : "";
    return (first + rest).slice(0, LEAD);
  });
}

/** Whether headings are run in on this page: paragraphs begin with a short sentence that names their matter. */
export function hasRunInHeadings(units: readonly Unit[]): boolean {
  const long = units.filter((unit) => unit.role === "paragraph" && unit.text.length >= 60);
  const runIn = long.filter((unit) => {
    const first = /^[^。！？]{4,16}。/u.exec(unit.text)?.[0];
    return first !== undefined && !/[，,]/.test(first);
  });
  return long.length >= 3 && runIn.length / long.length >= 0.3 && endsSentence(long[0]?.text ?? "");
}
