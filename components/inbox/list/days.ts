import type { ItemAnswer } from "#components/inbox/model.ts";

/** A line of the list: the heading of a day, or an item. */
export type ItemLine = { key: string; item: ItemAnswer; index: number };
export type ListLine = { key: string; day: string } | ItemLine;

const DAY_MS = 86_400_000;

/**
 * The list with a heading before each day's items.
 * @param now null on the server, which does not know the reader's zone: days are those of UTC then
 */
export function linesOf(items: readonly ItemAnswer[], now: number | null): ListLine[] {
  const zone = now === null ? "UTC" : undefined;
  const key = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", ...(zone && { timeZone: zone }) });
  const today = now ?? Date.now();
  const lines: ListLine[] = [];
  let last = "";
  items.forEach((item, index) => {
    const day = key.format(new Date(item.changedAt));
    if (day !== last) lines.push({ key: `day ${day}`, day: dayInWords(day, today, key) });
    last = day;
    lines.push({ key: item.id, item, index });
  });
  return lines;
}

function dayInWords(day: string, now: number, key: Intl.DateTimeFormat): string {
  if (day === key.format(now)) return "Today";
  if (day === key.format(now - DAY_MS)) return "Yesterday";
  const at = new Date(`${day}T12:00:00Z`);
  const sameYear = day.slice(0, 4) === key.format(now).slice(0, 4);
  return at
    .toLocaleDateString("en-GB", {
      weekday: "long",
      day: "numeric",
      month: "long",
      ...(!sameYear && { year: "numeric" }),
      timeZone: "UTC",
    })
    .replace(",", "");
}
