/** Carrying out, or only showing, a plan of entities: what `tag`, `untag` and `registry` share. */
import type { EntityRequest } from "../../shared/entities/plan-request.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { EntityPlanPlace } from "../corpus/operations/entity-plan.ts";
import { nothing } from "../corpus/operations/plan.ts";
import { planEntities } from "../corpus/operations/plan-entities.ts";
import type { CommandContext } from "./command.ts";

export interface ChangedEntities {
  /** Places that were changed, or would be. */
  places: number;
  documents: number;
  /** Places that were left alone, each told with its reason. */
  held: number;
}

/**
 * Writes a line for every place that is changed, by document and place.
 * @throws GalleyError as `planEntities`, and what ended it before the end
 */
export async function changeEntities(
  corpus: Corpus,
  request: EntityRequest,
  dryRun: boolean,
  { output, signal }: CommandContext,
): Promise<ChangedEntities> {
  const onProgress = (done: number, total: number) => output.progress(done, total);
  const plan = await planEntities(corpus, request, { signal, onProgress });
  const places = [...plan.places()];
  let changed = new Set(places.map(({ id }) => id));
  if (!dryRun) {
    const { documents: total } = plan.counts;
    const result = await corpus.carryOut(plan.operation, plan.documents(nothing, signal), {
      signal,
      files: plan.files,
      onProgress: (done) => output.progress(done, total),
    });
    changed = new Set(result.changed);
    for (const { document, error } of result.failures) output.failure(GalleyError.fromShape(error), document);
    if (result.stopped) throw result.stopped;
  }
  const told: ChangedEntities = { places: 0, documents: 0, held: 0 };
  const documents = new Set<string>();
  for (const place of places) {
    const { id: document, block, start, end, change, message } = place;
    if (!change) {
      told.held++;
      output.message(`${document} ${block} ${start}–${end}: left alone, ${message.en}`);
    } else if (changed.has(document)) {
      told.places++;
      documents.add(document);
      output.line(
        { document, block, start, end, ...kindOf(place) },
        `${document}  ${block} ${start}–${end}${kindText(place)}`,
      );
    }
  }
  return { ...told, documents: documents.size };
}

/** What a line says beside the place; of tagging nothing, since the command says it. */
function kindOf({ rule, from, to, change }: EntityPlanPlace): object {
  if (change?.do === "tag") return rule === "tag" ? {} : { text: change.text };
  return { type: from, ...(rule === "retype" ? { to } : {}), ...(change?.do === "link" ? { ref: change.ref } : {}) };
}

function kindText({ rule, from, to, change }: EntityPlanPlace): string {
  if (change?.do === "tag") return rule === "tag" ? "" : `  ${change.text}`;
  return rule === "retype" ? `  ${from} → ${to}` : `  ${from}`;
}
