import type { FieldIssue } from "#components/data/api.ts";
import type { Draft } from "#components/monitor/form/draft.ts";
import { headersOf } from "#components/monitor/form/headers.ts";
import { lineNumbers, linesOf } from "#components/monitor/form/lines.ts";
import { OPTION_FIELDS } from "#components/monitor/form/scrape-options.ts";

export type FieldId = Exclude<keyof Draft, "scheduleAs" | "text" | "cron"> | "schedule";
/** What is wrong, by field; `form` is what no field can mend. */
export type Refusals = Partial<Record<FieldId | "form", string>>;

const SUBJECTS: Partial<Record<FieldId, string>> = {
  name: "The name",
  urls: "The list",
  retentionDays: "Retention",
  goal: "The goal",
  timeout: "The timeout",
};

type Place = { field: FieldId | "form"; subject: string };

/** Where a refused path is in the form. @param shown the index of the target that the form shows */
function placeOf(path: string, draft: Draft, shown: number): Place {
  const at = (field: FieldId, subject = SUBJECTS[field] ?? "This") => ({ field, subject });
  if (path === "name" || path === "retentionDays" || path === "goal") return at(path);
  if (path === "judgeEnabled") return at("goal");
  if (path === "schedule.timezone") return at("timezone");
  if (path.startsWith("schedule")) return at("schedule");
  const [, index, key, second, third] =
    /^targets(?:\.(\d+)(?:\.(\w+)(?:\.(\w+)(?:\.(.+))?)?)?)?$/.exec(path) ?? [];
  if (index !== undefined && Number(index) !== shown) {
    return { field: "form", subject: `Target ${Number(index) + 1}` };
  }
  if (key === "urls" && second !== undefined) return at("urls", lineOf(draft.urls, Number(second)));
  const option = OPTION_FIELDS.find((field) => key === "scrapeOptions" && field === second);
  if (!option) return path.startsWith("targets") ? at("urls") : { field: "form", subject: path || "This" };
  if (option === "headers") return at("headers", third ? `Header “${third}”` : undefined);
  if (third !== undefined && typeof draft[option] === "string") {
    return at(option, lineOf(draft[option], Number(third)));
  }
  return at(option);
}

function lineOf(text: string, position: number): string {
  const line = linesOf(text)[position];
  return line ? `Line ${line.number}` : "The list";
}

const MOST = 3;

/** Refused paths as sentences at their fields. */
export function refusalsOf(issues: FieldIssue[], draft: Draft, shown: number): Refusals {
  const sentences = new Map<FieldId | "form", string[]>();
  for (const { path, message } of issues) {
    const { field, subject } = placeOf(path, draft, shown);
    // A message is either a predicate ("must not be empty") or a sentence of its own.
    const whole = /^[a-z]/.test(message) ? `${subject} ${message}` : message;
    sentences.set(field, [...(sentences.get(field) ?? []), whole.replace(/\.?$/, ".")]);
  }
  return Object.fromEntries([...sentences].map(([field, said]) => [field, joined(said)]));
}

function joined(said: string[]): string {
  const rest = said.length - MOST;
  return [...said.slice(0, MOST), ...(rest > 0 ? [`And ${rest} more.`] : [])].join(" ");
}

/** As long as the runner waits for a page at most; the API takes more and waits no longer. */
const LONGEST_SECONDS = 30;

function isTimeout(text: string): boolean {
  const seconds = Number(text);
  return text.trim() === "" || (seconds > 0 && seconds <= LONGEST_SECONDS);
}

/** What the API never gets to see: what cannot be put into a body, or would not do what it says. */
export function unreadable(draft: Draft, before: Draft): Refusals {
  const { bad } = headersOf(draft.headers);
  const days = draft.retentionDays.trim();
  return {
    ...(bad.length > 0 && {
      headers: `Write each header as “Header: value”; ${lineNumbers(bad.map((line) => line.number))} ${bad.length > 1 ? "are" : "is"} not.`,
    }),
    ...(draft.timeout !== before.timeout &&
      !isTimeout(draft.timeout) && {
        timeout: `Write the timeout as a number of seconds, at most ${LONGEST_SECONDS}.`,
      }),
    ...(!/^\d+$/.test(days) && { retentionDays: "Write a whole number of days from 1 to 365." }),
  };
}
