/** `stats DIR --entities`: entities by type, by date, what is named most, and who and what stand together. */
import { InvalidArgumentError, Option } from "commander";
import type { Named } from "../../shared/api.ts";
import { type Scope, scopes } from "../../shared/entities/overview/mention.ts";
import { type Unit, units } from "../../shared/entities/overview/page-date.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { type CommandContext, type StatusOption, statusOption } from "./command.ts";

export type EntityStatsOptions = StatusOption & {
  entities?: boolean;
  type?: string[];
  by?: Unit;
  within?: Scope;
  limit?: number;
};

const USUAL_LIMIT = 50;
const MOST = 500;

export const entityStatsOptions: readonly Option[] = [
  new Option("--entities", "instead: entities by type and by the pages' dates, what is named most, and pairs"),
  new Option("--type <type>", "only entities of this type (may be given several times)").argParser(
    (type: string, before: string[] = []) => [...before, type],
  ),
  statusOption("only entities of documents of this status"),
  new Option("--by <unit>", "dates by this unit; without it the finest in which all fit").choices(units),
  new Option("--within <scope>", "pairs stand together in one of these").choices(scopes).default("block"),
  new Option(
    "--limit <count>",
    `so much of what is named most, and so many members of pairs (${USUAL_LIMIT})`,
  ).argParser(limitOf),
];

function limitOf(given: string): number {
  const count = Number(given);
  if (Number.isInteger(count) && count >= 2 && count <= MOST) return count;
  throw new InvalidArgumentError(`It must be a whole number from 2 to ${MOST}.`);
}

/** @throws GalleyError usage */
export function refuseWithoutEntities({ entities, type, status, by, limit }: EntityStatsOptions): void {
  if (!entities && [type, status, by, limit].some((option) => option !== undefined))
    throw new GalleyError("usage", "--type, --status, --by and --limit go with --entities.");
}

export async function entityStats(
  corpus: Corpus,
  { type, status, by, within = "block", limit = USUAL_LIMIT }: EntityStatsOptions,
  { output, signal }: CommandContext,
): Promise<void> {
  const known = corpus.settings.entityTypes.map(({ id }) => id);
  const filter = { types: type ?? null, status: status ?? null };
  const onProgress = (done: number, total: number) => output.progress(done, total);
  const options = { signal, onProgress };
  const counted = await corpus.countEntitiesByType({ ...filter, unit: by ?? null, frequent: limit }, options);
  const { nodes, edges, isComplete } = await corpus.entityGraph({ ...filter, scope: within, nodes: limit }, options);
  const { types, periods, undated, coarse, unit, frequent, documents, entities } = counted;
  // As the tagset has them; those that it does not know go last.
  const order = (id: string) => (known.includes(id) ? known.indexOf(id) : known.length);
  const columns = types.map((one) => one.type).sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1));
  const outside = [
    { period: null, why: "undated", ...undated },
    { period: null, why: "coarse", ...coarse },
  ].filter((bin) => bin.documents);

  output.lines(types.map((one) => ({ kind: "type", ...one })));
  output.lines(periods.map((one) => ({ kind: "period", ...one })));
  output.lines(outside.map((one) => ({ kind: "period", ...one })));
  output.lines(
    frequent.map(({ name, type: of, ref, registered, ...counts }) => {
      return {
        kind: "entity",
        name,
        type: of,
        ref,
        registered,
        entities: counts.entities,
        documents: counts.documents,
      };
    }),
  );
  const end = (place: number) => {
    const { name, type: of, ref } = nodes[place] as Named;
    return { name, type: of, ref };
  };
  output.lines(edges.map(({ a, b, units: times }) => ({ kind: "pair", a: end(a), b: end(b), within, times })));
  output.line({ total: { documents, entities, unit, complete: isComplete } }, null);
  if (output.json) return;

  const cells = (byType: Record<string, number>) => columns.map((id) => byType[id] ?? 0);
  const numbers = (count: number) => Array.from({ length: count }, () => "right" as const);
  if (!entities) return output.text(`${documents} documents, no entities\n`);
  output.table(
    ["TYPE", "ENTITIES", "DOCUMENTS", "DIFFERENT"],
    types.map((one) => [one.type, one.entities, one.documents, one.different]),
    ["left", ...numbers(3)],
  );
  output.text("\n");
  const says = { undated: "no date", coarse: `no ${unit}` } as const;
  output.table(
    [unit.toUpperCase(), "DOCUMENTS", ...columns],
    [
      ...periods.map(({ period, documents: pages, byType }) => [period, pages, ...cells(byType)]),
      ...outside.map(({ why, documents: pages, byType }) => [says[why as keyof typeof says], pages, ...cells(byType)]),
    ],
    ["left", ...numbers(columns.length + 1)],
  );
  output.text("\n");
  output.table(
    ["NAMED MOST", "TYPE", "ENTITIES", "DOCUMENTS", "ENTRY"],
    frequent.map((one) => [one.name, one.type, one.entities, one.documents, one.ref ?? ""]),
    ["left", "left", ...numbers(2)],
  );
  if (edges.length) {
    output.text("\n");
    output.table(
      [`TOGETHER IN ONE ${within.toUpperCase()}`, "", "TIMES"],
      edges.map(({ a, b, units: times }) => [end(a).name, end(b).name, times]),
      ["left", "left", "right"],
    );
  }
  if (!isComplete) output.message("Pairs of rare entities may be missing: there are too many to count all.");
  output.text(`\n${entities} entities in ${documents} documents\n`);
}
