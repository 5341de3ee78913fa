import { describe, expect, it } from "vitest";
import { f1, lostRuns, reachOf, type ScoredArticle, wrongJoins } from "./score.ts";

const body = "本报讯 近日，区妇联举行救助金发放仪式，二十名妇女领到了救助金。";
const second = "本报讯 昨天，街道召开推进会，部署下一阶段的重点工作。";

const gold = (): ScoredArticle[] => [
  {
    blocks: [
      { role: "boilerplate", text: "合办：融媒体中心", page: true },
      { role: "title", text: "救助金发到妇女手中" },
      { role: "paragraph", text: body },
    ],
  },
  {
    blocks: [
      { role: "title", text: "街道部署重点工作" },
      { role: "paragraph", text: second },
    ],
  },
];

/** The gold with one change made to it. */
function changed(change: (articles: ScoredArticle[]) => void): ScoredArticle[] {
  const articles = gold();
  change(articles);
  return articles;
}

describe("reach", () => {
  it("is full for the gold itself, furniture of the page left out", () => {
    const reach = reachOf(gold(), gold());
    expect(reach).toMatchObject({ cer: 0, exact: 4, blocks: 4, headlines: 2, titles: 2, roles: 1 });
    expect(f1(reach.boundaries)).toBe(1);
  });

  it("counts a wrong character, and the block that it makes differ", () => {
    const reach = reachOf(
      changed(([first]) => {
        (first?.blocks[2] as { text: string }).text = body.replace("妇联", "妇朕");
      }),
      gold(),
    );
    expect(reach).toMatchObject({ errors: 1, exact: 3 });
    expect(reach.missing).toEqual([body]);
  });

  it("counts a headline that stands in another story", () => {
    const reach = reachOf(
      changed((articles) => {
        const [title] = articles[0]?.blocks.splice(1, 1) ?? [];
        if (title) articles[1]?.blocks.push(title);
      }),
      gold(),
    );
    expect(reach).toMatchObject({ headlines: 1, exact: 4 });
  });

  it("counts characters of a wrong role, in a block that is split as well", () => {
    const wrong = changed(([, last]) => {
      (last?.blocks[0] as { role: string }).role = "heading";
    });
    expect(reachOf(wrong, gold()).wrongRoles).toEqual([{ text: "街道部署重点工作", gold: "title", output: "heading" }]);
    const split = changed(([first]) => {
      first?.blocks.splice(
        2,
        1,
        { role: "paragraph", text: body.slice(0, 12) },
        { role: "byline", text: body.slice(12) },
      );
    });
    const { roles, characters } = reachOf(split, gold());
    expect(roles * characters).toBeCloseTo(characters - (body.length - 12));
  });

  it("counts a boundary that is missing and one too many", () => {
    const merged = changed((articles) => {
      articles[0]?.blocks.push(...(articles.splice(1, 1)[0]?.blocks ?? []));
    });
    expect(reachOf(merged, gold()).boundaries).toEqual({ found: 0, made: 0, gold: 1 });
    const extra = changed((articles) => {
      articles.push({ blocks: articles[1]?.blocks.splice(1, 1) ?? [] });
    });
    expect(reachOf(extra, gold()).boundaries).toEqual({ found: 1, made: 2, gold: 1 });
  });
});

describe("harm", () => {
  it("is a run that raw page and gold have and the mended page has lost", () => {
    expect(lostRuns([body], [body], [body])).toEqual([]);
    expect(lostRuns([body], [body.replace("妇联", "妇朕")], [body]).length).toBeGreaterThan(0);
    expect(lostRuns(["他说,好的好的好的"], ["他说，好的好的好的"], ["他说，好的好的好的"])).toEqual([]);
  });

  it("is a join that no gold block has, whatever marks were mended with it", () => {
    const texts = [body, second];
    expect(wrongJoins([{ left: "本报讯 近日,区妇", right: "联举行救助" }], texts)).toEqual([]);
    expect(wrongJoins([{ left: body, right: second }], texts)).toHaveLength(1);
  });
});
