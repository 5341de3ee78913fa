/**
 * What an editing session says about itself while it runs, one line each, so that whoever kills it knows what was
 * promised. A line is written in one call and is in the pipe before the session goes on.
 */
import { writeSync } from "node:fs";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";

export type Said =
  | { what: "ready" }
  /** A page is in the window now, saying this. */
  | { what: "opened"; id: string }
  /** It was saved before it left the window. */
  | { what: "left"; id: string }
  /** A sign was typed into the open page. `at`: milliseconds of the system's clock. */
  | { what: "typed"; id: string; sign: string; at: number }
  /** From now on the disk may have these documents say this. */
  | { what: "writing"; documents: [id: string, says: string][] }
  /** From now on it must. */
  | { what: "written"; documents: [id: string, says: string][] }
  /** A state of a document was kept in its history under a number. */
  | { what: "kept"; id: string; number: number }
  /** Something was refused that nothing stood in the way of. */
  | { what: "refused"; why: string };

/** Says it to the process that started this one. */
export function say(said: Said): void {
  writeSync(1, `${JSON.stringify(said)}\n`);
}

/** What a document says, for comparing: its text, entities and status. */
export function saysOf(document: GalleyDocument): string {
  const blocks = blocksOf(document).map(({ text, entities }) => [
    text,
    entities.map(({ type, start, end }) => `${type} ${start} ${end}`).sort(),
  ]);
  return JSON.stringify([document.status, blocks]);
}
