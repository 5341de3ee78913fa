/** A person's name as the patterns hand it on. Offsets are UTF-16 units. */
export interface Name {
  start: number;
  end: number;
}

/** Notes a name with its score; `source` is the pattern's id within "person/". */
export type AddName = (name: Name, score: number, source: string) => void;
