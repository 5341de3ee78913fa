/** `verify DIR [--repair]`: reads everything, says what is wrong and what repair did. */
import { isOnNetwork } from "../corpus/network-folder.ts";
import { type Define, withCorpus } from "./command.ts";

export const defineVerify: Define = (program, run) => {
  program
    .command("verify")
    .description(
      "read everything: schema, offsets, pieces against the sources, links to the registry, checksums, leftovers, the " +
        "index; what the tagset does not have is a note and no failure",
    )
    .argument("<dir>", "corpus folder")
    .option(
      "--repair",
      "mend what can be mended without a guess; what is changed or moved is kept in .galley/quarantine",
    )
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, options: { repair?: boolean; json?: boolean }) =>
      run(async ({ output, signal }) => {
        await withCorpus(dir, { output, signal }, async (corpus) => {
          let [found, repaired, notes] = [0, 0, 0];
          const onProgress = (done: number, total: number) => output.progress(done, total);
          for await (const finding of corpus.verify({ repair: options.repair ?? false, signal, onProgress })) {
            output.line(finding, null);
            const what = finding.document ?? "corpus";
            if (finding.severity === "note") {
              notes++;
              output.message(`${what}: ${finding.problem}`);
              continue;
            }
            found++;
            if (!finding.repaired) output.failure(finding.problem, what);
            else {
              repaired++;
              output.message(`${what}: ${finding.problem}; repaired: ${finding.repaired}`);
            }
          }
          if (isOnNetwork(corpus.dir))
            output.message(
              "The corpus is in a network folder: if the server loses its power, what was saved in the last seconds may be lost.",
            );
          const aside = corpus.countSetAside();
          if (aside) output.message(`${aside} files are set aside; galley set-aside lists them.`);
          const { total } = await corpus.progress();
          output.message(
            (found ? `${found} problems, ${repaired} repaired (${total} documents)` : `${total} documents, all sound`) +
              (notes ? `; ${notes} notes about what the tagset does not have.` : "."),
          );
        });
      }, options),
    );
};
