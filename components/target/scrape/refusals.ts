import type { BlockPlace, BlockRefusals } from "#components/target/form.ts";
import { lineNumbers, linesOf } from "#components/target/lines.ts";
import type { ScrapeFields } from "#components/target/scrape/fields.ts";
import { headersOf } from "#components/target/scrape/headers.ts";
import { OPTION_FIELDS } from "#components/target/scrape/scrape-options.ts";

const SUBJECTS: Partial<Record<keyof ScrapeFields, string>> = { urls: "The list", timeout: "The timeout" };

/** Where a refused path within a scrape target is in its block. */
export function placeOf(path: string, fields: ScrapeFields): BlockPlace {
  const at = (field: keyof ScrapeFields, subject = SUBJECTS[field] ?? "This") => ({ field, subject });
  const [key, second, ...rest] = path.split(".");
  const third = rest.join(".") || undefined;
  if (key === "urls" && second !== undefined) return at("urls", lineOf(fields.urls, Number(second)));
  const option = OPTION_FIELDS.find((field) => key === "scrapeOptions" && field === second);
  if (!option) return at("urls");
  if (option === "headers") return at("headers", third ? `Header “${third}”` : undefined);
  const typed = fields[option];
  if (third !== undefined && typeof typed === "string") return at(option, lineOf(typed, Number(third)));
  return at(option);
}

function lineOf(text: string, position: number): string {
  const line = linesOf(text)[position];
  return line ? `Line ${line.number}` : "The list";
}

/** As long as the runner waits for a page at most; the API takes more and waits no longer. */
const LONGEST_SECONDS = 30;

function isTimeout(text: string): boolean {
  const seconds = Number(text);
  return text.trim() === "" || (seconds > 0 && seconds <= LONGEST_SECONDS);
}

/** What of a block cannot be put into a target, or would not do what it says. */
export function unreadable(fields: ScrapeFields, before: ScrapeFields): BlockRefusals {
  const { bad } = headersOf(fields.headers);
  return {
    ...(bad.length > 0 && {
      headers: `Write each header as “Header: value”; ${lineNumbers(bad.map((line) => line.number))} ${bad.length > 1 ? "are" : "is"} not.`,
    }),
    ...(fields.timeout !== before.timeout &&
      !isTimeout(fields.timeout) && {
        timeout: `Write the timeout as a number of seconds, at most ${LONGEST_SECONDS}.`,
      }),
  };
}
