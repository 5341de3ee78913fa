/** What a person chose about an export, checked against what the format declares. Must not know: windows, command lines. */
import { GalleyError } from "../../shared/errors.ts";
import type { Format, FormatOption, OptionValues } from "./format.ts";

const truths: Record<string, boolean> = { true: true, yes: true, "1": true, false: false, no: false, "0": false };

/**
 * A value for each option of the format: the given one, or the default.
 * @throws GalleyError usage that lists what there is
 */
export function optionValues(format: Format, given: Readonly<Record<string, string | boolean>>): OptionValues {
  const options = format.exporter?.options ?? [];
  for (const name of Object.keys(given)) {
    if (options.some((option) => option.name === name)) continue;
    const known = options.map((option) => option.name).join(", ");
    const has = known ? `Its options: ${known}.` : "It has none.";
    throw new GalleyError("usage", `The format “${format.id}” has no option “${name}”. ${has}`, { name });
  }
  return Object.fromEntries(
    options.map((option) => [
      option.name,
      Object.hasOwn(given, option.name) ? chosenValue(option, given[option.name] as string | boolean) : option.default,
    ]),
  );
}

function chosenValue(option: FormatOption, given: string | boolean): string | boolean {
  const refuse = (what: string) =>
    new GalleyError("usage", `${option.name}=${given}: ${what}.`, { name: option.name, value: String(given) });
  if (option.kind === "boolean") {
    const value = typeof given === "boolean" ? given : truths[given.toLowerCase()];
    if (value === undefined) throw refuse("say true or false");
    return value;
  }
  const text = String(given);
  if (option.kind === "choice" && !option.choices.some(({ value }) => value === text))
    throw refuse(`it can be ${option.choices.map(({ value }) => value).join(", ")}`);
  return text;
}
