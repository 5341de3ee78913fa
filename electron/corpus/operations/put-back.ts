/**
 * Taking one change out of a JSON object that was changed further since: what is still as the change left it becomes
 * what it was before, everything else stays. Lists whose members have ids are looked at member by member. Pure.
 */

type Json = Record<string, unknown>;
type Member = Json & { id: string };

export interface PutBack {
  value: Json;
  /** What was changed since by others as well, and stays: keys, or key and member's id. */
  refused: string[];
}

/**
 * @param now the object as it is
 * @param before what the change was made from
 * @param after what it made
 */
export function putBack(now: Json, before: Json, after: Json): PutBack {
  const value = { ...now };
  const refused: string[] = [];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, made, is] = [before[key], after[key], now[key]];
    if (same(was, made) || same(is, was)) continue;
    if (same(is, made)) {
      if (was === undefined) delete value[key];
      else value[key] = was;
    } else if (areMembers(is) && areMembers(made) && areMembers(was ?? [])) {
      const members = putBackMembers(is, (was ?? []) as Member[], made);
      value[key] = members.value;
      refused.push(...members.refused.map((id) => `${key}: ${id}`));
    } else refused.push(key);
  }
  return { value, refused };
}

function putBackMembers(now: readonly Member[], before: readonly Member[], after: readonly Member[]) {
  const [was, made] = [byId(before), byId(after)];
  const refused: string[] = [];
  const value: Member[] = [];
  for (const member of now) {
    const [old, changed] = [was.get(member.id), made.get(member.id)];
    const isTouched = changed && !same(old, changed);
    if (!isTouched || same(member, old)) value.push(member);
    else if (!same(member, changed)) {
      value.push(member);
      refused.push(member.id);
    } else if (old) value.push(old);
  }
  const there = new Set(value.map(({ id }) => id));
  for (const [index, member] of before.entries()) {
    // Taken out by the change, and not put in again by someone: back behind the one that it stood behind.
    if (made.has(member.id) || there.has(member.id)) continue;
    const previous = before.slice(0, index).findLast(({ id }) => there.has(id));
    const at = previous ? value.findIndex(({ id }) => id === previous.id) + 1 : 0;
    value.splice(at, 0, member);
    there.add(member.id);
  }
  return { value, refused };
}

const byId = (members: readonly Member[]) => new Map(members.map((member) => [member.id, member]));

function areMembers(value: unknown): value is Member[] {
  return Array.isArray(value) && value.every((one) => typeof one === "object" && one && typeof one.id === "string");
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
