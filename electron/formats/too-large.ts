/** The limit of what is read at once. Must not know: formats. */
import { importLimit } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";

const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);

/** @throws GalleyError too-large */
export function refuseTooLarge(name: string, size: number, most: number = importLimit): void {
  if (size <= most) return;
  const [is, limit] = [megabytes(size), megabytes(most)];
  throw new GalleyError(
    "too-large",
    `${name} is ${is} MB large; up to ${limit} MB can be imported. Split it into pages.`,
    { name, size, limit: most },
  );
}
