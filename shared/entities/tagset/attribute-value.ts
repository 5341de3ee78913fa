/** Values of attributes: what of an attribute's kind may be written, and how. Pure. */
import type { Attribute } from "../../model/settings.ts";

const days = (year: number, month: number) => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/**
 * A date as it is kept: YYYY, YYYY-MM or YYYY-MM-DD. Also reads 2020年5月1日, 2020/5/1 and 2020.5.
 * @returns null for what is none
 */
export function dateValue(text: string): string | null {
  const plain = text.normalize("NFKC").replace(/\s+/g, "");
  const match =
    /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(plain.replace(/[./]/g, "-")) ??
    /^(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?$/.exec(plain);
  if (!match) return null;
  const [, year = "", month, day] = match;
  if (month === undefined) return year;
  if (Number(month) < 1 || Number(month) > 12) return null;
  const toMonth = `${year}-${month.padStart(2, "0")}`;
  if (day === undefined) return toMonth;
  if (Number(day) < 1 || Number(day) > days(Number(year), Number(month))) return null;
  return `${toMonth}-${day.padStart(2, "0")}`;
}

/** What was typed as it is kept: "" takes the attribute off; null is no value of this attribute. */
export function attributeValue(
  { kind, choices = [] }: Pick<Attribute, "kind" | "choices">,
  typed: string,
): string | null {
  const text = typed.trim();
  if (!text) return "";
  if (kind === "date") return dateValue(text);
  if (kind === "choice") return choices.includes(text) ? text : null;
  return text;
}
