/**
 * What was asked of a command of this repository, on its command line: `--help` prints how it is used, and what is not
 * understood is said in a line, with exit code 2.
 */
import { type ParseArgsConfig, parseArgs } from "node:util";

/** @param help printed for `--help`, and after a mistake */
export function optionsOf<const Config extends ParseArgsConfig>(
  help: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  if (process.argv.slice(2).includes("--help")) {
    console.log(help);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    refuse((error as Error).message, help);
  }
}

/** A whole number that is not negative. */
export function wholeNumber(text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  return Number.isSafeInteger(value) && value >= 0 ? value : refuse(`“${text}” is not a whole number.`);
}

export function refuse(mistake: string, help = ""): never {
  console.error([mistake, help].filter(Boolean).join("\n\n"));
  process.exit(2);
}
