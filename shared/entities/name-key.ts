/** A text that is tagged as a type, as the key of a map. No type's id has a tab. */
export const nameKey = (type: string, text: string): string => `${type}\t${text}`;
