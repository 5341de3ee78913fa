/** Asking the search thread about a corpus's text; an index that can't be read is built anew, once. */
import { GalleyError } from "../../shared/errors.ts";
import type { AnswerTo, SearchRequest } from "../search/messages.ts";
import { type SearchOptions, UnreadableIndex } from "../search/search-thread.ts";
import type { CorpusParts } from "./parts.ts";

/** @throws GalleyError bad-pattern, slow-pattern, cancelled, disk-error */
export async function searchText<R extends SearchRequest>(
  parts: CorpusParts,
  request: R,
  options: SearchOptions = {},
): Promise<AnswerTo<R>> {
  for (let attempt = 1; ; attempt++) {
    await parts.index.whole();
    const { file } = parts.index;
    if (!file) {
      const reason = "there is no place for the index";
      throw new GalleyError("disk-error", `The corpus can't be searched: ${reason}.`, { name: parts.dir, reason });
    }
    try {
      return await parts.search.ask<AnswerTo<R>>(file, request, options);
    } catch (error) {
      if (!(error instanceof UnreadableIndex) || attempt === 2) throw error;
      await parts.index.rebuild();
    }
  }
}
