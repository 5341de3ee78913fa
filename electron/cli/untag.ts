/** `untag DIR TEXT [TYPE] [--dry-run]`: takes the tag off every entity of a text in the whole corpus. */
import { type Define, withCorpus } from "./command.ts";
import { changeEntities } from "./entity-change.ts";

type UntagOptions = { dryRun?: boolean; json?: boolean };

export const defineUntag: Define = (program, run) => {
  program
    .command("untag")
    .description("take the tag off every entity of a text, as one undoable operation")
    .argument("<dir>", "corpus folder")
    .argument("<text>", "the tagged text, exactly as it is written")
    .argument("[type]", "only entities of this type")
    .option("--dry-run", "only show the places")
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, text: string, type: string | undefined, { dryRun = false, json = false }: UntagOptions) =>
      run(
        async (context) => {
          await withCorpus(dir, context, async (corpus) => {
            const request = { do: "untag" as const, text, type: type ?? null };
            const { places, documents } = await changeEntities(corpus, request, dryRun, context);
            context.output.message(
              `${places} tags in ${documents} documents ${dryRun ? "would be taken off" : "taken off"}.`,
            );
          });
        },
        { json },
      ),
    );
};
