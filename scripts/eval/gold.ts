/** Gold files (`*.gold.json`): what a careful proofreader leaves of a page. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { GalleyError } from "../../shared/errors.ts";
import type { ScoredArticle } from "./score.ts";

const goldSchema = z.looseObject({
  source: z.string(),
  articles: z.array(
    z.looseObject({
      blocks: z.array(z.looseObject({ role: z.string(), text: z.string(), scope: z.string().optional() })),
    }),
  ),
});

export interface GoldPage {
  /** The source's file name. */
  source: string;
  articles: ScoredArticle[];
}

/** All gold files of a folder, by name. @throws GalleyError naming the file that is not one */
export function readGold(folder: string): GoldPage[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".gold.json"))
    .sort();
  return names.map((name) => {
    const file = path.join(folder, name);
    const parsed = goldSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
    if (!parsed.success)
      throw new GalleyError("invalid-document", `${file} is not a gold file: ${z.prettifyError(parsed.error)}`);
    const articles = parsed.data.articles.map(({ blocks }) => ({
      blocks: blocks.map(({ role, text, scope }) => ({ role, text, page: scope === "page" })),
    }));
    return { source: parsed.data.source, articles };
  });
}
