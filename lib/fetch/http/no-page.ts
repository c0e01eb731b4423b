import { STATUS_CODES } from "node:http";
import type { FetchedResponse } from "./request.ts";

/** What an answer means that brings no page, or none that may be compared, though nothing went wrong for its server. */
const meanings: Record<number, string> = {
  204: "it did what was asked and has no page to show. Check the address, or remove the target.",
  205: "it asks a browser to clear its form and sends no page. Check the address, or remove the target.",
  206: "it sent only a part of the page, though all of it was asked for, and a part cannot be compared with a whole. Try again later; if it stays so, the site needs a repair.",
  226: "it sent only what differs from an earlier page, though all of it was asked for. The site needs a repair.",
  304: "the page is as it was when it was last asked for. But nothing was said of an earlier time, so there is no page here to compare. Try again later; if it stays so, the site needs a repair.",
  305: "the page is only there by way of a proxy, which no browser follows any more. Check the address.",
  306: "a code that has had no meaning for long. Check the address.",
};
const askedByUser =
  "it holds the page to be as the headers of this target say it was. Remove If-None-Match and If-Modified-Since from them: earlier answers are remembered without.";
/** Of answers that may bring a page. */
const meaningsWhenEmpty: Record<number, string> = {
  201: "it made something new instead of showing a page",
  202: "it took the request on and has no page yet",
  203: "a proxy in between changed what the site had said",
  300: "there are several pages to choose from, and it does not say which",
};

/** The sentence for a status that is no page, whatever came with it; null for one that may bring a page, or an error's. */
export function noPageSentence(response: Pick<FetchedResponse, "statusCode" | "asked">): string | null {
  const { statusCode, asked } = response;
  if (statusCode === 206 && asked.part) return null;
  const meaning = statusCode === 304 && asked.ifChanged ? askedByUser : meanings[statusCode];
  if (meaning) return `${answered(statusCode)}: ${meaning}`;
  if (statusCode <= 300 || statusCode >= 400) return null;
  return `${answered(statusCode)}: it leads elsewhere in a way that no browser follows. Check the address.`;
}

/** The sentence for an answer that brought not one byte. */
export function emptySentence(statusCode: number): string {
  const meaning = meaningsWhenEmpty[statusCode];
  const means = meaning ? `, which means that ${meaning}` : "";
  return `The page was empty: ${lower(answered(statusCode))}${means}, and sent nothing with it. Check in a browser whether there is a page at this address.`;
}

function answered(statusCode: number): string {
  const name = STATUS_CODES[statusCode];
  return `The server answered ${statusCode}${name ? ` ${name}` : ""}`;
}

const lower = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1);
