/** `search DIR QUERY`: a concordance, every place with what stands around it. */

import type { HitAction } from "../../shared/entities/plan-request.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { AnnotationQuery } from "../../shared/search/annotation.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { type CommandContext, type Define, withCorpus } from "./command.ts";
import { changeEntities } from "./entity-change.ts";
import { nameValue } from "./name-value.ts";
import { countOf, type QueryOptions, queryOf, withQueryOptions } from "./query.ts";

type SearchOptions = QueryOptions & {
  entity?: boolean;
  untagged?: boolean;
  ref?: string;
  by?: string;
  attribute?: string;
  with?: string;
  tag?: string | true;
  untag?: boolean;
  retype?: string;
  set?: Record<string, string>;
  dryRun?: boolean;
  limit?: number;
};

/** Lines that are asked for at once. */
const PAGE = 1000;

export const defineSearch: Define = (program, run) => {
  withQueryOptions(program.command("search"))
    .description("every place in the corpus where a text stands, with what is around it")
    .argument("<dir>", "corpus folder")
    .argument("<query>", "the text to look for; with the options below, in entities' own texts, and empty for all")
    .option("--entity", "look for entities (of --type) instead of text")
    .option("--untagged", "look for names of entities.json that stand there untagged")
    .option("--ref <id>", "entities that name this entry of entities.json; - for those that name none")
    .option("--by <source>", "entities that were made by this: editor, suggest, person …")
    .option("--attribute <a=v>", "entities that have this attribute, of this value or (without =) of any")
    .option("--with <what>", "entities in whose block another one stands: of this type, or whose text holds this")
    .option("--tag [type]", "tag what --untagged finds, as entities.json says or as this type")
    .option("--untag", "take the tags off that are found")
    .option("--retype <type>", "give what is found this type")
    .option("--set <a=v>", "say this of what is found, several times for more; A= takes an attribute off", nameValue)
    .option("--dry-run", "only say what would be changed")
    .option("--limit <count>", "at most so many places", countOf)
    .action((dir: string, text: string, options: SearchOptions) =>
      run(
        (context) =>
          withCorpus(dir, context, async (corpus) => {
            const act = actionOf(options);
            if (act) await change(corpus, text, options, act, context);
            else await search(corpus, text, options, context);
          }),
        options,
      ),
    );
};

async function search(
  corpus: Corpus,
  text: string,
  options: SearchOptions,
  { output, signal }: CommandContext,
): Promise<void> {
  const query = queryOf(text, options, annotationOf(options, corpus));
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  const table: string[][] = [];
  for (let offset = 0; ; offset += PAGE) {
    if (signal.aborted) throw new GalleyError("cancelled", "Stopped before the end.");
    const wanted = Math.min(PAGE, limit - offset);
    const { total, documents, hits } = await corpus.search(query, offset, wanted, { signal });
    for (const { document, block, start, end, before, match, after, tag } of hits) {
      const what = tag ? { type: tag.type, ref: tag.ref, by: tag.by } : {};
      output.line({ document, block, start, end, before, match, after, ...what }, null);
      if (!output.json) table.push([before, match, after, ...(tag ? [tag.type] : []), document, block]);
    }
    if (offset + hits.length < Math.min(total, limit)) continue;
    const what = query.annotation ? ["TYPE"] : [];
    if (!output.json && table.length)
      output.table(["BEFORE", "MATCH", "AFTER", ...what, "DOCUMENT", "BLOCK"], table, ["right"]);
    output.message(`${total} places in ${documents} documents.`);
    return;
  }
}

/** What is to be done with what is found; null for nothing. */
function actionOf({ tag, untag, retype, set, untagged, dryRun, limit }: SearchOptions): HitAction | null {
  const actions: HitAction[] = [];
  if (tag !== undefined) actions.push({ do: "tag", type: tag === true ? null : tag });
  if (untag) actions.push({ do: "untag" });
  if (retype !== undefined) actions.push({ do: "retype", type: retype });
  if (set) actions.push({ do: "set", attributes: set });
  const [act = null] = actions;
  if (actions.length > 1) throw new GalleyError("usage", "One of --tag, --untag, --retype and --set at a time.");
  if (!act && dryRun) throw new GalleyError("usage", "--dry-run goes with --tag, --untag, --retype or --set.");
  if (act && limit !== undefined) throw new GalleyError("usage", "--limit does not go with a change: all is changed.");
  if (act && (act.do === "tag") !== Boolean(untagged))
    throw new GalleyError("usage", "--tag goes with --untagged; --untag, --retype and --set go with entities.");
  return act;
}

async function change(
  corpus: Corpus,
  text: string,
  options: SearchOptions,
  act: HitAction,
  context: CommandContext,
): Promise<void> {
  const query = queryOf(text, options, annotationOf({ ...options, entity: !options.untagged }, corpus));
  const dryRun = options.dryRun ?? false;
  const { places, documents } = await changeEntities(corpus, { do: "hits", query, only: null, act }, dryRun, context);
  context.output.message(`${places} places in ${documents} documents ${dryRun ? "would be changed" : "changed"}.`);
}

/** What the options ask for beyond text; null where they ask for text alone. */
function annotationOf(options: SearchOptions, corpus: Corpus): AnnotationQuery | null {
  const { entity, untagged, ref, by, attribute, with: company } = options;
  if (untagged && (entity || by !== undefined || attribute !== undefined || company !== undefined))
    throw new GalleyError("usage", "--untagged goes with --type, --ref, --role and --status only.");
  if (!entity && !untagged && [ref, by, attribute, company].every((option) => option === undefined)) return null;
  const types = corpus.settings.entityTypes.map(({ id }) => id);
  const border = attribute?.indexOf("=") ?? -1;
  return {
    find: untagged ? "untagged" : "entities",
    ref: ref === undefined ? null : ref === "-" ? "" : ref,
    by: by ?? null,
    attribute: attribute
      ? {
          id: border < 0 ? attribute : attribute.slice(0, border),
          value: border < 0 ? null : attribute.slice(border + 1),
        }
      : null,
    with:
      company === undefined
        ? null
        : types.includes(company)
          ? { type: company, text: "" }
          : { type: null, text: company },
  };
}
