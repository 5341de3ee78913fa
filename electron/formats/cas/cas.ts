/** A CAS in memory: one text and typed feature structures over it, offsets in UTF-16 units. Must not know: files. */

export interface FeatureStructure {
  id: number;
  /** Full name of the type. */
  type: string;
  begin?: number;
  end?: number;
  strings: Readonly<Record<string, string>>;
  /** Ids of other feature structures. */
  references: Readonly<Record<string, number>>;
}

export interface Cas {
  text: string;
  structures: FeatureStructure[];
}
