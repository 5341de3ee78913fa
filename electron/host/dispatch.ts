/**
 * The one door into the host, for both shells: only the contract's methods, only parameters of the contract's shape,
 * and whatever goes wrong leaves as a GalleyError.
 */
import { contract, type Host, type Method, methods } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { mostNesting, nestsTooDeep } from "../../shared/model/json-text.ts";
import { describeIssue } from "../../shared/model/parse.ts";
import { quickParse } from "../../shared/quick-shape.ts";
import { diskError } from "../disk-errors.ts";
import { reportDefect } from "../shell/report.ts";

/**
 * @param options.checkResults also hold the host to the contract (tests; it costs as much as the parameters' check)
 * @throws GalleyError, and nothing else
 */
export async function dispatch(
  host: Host,
  method: string,
  params: unknown,
  { checkResults = false } = {},
): Promise<unknown> {
  const known = methods.find((name) => name === method);
  if (!known) throw new GalleyError("usage", `There is no method “${method}”.`, { name: method });
  // Before anything walks it: what nests without end would end the walk.
  if (nestsTooDeep(params)) throw refused(known, "parameters", `they nest more than ${mostNesting} deep`);
  const checked = quickParse(contract[known].params, params);
  if (!checked.success) throw badShape(known, "parameters", checked.error);
  let result: unknown;
  try {
    // What was given, not zod's copy: no schema changes anything, and documents keep the order of their keys.
    result = await (host[known] as (params: unknown) => Promise<unknown>)(params);
  } catch (error) {
    throw asGalleyError(error, known);
  }
  const shaped = checkResults ? contract[known].result.safeParse(result) : null;
  if (shaped && !shaped.success) throw badShape(known, "result", shaped.error);
  return result;
}

function asGalleyError(error: unknown, method: Method): GalleyError {
  if (error instanceof GalleyError) return error;
  const known = diskError(error, method, "carry out");
  // A defect of ours: the window shows the sentence, the log the place.
  if (known.code === "internal") reportDefect(error);
  return known;
}

function badShape(method: Method, what: string, error: Parameters<typeof describeIssue>[0]): GalleyError {
  return refused(method, what, describeIssue(error));
}

function refused(method: Method, what: string, reason: string): GalleyError {
  const code = what === "result" ? "internal" : "usage";
  return new GalleyError(code, `The ${what} of ${method} are not as agreed: ${reason}.`, { name: method, reason });
}
