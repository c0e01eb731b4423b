import { parseCron, parseScheduleText, scheduleInWords } from "#lib/monitor/schedule/index.ts";

// Schedules as people say them. The API's `text` knows few of them, so these are sent as cron.

const DAY_NAMES = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const DAY = "(?:sun|mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur)(?:day)?s?";
const TIME = "(?:\\d{1,2}(?::\\d\\d)?(?: ?(?:am|pm))?|noon|midday|midnight)";
const WEEKDAYS = "weekdays?|workdays?|working days?|business days?";
/** What is meant by them where nothing else is said. */
const WORKING = { hours: [8, 18], days: "1-5" } as const;

type Said = {
  /** Every so many minutes, or hours. */
  minutes?: number;
  hours?: number;
  /** At so many minutes past each hour. */
  past?: number;
  days?: string;
  dayOfMonth?: number;
  times?: Time[];
  /** The first and the last hour of the day. */
  window?: readonly [number, number];
};
type Time = { hour: number; minute: number };

/** A part of a phrase; what it says, or null for what is no such thing. */
type Part = [pattern: RegExp, say: (match: string[]) => Said | null];

const begins = (pattern: string) => new RegExp(`^(?:${pattern})(?= |$)`);

const PARTS: Part[] = [
  [begins("(?:every )?(\\d{1,2}) ?(?:minutes?|mins?)"), ([, n]) => ({ minutes: Number(n) })],
  [begins("every (?:half hour|half an hour)"), () => ({ minutes: 30 })],
  [begins("every quarter of an hour|every quarter hour"), () => ({ minutes: 15 })],
  [begins("(?:hourly|every hour)(?: at :(\\d\\d))?"), ([, past = "0"]) => ({ hours: 1, past: Number(past) })],
  [
    begins("every (\\d{1,2}) ?(?:hours?|hrs?)(?: at :(\\d\\d))?"),
    ([, n, past = "0"]) => ({ hours: Number(n), past: Number(past) }),
  ],
  [begins("daily|(?:every|each) day"), () => ({ days: "*" })],
  [begins(`(?:(?:on|every|each) )?(?:${WEEKDAYS})`), () => ({ days: WORKING.days })],
  [begins("(?:(?:on|every|each|at) )?weekends?"), () => ({ days: "0,6" })],
  [
    begins(`(?:(?:on|every|each|from) )?(${DAY}) ?(?:-|to|through|until) ?(${DAY})`),
    ([, from, to]) => ({ days: dayRange(from, to) }),
  ],
  [
    begins(`(?:weekly )?(?:(?:on|every|each) )?(${DAY}(?:(?: and| or)? ${DAY})*)`),
    ([, names]) => ({ days: dayList(names) }),
  ],
  [
    begins("(?:on )?(?:the )?(?:day )?(\\d{1,2})(?:st|nd|rd|th)?(?: day)?(?: of)? (?:every|each|the) month"),
    ([, day]) => dayOfMonth(day),
  ],
  [
    begins("(?:monthly|every month)(?: on (?:the )?(?:day )?(\\d{1,2})(?:st|nd|rd|th)?)?"),
    ([, day = "1"]) => dayOfMonth(day),
  ],
  [
    begins("(?:during|in|within)(?: the)? (?:working|work|business|office) hours"),
    () => ({ window: WORKING.hours }),
  ],
  [
    begins(`(?:between|from) (${TIME}) ?(?:and|to|until|till|-) ?(${TIME})`),
    ([, from, to]) => windowOf(from, to),
  ],
  [begins(`(?:at )?(${TIME}(?:(?: and)?(?: at)? ${TIME})*)`), ([, times]) => timesOf(times)],
];

/** The cron of a phrase such as "every weekday at 9am"; null for one that is not understood. */
export function cronOfWords(text: string): string | null {
  return parseScheduleText(text) ?? cronOfPhrase(text);
}

/** The cron of what only the form understands, and the API's `text` does not. */
export function cronOfPhrase(text: string): string | null {
  const said = read(plain(text));
  const cron = said && cronOf(said);
  // Read once more by the rules that everything else goes by.
  return cron && parseCron(cron).ok ? cron : null;
}

/** A cron as a phrase that means exactly it; null where there is none. */
export function phraseOf(cron: string): string | null {
  const words = scheduleInWords(cron);
  const candidates = [
    words,
    ...[...MINUTES].map((n) => `every ${n} minutes during working hours`),
    "every hour during working hours",
  ];
  return candidates.find((phrase) => cronOfWords(phrase) === cron) ?? null;
}

const MINUTES = [5, 10, 15, 20, 30];

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/(?<=[ap])\.(?=m\b)|(?<=[ap]m)\./g, "")
    .replace(/ ?[–—-] ?/g, "-")
    .replace(/o['’]clock/g, "")
    .replace(/&/g, " and ")
    .replace(/,/g, " ")
    .replace(/[.\s]+$/, "")
    .replace(/\s+/g, " ")
    .trim();
}

function read(phrase: string): Said | null {
  let rest = phrase;
  const said: Said = {};
  while (rest !== "") {
    const found = firstPart(rest);
    // What is said twice is said by two people, or in two ways that cannot both be meant.
    if (!found || Object.keys(found.part).some((key) => key in said)) return null;
    Object.assign(said, found.part);
    rest = found.rest;
  }
  return said;
}

function firstPart(phrase: string): { part: Said; rest: string } | null {
  for (const [pattern, say] of PARTS) {
    const match = pattern.exec(phrase);
    const part = match && say(match);
    if (part) return { part, rest: phrase.slice(match[0].length).trim() };
  }
  return null;
}

function cronOf({ minutes, hours, past = 0, days, dayOfMonth, times, window }: Said): string | null {
  const repeats = minutes ?? hours;
  if ((minutes !== undefined && hours !== undefined) || (repeats !== undefined && times)) return null;
  if (window && repeats === undefined) return null;
  const weekdays = days ?? (window === WORKING.hours ? WORKING.days : "*");
  const date = `${dayOfMonth ?? "*"} * ${weekdays}`;
  if (minutes !== undefined)
    return minutes > 0 && 60 % minutes === 0
      ? `${minutes === 60 ? 0 : `*/${minutes}`} ${hoursOf(window, true)} ${date}`
      : null;
  if (hours !== undefined)
    return hours > 0 && 24 % hours === 0 ? `${past} ${everyHours(hours, window)} ${date}` : null;
  if (days === undefined && dayOfMonth === undefined && !times) return null;
  const [first = { hour: 0, minute: 0 }, ...others] = times ?? [];
  if (others.some(({ minute }) => minute !== first.minute)) return null;
  const all = [first, ...others].map(({ hour }) => hour).sort((a, b) => a - b);
  return `${first.minute} ${[...new Set(all)].join(",")} ${date}`;
}

function everyHours(hours: number, window: Said["window"]): string {
  if (hours === 1) return hoursOf(window, false);
  return window ? `${window[0]}-${window[1]}/${hours}` : hours === 24 ? "0" : `*/${hours}`;
}

/** @param toEnd whether runs go on within the last hour; "until 5 pm" ends before it, working hours with it */
function hoursOf(window: Said["window"], toEnd: boolean): string {
  if (!window) return "*";
  const [from, to] = window;
  const last = toEnd && window !== WORKING.hours ? (to + 23) % 24 : to;
  if (from <= last) return from === last ? String(from) : `${from}-${last}`;
  return `${from}-23,${last === 0 ? "0" : `0-${last}`}`;
}

function windowOf(from = "", to = ""): Said | null {
  const [start, end] = [timeOf(from), timeOf(to)];
  if (!start || !end || start.minute + end.minute > 0 || start.hour === end.hour) return null;
  return { window: [start.hour, end.hour] };
}

function timesOf(text = ""): Said | null {
  const times = [...text.matchAll(new RegExp(TIME, "g"))].map(([time]) => timeOf(time));
  return times.every((time) => time !== null) ? { times } : null;
}

function timeOf(text: string): Time | null {
  if (text === "noon" || text === "midday") return { hour: 12, minute: 0 };
  if (text === "midnight") return { hour: 0, minute: 0 };
  const [, hour = "", minute = "0", half] = /^(\d{1,2})(?::(\d\d))? ?(am|pm)?$/.exec(text) ?? [];
  const [h, m] = [Number(hour), Number(minute)];
  if (hour === "" || m > 59 || (half ? h < 1 || h > 12 : h > 23)) return null;
  return { hour: half ? (h % 12) + (half === "pm" ? 12 : 0) : h, minute: m };
}

const dayNumber = (name = "") => DAY_NAMES.indexOf(name.slice(0, 3));

function dayList(names = ""): string {
  const days = [...names.matchAll(new RegExp(DAY, "g"))].map(([name]) => dayNumber(name));
  return [...new Set(days)].sort((a, b) => a - b).join(",");
}

/** In cron a week begins on Sunday, which is also 7. */
function dayRange(from: string | undefined, to: string | undefined): string {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  if (first < last) return `${first}-${last}`;
  if (last === 0) return `${first}-7`;
  return `${first}-6,0-${last}`;
}

function dayOfMonth(day: string | undefined): Said | null {
  const number = Number(day);
  return number >= 1 && number <= 31 ? { dayOfMonth: number } : null;
}
