/** A page as it comes, and as it should be left. */
export interface TestPage {
  name: string;
  raw: string;
  /** Articles of blocks, "role: text". */
  expected: string[][];
}
