/** What an entry's link leads to. */

/** The address of a link: a Wikidata id's page, or the link itself where it is one of the web; null for anything else. */
export function linkAddress(link: string): string | null {
  const text = link.trim();
  if (/^[QPL]\d{1,12}$/.test(text)) return `https://www.wikidata.org/wiki/${text}`;
  return /^https?:\/\/[^\s/]+(?:\/[^\s]*)?$/.test(text) ? text : null;
}
