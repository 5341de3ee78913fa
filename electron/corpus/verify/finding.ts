/** What `verify` says of one thing that is wrong. */

export interface Finding {
  /** Null for what concerns no single document. */
  document: string | null;
  /** Stable name of the broken rule, e.g. "pieces-text". */
  rule: string;
  /** Missing for what is broken. A note is only about what the tagset does not have. */
  severity?: "note";
  /** One sentence with the place: "b12/e3: it says …", or a file's path inside the corpus. */
  problem: string;
  /** What repair did, or null: not asked to, or nothing can be done safely. */
  repaired: string | null;
}
