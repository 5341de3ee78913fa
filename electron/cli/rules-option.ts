/** `--rules R`: which proofing rules a command is about. */
import { GalleyError } from "../../shared/errors.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { Choice } from "../proofing/tasks.ts";

/** @param given `safe`, `all`, or rule ids with commas. @throws GalleyError usage, naming the rules that there are */
export function choiceOf(given: string, corpus: Corpus): Choice {
  if (given === "safe" || given === "all") return given;
  const known = corpus.proofing.ruleIds.toSorted();
  const ids = given
    .split(",")
    .map((id) => id.trim())
    .filter(Boolean);
  const unknown = ids.filter((id) => !known.includes(id));
  if (ids.length && !unknown.length) return [...new Set(ids)];
  const wrong = unknown.length ? `There is no rule ${unknown.join(", ")}` : "No rule was named";
  throw new GalleyError("usage", `${wrong}. --rules takes safe, all, or ids with commas: ${known.join(", ")}.`, {
    name: given,
  });
}
