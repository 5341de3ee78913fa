/** A sum of clues; those that speak for the decision are kept to be shown. */
import type { Label } from "../../model/settings.ts";

export class Score {
  value = 0;
  readonly evidence: Label[] = [];
  add(points: number, clue?: Label): void {
    this.value += points;
    if (clue && points > 0) this.evidence.push(clue);
  }
}
