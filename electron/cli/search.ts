/** `search DIR QUERY`: a concordance, every place with what stands around it. */
import { GalleyError } from "../../shared/errors.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { type CommandContext, type Define, withCorpus } from "./command.ts";
import { countOf, type QueryOptions, queryOf, withQueryOptions } from "./query.ts";

type SearchOptions = QueryOptions & { limit?: number };

/** Lines that are asked for at once. */
const PAGE = 1000;

export const defineSearch: Define = (program, run) => {
  withQueryOptions(program.command("search"))
    .description("every place in the corpus where a text stands, with what is around it")
    .argument("<dir>", "corpus folder")
    .argument("<query>", "the text to look for")
    .option("--limit <count>", "at most so many places", countOf)
    .action((dir: string, text: string, options: SearchOptions) =>
      run((context) => withCorpus(dir, context, (corpus) => search(corpus, text, options, context)), options),
    );
};

async function search(
  corpus: Corpus,
  text: string,
  options: SearchOptions,
  { output, signal }: CommandContext,
): Promise<void> {
  const query = queryOf(text, options);
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  const table: string[][] = [];
  for (let offset = 0; ; offset += PAGE) {
    if (signal.aborted) throw new GalleyError("cancelled", "Stopped before the end.");
    const wanted = Math.min(PAGE, limit - offset);
    const { total, documents, hits } = await corpus.search(query, offset, wanted, { signal });
    for (const { document, block, start, end, before, match, after } of hits) {
      output.line({ document, block, start, end, before, match, after }, null);
      if (!output.json) table.push([before, match, after, document, block]);
    }
    if (offset + hits.length < Math.min(total, limit)) continue;
    if (!output.json && table.length) output.table(["BEFORE", "MATCH", "AFTER", "DOCUMENT", "BLOCK"], table, ["right"]);
    output.message(`${total} places in ${documents} documents.`);
    return;
  }
}
