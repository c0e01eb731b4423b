import type { FieldRange } from "../cron-field.ts";

/** Two or three letters say which name is meant; the rest is spelling. */
const SHORTEST_NAME = 2;

/** One item of a cron field as it was probably meant, in a form that can be read; null when nobody can tell. */
export function meantItem(item: string, range: FieldRange): string | null {
  const [base = "", stepText] = item.split("/");
  const step = Math.max(1, Number.parseInt(stepText ?? "", 10) || 1);
  const by = step > 1 ? `/${step}` : "";
  if (/^(?:[*?]*|H(?:\(.*\))?)$/.test(base))
    return stepText === undefined && base.startsWith("H") ? `${range.from}` : `*${by}`;
  const ends = base.split(/-|~|\.\.+/).filter((end) => end !== "");
  const [from, to = from] = [meantValue(ends[0], range), ends[1] && meantValue(ends[1], range, true)];
  if (from === null || to === null || from === undefined || to === undefined || to === "") return null;
  if (ends.length < 2) return `${from}${by}`;
  const [first, last] = [numberOf(from, range), numberOf(to, range)];
  if (first <= last || isSundayAtEnd(last, range)) return `${from}-${to}${by}`;
  return wrapped({ from, to, first, last, step }, range);
}

type Backwards = { from: string; to: string; first: number; last: number; step: number };

/** A range that runs over the end of its field, as two that do not. */
function wrapped({ from, to, first, last, step }: Backwards, range: FieldRange): string {
  const end = endOf(range);
  const isNamed = from !== `${first}`;
  const written = (value: number) =>
    isNamed ? (range.words?.[value - range.from] ?? `${value}`) : `${value}`;
  const size = end - range.from + 1;
  const again = first + Math.ceil((end - first + 1) / step) * step - size;
  const parts = [part(from, written(end), end - first, step)];
  if (again <= last) parts.push(part(again === last ? to : written(again), to, last - again, step));
  return parts.join(",");
}

/** As short as it can be written. */
function part(from: string, to: string, length: number, step: number): string {
  if (length < step) return from;
  return step === 1 ? `${from}-${to}` : `${from}-${to}/${step}`;
}

/** A value, by its name or its number, pushed into its field. */
function meantValue(word: string | undefined, range: FieldRange, isEnd = false): string | null {
  if (word === undefined) return null;
  const named = nameOf(word, range);
  if (named) return named;
  const [, digits, half] = /^(\d{1,9})(?:[:h.]\d*)?\s*([ap]m?)?$/i.exec(word) ?? [];
  if (digits === undefined) return null;
  const value = Number(digits);
  if (half) return range.to === 23 ? `${(value % 12) + (/p/i.test(half) ? 12 : 0)}` : null;
  // The end of a day or of an hour is the beginning of the next.
  if (!isEnd && range.from === 0 && value === range.to + 1) return "0";
  return `${Math.min(range.to, Math.max(range.from, value))}`;
}

export function nameOf(word: string, range: FieldRange): string | null {
  const upper = word.toUpperCase();
  if (upper.length < SHORTEST_NAME || !/^[A-Z]+$/.test(upper)) return null;
  const found = (range.words ?? []).filter((name) => upper.startsWith(name) || name.startsWith(upper));
  return found.length === 1 ? (found[0] ?? null) : null;
}

function numberOf(written: string, range: FieldRange): number {
  const named = range.words?.indexOf(written) ?? -1;
  return named >= 0 ? range.from + named : Number(written);
}

const isSundayAtEnd = (last: number, range: FieldRange) => range.to === 7 && last === 0;
/** Sunday is both 0 and 7. */
const endOf = (range: FieldRange) => (range.to === 7 ? 6 : range.to);
