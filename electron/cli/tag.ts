/** `tag DIR TEXT TYPE [--ref ID] [--dry-run]`: tags every untagged occurrence of a text in the whole corpus. */
import { type Define, withCorpus } from "./command.ts";
import { changeEntities } from "./entity-change.ts";
import { nameValue } from "./name-value.ts";

type TagOptions = {
  ref?: string;
  also?: boolean;
  attribute?: Record<string, string>;
  dryRun?: boolean;
  json?: boolean;
};

export const defineTag: Define = (program, run) => {
  program
    .command("tag")
    .description("tag every untagged occurrence of a text, as one undoable operation; names are kept in the registry")
    .argument("<dir>", "corpus folder")
    .argument("<text>", "what to tag, exactly as it is written")
    .argument("<type>", "an entity type of the corpus, such as PER")
    .option("--ref <id>", "id of the entry in entities.json that it names")
    .option("--also", "its other names in entities.json too, and how the other script writes them (鹤壁, 鶴壁)")
    .option(
      "--attribute <a=v>",
      "say this of each, several times for more; `search --set` says it of what is tagged",
      nameValue,
    )
    .option("--dry-run", "only show the places")
    .option("--json", "JSON Lines on standard output")
    .action(
      (
        dir: string,
        text: string,
        type: string,
        { ref, also = false, attribute, dryRun = false, json = false }: TagOptions,
      ) =>
        run(
          async (context) => {
            await withCorpus(dir, context, async (corpus) => {
              const request = {
                do: "tag" as const,
                text,
                type,
                also,
                ...(attribute ? { attributes: attribute } : {}),
                ...(ref === undefined ? {} : { ref }),
              };
              const { places, documents, held } = await changeEntities(corpus, request, dryRun, context);
              context.output.message(
                `${places} occurrences in ${documents} documents ${dryRun ? "would be tagged" : "tagged"}, ${held} left alone.`,
              );
            });
          },
          { json },
        ),
    );
};
