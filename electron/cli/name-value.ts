/** Options of the command line that are given as NAME=VALUE, as often as needed. */
import { InvalidArgumentError } from "commander";

/** For commander: adds one NAME=VALUE to those before it. Only the first "=" divides. */
export function nameValue(given: string, before: Record<string, string> = {}): Record<string, string> {
  const at = given.indexOf("=", 1);
  if (at < 0) throw new InvalidArgumentError("Write it as NAME=VALUE.");
  return { ...before, [given.slice(0, at)]: given.slice(at + 1) };
}
