const UNITS: [name: RegExp, minutes: number][] = [
  [/^(?:s|secs?|seconds?)$/, 1 / 60],
  [/^(?:m|mins?|minutes?)$/, 1],
  [/^(?:h|hrs?|hours?)$/, 60],
  [/^(?:d|days?)$/, 1440],
  [/^(?:w|weeks?)$/, 10_080],
  [/^(?:mo|mths?|months?)$/, 43_200],
  [/^(?:y|yrs?|years?)$/, 525_600],
];
const PIECE = /(\d+(?:\.\d+)?) ?([a-z]+)/g;

/** What a cron can say evenly: its minutes, and how. */
function* spans(): Generator<[minutes: number, cron: string]> {
  for (const n of [5, 6, 10, 12, 15, 20, 30]) yield [n, `*/${n} * * * *`];
  yield [60, "0 * * * *"];
  for (const n of [2, 3, 4, 6, 8, 12]) yield [n * 60, `0 */${n} * * *`];
  yield [1440, "0 0 * * *"];
  for (const n of [2, 3, 4, 5, 6]) yield [n * 1440, `0 0 */${n} * *`];
  yield [10_080, "0 0 * * 0"];
  yield [20_160, "0 0 1,15 * *"];
  yield [43_200, "0 0 1 * *"];
  for (const n of [3, 6]) yield [n * 43_200, `0 0 1 */${n} *`];
  yield [525_600, "0 0 1 1 *"];
}

/** The cron that comes nearest to "@every 90m", "every 7 minutes" or "PT1H"; null for what is no span of time. */
export function intervalOf(phrase: string): string | null {
  const spelled = phrase.replace(/^every other /, "every 2 ").replace(/^every (?=[a-z])/, "every 1 ");
  const spoken = /^(?:@?every |p(?=t?\d))?(.*)$/.exec(spelled)?.[1]?.replace(/^t/, "") ?? "";
  const rest = spoken.replace(PIECE, "").replace(/\band\b|[ ,]/g, "");
  const pieces = [...spoken.matchAll(PIECE)];
  if (pieces.length === 0 || rest !== "") return null;
  const minutes = pieces.map(([, count, unit = ""]) => Number(count) * (unitOf(unit) ?? Number.NaN));
  const span = minutes.reduce((sum, each) => sum + each, 0);
  return Number.isNaN(span) ? null : nearest(span);
}

const unitOf = (unit: string) => UNITS.find(([name]) => name.test(unit))?.[1];

/** Of two that are equally near, the slower one. */
function nearest(span: number): string {
  const [, cron] = [...spans()].reduce((best, next) =>
    Math.abs(next[0] - span) <= Math.abs(best[0] - span) ? next : best,
  );
  return cron;
}
