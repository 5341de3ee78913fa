/** Chance that comes again: the same seed gives the same numbers. */
import { randomFrom } from "../../shared/entities/learning/perceptron.ts";

export interface Chance {
  /** From 0 up to and without 1. */
  next(): number;
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
  pick<T>(items: readonly T[]): T;
}

/** @param seed any whole number */
export function chanceOf(seed: number): Chance {
  const next = randomFrom(seed);
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    pick<T>(items: readonly T[]): T {
      if (!items.length) throw new Error("nothing to choose from");
      return items[between(0, items.length - 1)] as T;
    },
  };
}
