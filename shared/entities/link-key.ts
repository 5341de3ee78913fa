/** Whether two links lead to the same: Wikidata's ids and addresses in the forms that people and programs write. */

const wikidataId =
  /^(?:(?:https?:\/\/)?(?:www\.|m\.)?wikidata\.org\/(?:wiki|entity)\/(?:Special:EntityPage\/)?|wikidata:|wd:)?(Q\d{1,12})$/i;

/** The Wikidata id that a link is, in capitals; null for any other link. */
export function wikidataIdOf(link: string): string | null {
  return wikidataId.exec(link.trim())?.[1]?.toUpperCase() ?? null;
}

/** The same for links to the same thing; null for what is no link. */
export function linkKey(link: string): string | null {
  const id = wikidataIdOf(link);
  if (id) return id;
  const address = /^https?:\/\/(?:www\.)?([^\s/]+)(\/\S*)?$/i.exec(link.trim());
  if (!address) return null;
  const [, host = "", path = ""] = address;
  return `${host.toLowerCase()}${path.replace(/\/$/, "")}`;
}
