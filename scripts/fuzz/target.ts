/**
 * What is fuzzed: something that takes an input from a stranger, with sound inputs to begin from. It answers by whether
 * it accepted or refused; a refusal is a GalleyError with a code of its own, all else that is thrown is a failure.
 */
import { GalleyError } from "../../shared/errors.ts";
import type { Input } from "./inputs.ts";

export interface Running {
  /** @returns "accepted", or the code that it was refused by. @throws Broken, or whatever a defect throws */
  run(input: Input): Promise<string>;
  /** Looks at what is there after many cases, and takes it down. @throws Broken */
  end(): Promise<void>;
}

export interface Target {
  name: string;
  /** Of a hundred cases of all targets. */
  share: number;
  /** Cases between two fresh starts. */
  batch: number;
  /** Paths in the folder that may be there afterwards; anything when missing. */
  places?: RegExp;
  inputs(): Promise<readonly Input[]>;
  /** @param folder an empty one, the only place where anything may be written */
  start(folder: string): Promise<Running>;
  /** The n-th input, where it is not a random mutation of a sound one. */
  inputOf?(sound: readonly Input[], number: number): Input;
}

/** A promise that did not hold. */
export class Broken extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Broken";
  }
}

/** The code of a refusal. @throws the error itself, when it is no named one */
export function codeOf(error: unknown): string {
  if (!(error instanceof GalleyError)) throw error;
  if (error.code === "internal") throw new Broken(`refused as "internal": ${error.message}`);
  if (!error.message.trim()) throw new Broken(`refused as "${error.code}" without a sentence`);
  return error.code;
}

/** The same for an error that crossed the contract. */
export function refusedWith(shape: { code: string; message: string }): string {
  if (shape.code === "internal") throw new Broken(`refused as "internal": ${shape.message}`);
  return shape.code;
}
