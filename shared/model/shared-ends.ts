/** How many items (code points, where texts are compared) two rows have in common at their two ends, without overlap. */
export function sharedEnds(old: readonly string[], now: readonly string[]): { prefix: number; suffix: number } {
  const most = Math.min(old.length, now.length);
  let prefix = 0;
  while (prefix < most && old[prefix] === now[prefix]) prefix++;
  let suffix = 0;
  while (suffix < most - prefix && old[old.length - 1 - suffix] === now[now.length - 1 - suffix]) suffix++;
  return { prefix, suffix };
}
