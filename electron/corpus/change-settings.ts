/** Changing galley.json: what is not changed stays what it is on disk, whoever wrote it. */
import type { CorpusSettings } from "../../shared/model/settings.ts";
import { type CorpusParts, inCorpus, refuseUnwritable } from "./parts.ts";
import { readSettings, settingsFile } from "./settings-files.ts";

/**
 * Writes what `change` makes of the settings on disk; resolves when they are fsynced.
 * @throws GalleyError read-only, corpus-gone, corpus-damaged, the disk's, and what `change` throws
 */
export async function changeSettings(
  parts: CorpusParts,
  change: (settings: CorpusSettings) => CorpusSettings,
): Promise<CorpusSettings> {
  refuseUnwritable(parts);
  return await parts.queue.run("galley.json", () =>
    inCorpus(parts, () =>
      parts.lock.hold(async () => {
        const settings = change(await readSettings(parts.dir, parts.fs));
        await settingsFile(parts.dir, settings, parts.fs).write();
        parts.settings = settings;
        return settings;
      }),
    ),
  );
}
