export type FieldRange = {
  name: string;
  from: number;
  to: number;
  /** Names of the values, from `from` on. */
  words?: string[];
};

/** A field that cannot be read; the message is a whole sentence naming it. */
export class CronFieldError extends Error {}

/** The values of one cron field, ascending and each once. Throws a `CronFieldError`. */
export function parseCronField(text: string, range: FieldRange): number[] {
  const values = new Set<number>();
  for (const item of text.split(",")) {
    const { first, last, step } = parseItem(item, text, range);
    for (let value = first; value <= last; value += step) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function parseItem(item: string, text: string, range: FieldRange) {
  const match = /^(?:([*?])|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(item);
  if (!match) throw refusal(text, range, "expected numbers, ranges (1-5), lists (1,3) or steps (*/5)");
  const [, every, from, to, by] = match;
  const step = by === undefined ? 1 : Number(by);
  if (step === 0) throw refusal(text, range, "a step must be at least 1");
  if (every || from === undefined) return { first: range.from, last: wildcardEnd(range), step };
  const first = readValue(from, text, range);
  // A lone value with a step runs to the end of the field, as in Vixie cron's successors: 5/15 is 5-59/15.
  const lastWithoutEnd = by === undefined ? first : Math.max(first, wildcardEnd(range));
  const last = to === undefined ? lastWithoutEnd : rangeEnd(readValue(to, text, range), first, range);
  if (last < first) throw refusal(text, range, "a range must not run backwards");
  return { first, last, step };
}

/** Sunday has two numbers in a field that reaches to 7; `*` means it once. */
function wildcardEnd(range: FieldRange): number {
  return range.to === 7 ? 6 : range.to;
}

/** Sunday at the end of a range, as in SAT-SUN, is day 7. */
function rangeEnd(last: number, first: number, range: FieldRange): number {
  return range.to === 7 && last === 0 && first > 0 ? 7 : last;
}

function readValue(word: string, text: string, range: FieldRange): number {
  const named = range.words?.indexOf(word.toUpperCase()) ?? -1;
  if (named >= 0) return range.from + named;
  if (!/^\d+$/.test(word)) throw refusal(text, range, `"${word}" is no value`);
  const value = Number(word);
  if (value < range.from || value > range.to) {
    throw refusal(text, range, `${word} is not between ${range.from} and ${range.to}`);
  }
  return value;
}

function refusal(text: string, range: FieldRange, why: string): CronFieldError {
  return new CronFieldError(`The ${range.name} field "${text}" of the cron expression is invalid: ${why}.`);
}
