/** How probable a body's name is, by what it begins with and how it ends. */
import type { Line } from "../line.ts";
import { kindOf } from "../tables/bodies.ts";

/** Where a body's name begins, and what says so. */
export interface Start {
  at: number;
  by: "place" | "level" | "name" | "nothing";
}

export function scoreOf(line: Line, start: Start, suffix: number, ending: string, name: string): number {
  const before = line.text.slice(Math.max(0, start.at - 4), start.at);
  const party = /^(?:党委|党支部|党总支|团委|团支部|党组|工会)$/u.test(ending);
  if (start.by === "place") {
    if (suffix - start.at > 14) return 0.72;
    if (/^(?:厂|中心|保险|证券|家政|超市|药房|联盟|集团|人大|政协|农场)$/u.test(ending)) return 0.78;
    return 0.92;
  }
  if (start.by === "level") {
    if (/^(?:院|校|团|镇|乡)/u.test(name)) return party || /办公室|NICU/u.test(name) ? 0.88 : 0.5;
    return /^(?:公司|医院|学校|中心|小学|中学|大学|党委|党支部|工会)$/u.test(ending) ? 0.72 : 0.93;
  }
  if (start.by === "name") {
    if (/^(?:妇联|残联|关工委|团委|工会|人大|政协)$/u.test(ending) || (/^“/u.test(name) && ending.length < 3)) return 0;
    if (kindOf.test(before)) return 0.4;
    if (/公司$|合作社$|大学$|学院$/u.test(ending)) return 0.84;
    if (/小学|中学|幼儿园|医院|学校|银行|报社|出版社|电视台/u.test(ending)) return 0.82;
    return party ? 0.6 : 0.66;
  }
  if (start.at === suffix) return 0;
  const kind = kindOf.test(before);
  if (/有限公司$|股份公司$/u.test(ending) && !kind) return 0.8;
  if (/(?:小学|中学|幼儿园)$/u.test(ending) && suffix - start.at >= 2 && !kind) return 0.66;
  if (party && suffix - start.at >= 4 && !kind) return 0.62;
  return 0;
}
