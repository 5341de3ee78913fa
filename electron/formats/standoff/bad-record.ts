/** What is wrong with one record of a file that comes from another program. Must not know: particular formats, files. */
import { GalleyError } from "../../../shared/errors.ts";

/**
 * @param place the file and which record of it: "a.jsonl, line 3"
 * @param reason a clause without a full stop
 * @param advice what to do, a whole sentence
 */
export function badRecord(
  place: string,
  reason: string,
  advice = "Correct it in the program that wrote the file and import it again.",
): GalleyError {
  return new GalleyError("bad-record", `${place}: ${reason}. ${advice}`, { name: place, reason });
}
