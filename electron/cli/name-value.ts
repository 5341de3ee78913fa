/** Options of the command line that are given as NAME=VALUE, as often as needed. */
import { InvalidArgumentError } from "commander";
import { GalleyError } from "../../shared/errors.ts";

/** For commander: adds one NAME=VALUE to those before it. Only the first "=" divides. */
export function nameValue(given: string, before: Record<string, string> = {}): Record<string, string> {
  const at = given.indexOf("=", 1);
  if (at < 0) throw new InvalidArgumentError("Write it as NAME=VALUE.");
  return { ...before, [given.slice(0, at)]: given.slice(at + 1) };
}

/** The same for options that take several at once. @throws GalleyError usage */
export function pairsOf(given: readonly string[] = []): [string, string][] {
  return given.map((pair) => {
    const at = pair.indexOf("=");
    if (at < 1)
      throw new GalleyError("usage", `“${pair}”: options like this take OLD=NEW or ID=VALUE.`, { name: pair });
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
}
