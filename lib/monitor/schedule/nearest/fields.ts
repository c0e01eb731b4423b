import { DAY_OF_MONTH, DAY_OF_WEEK, FIELD_RANGES, MONTH } from "../cron.ts";
import { meantItem, nameOf } from "./item.ts";

/** Five fields as they were probably meant, as a cron expression; null when nobody can tell. */
export function meantFields(fields: string[]): string | null {
  const parts = withoutSpecials(inTheirPlaces(fields));
  const meant = parts.map((text, index) => {
    const range = FIELD_RANGES[index];
    const items = text.split(",").filter((item) => item !== "");
    const mended = range ? items.map((item) => meantItem(item, range)) : [];
    return mended.length > 0 && !mended.includes(null) ? mended.join(",") : null;
  });
  return meant.includes(null) ? null : meant.join(" ");
}

/** Days of the week that stand where months belong, and months among the days. */
function inTheirPlaces(fields: string[]): string[] {
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  const isNamed = (text: string, range: typeof MONTH) =>
    text.split(/[,-]/).every((word) => nameOf(word, range) !== null);
  if (isNamed(month, DAY_OF_WEEK) && (weekday === "*" || isNamed(weekday, MONTH)))
    return [minute, hour, day, weekday, month];
  if (isNamed(weekday, MONTH) && month === "*") return [minute, hour, day, weekday, month];
  return fields;
}

/**
 * What other crons write as L, W and #. As both fields of days must match here, the second Monday of a month is the Monday
 * among its days 8 to 14.
 */
function withoutSpecials([minute = "", hour = "", day = "", month = "", weekday = ""]: string[]): string[] {
  const [, nthDay, nth] = /^(\w+)#([1-5])$/.exec(weekday) ?? [];
  const [, lastDay] = /^(\w+)L$/i.exec(weekday) ?? [];
  const isFree = /^[*?]$/.test(day);
  if (nthDay && nth && isFree) {
    const first = 7 * (Number(nth) - 1) + 1;
    return [minute, hour, `${first}-${Math.min(first + 6, DAY_OF_MONTH.to)}`, month, nthDay];
  }
  if (lastDay && isFree) return [minute, hour, "25-31", month, lastDay];
  // The last day that every month has.
  if (/^LW?(?:-\d+)?$/i.test(day)) return [minute, hour, "28", month, weekday];
  return [minute, hour, day.replace(/^(\d+)W$/i, "$1"), month, weekday];
}
