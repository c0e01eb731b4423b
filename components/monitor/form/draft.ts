import { linesOfHeaders } from "#components/monitor/form/headers.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { parseScheduleText, scheduleInWords } from "#lib/monitor/schedule/index.ts";
import type { ScrapeOptions, ScrapeTarget } from "#lib/target/model.ts";

/** What is in the form, as typed. */
export type Draft = {
  name: string;
  /** One per line. */
  urls: string;
  scheduleAs: "text" | "cron";
  text: string;
  cron: string;
  /** Empty: the browser's. */
  timezone: string;
  retentionDays: string;
  goal: string;
  onlyMainContent: boolean;
  /** CSS selectors, one per line. */
  includeTags: string;
  excludeTags: string;
  /** "Header: value", one per line. */
  headers: string;
  /** In seconds. */
  timeout: string;
  mobile: boolean;
  removeBase64Images: boolean;
  skipTlsVerification: boolean;
};

export const EMPTY: Draft = {
  name: "",
  urls: "",
  scheduleAs: "text",
  text: "every 30 minutes",
  cron: "*/30 * * * *",
  timezone: "",
  retentionDays: "30",
  goal: "",
  onlyMainContent: true,
  includeTags: "",
  excludeTags: "",
  headers: "",
  timeout: "",
  mobile: false,
  removeBase64Images: true,
  skipTlsVerification: false,
};

/** The first scrape target is the one the form shows; the others are kept as they are. */
export function shownTarget(monitor: MonitorAnswer): { target: ScrapeTarget | undefined; index: number } {
  const found = monitor.targets.findIndex((target) => target.type === "scrape");
  // Stored targets have passed the schema, so what calls itself a scrape target is one.
  const target = monitor.targets[found] as ScrapeTarget | undefined;
  return { target, index: found < 0 ? monitor.targets.length : found };
}

/** A stored monitor as the form shows it. */
export function draftOf(monitor: MonitorAnswer): Draft {
  const { target } = shownTarget(monitor);
  const { cron, timezone } = monitor.schedule;
  const words = scheduleInWords(cron);
  const sayable = parseScheduleText(words) === cron;
  return {
    ...EMPTY,
    name: monitor.name,
    urls: (target?.urls ?? []).join("\n"),
    scheduleAs: sayable ? "text" : "cron",
    text: sayable ? words : "",
    cron,
    timezone,
    retentionDays: String(monitor.retentionDays),
    goal: monitor.goal ?? "",
    ...optionsInDraft(target?.scrapeOptions ?? {}),
  };
}

function optionsInDraft(options: ScrapeOptions) {
  return {
    onlyMainContent: options.onlyMainContent ?? EMPTY.onlyMainContent,
    includeTags: (options.includeTags ?? []).join("\n"),
    excludeTags: (options.excludeTags ?? []).join("\n"),
    headers: linesOfHeaders(options.headers ?? {}),
    timeout: options.timeout === undefined ? "" : String(options.timeout / 1000),
    mobile: options.mobile ?? EMPTY.mobile,
    removeBase64Images: options.removeBase64Images ?? EMPTY.removeBase64Images,
    skipTlsVerification: options.skipTlsVerification ?? EMPTY.skipTlsVerification,
  };
}

/** The schedule as the API takes it. */
export function scheduleOf(draft: Draft, browserZone: string) {
  const timezone = draft.timezone || browserZone;
  return draft.scheduleAs === "cron"
    ? { cron: draft.cron.trim(), timezone }
    : { text: draft.text.trim(), timezone };
}
