import { DAY_OF_WEEK } from "../cron.ts";

const YEAR = /^(?:\*|(?:19|20)\d\d(?:[-/,].*)?)$/;

/** The five fields that were meant by more or fewer of them, the likeliest first. */
export function fiveOf(parts: string[]): string[][] {
  if (parts.length === 5) return [parts];
  if (parts.length < 5) return [[...parts, "*", "*", "*", "*"].slice(0, 5)];
  const [withSeconds, withYear] = [parts.slice(1, 6), parts.slice(0, 5)];
  if (parts.length === 7 && YEAR.test(parts[6] ?? "")) return [ofQuartz(withSeconds)];
  // A crontab's line: what it runs stands behind the fields.
  if (parts.length > 6 || /[^\w*?/,#-]/.test(parts[5] ?? "")) return [withYear];
  // One of the two fields of days is a question mark: it shows where they stand.
  if (parts[3] === "?" || parts[5] === "?") return [ofQuartz(withSeconds)];
  if (parts[2] === "?" || parts[4] === "?") return [ofQuartz(withYear)];
  return /^(?:19|20)\d\d/.test(parts[5] ?? "") ? [withYear, withSeconds] : [withSeconds, withYear];
}

/** Where the question mark comes from, 1 is Sunday. */
function ofQuartz(fields: string[]): string[] {
  const weekday = (fields[4] ?? "").replace(
    /(?<![\w#/])[1-7](?!\w)/g,
    (day) => DAY_OF_WEEK.words?.[Number(day) - 1] ?? day,
  );
  return [...fields.slice(0, 4), weekday];
}
