import {
  type Converted,
  type ConvertOptions,
  detectWall,
  isTooMuchForWall,
  type ReadBody,
  readBody,
} from "#lib/extract/text/index.ts";
import { emptySentence, type FetchedResponse, statusSentence } from "#lib/fetch/http/index.ts";
import { PageError } from "#lib/page-error.ts";

/** An answer of a site, as far as its text is concerned. */
export type PageAnswer = Pick<FetchedResponse, "statusCode" | "headers" | "body" | "finalUrl">;

/**
 * The comparable text of an answer.
 * @throws PageError when it says that there is no page, when it is a wall, or when it has no text
 */
export function pageText(answer: PageAnswer, options: ConvertOptions): Converted {
  return readPage(answer, options, null) as Converted;
}

/**
 * The same, but for an answer whose text would be made of `known`, the source of one: that is not made again.
 * @throws PageError as `pageText`
 */
export function readPage(answer: PageAnswer, options: ConvertOptions, known: string | null): ReadBody {
  const { body, headers, statusCode, finalUrl } = answer;
  if (statusCode >= 400) {
    refuseWall(answer);
    throw new PageError(statusSentence(statusCode), statusCode);
  }
  try {
    if (body.length === 0) throw new PageError(emptySentence(statusCode), statusCode);
    const contentType = headers["content-type"] ?? null;
    const read = readBody({ body, contentType, url: finalUrl, statusCode, options }, known);
    // Only what is too much for a wall has a source to be known by.
    refuseWall(answer, read.content === null || isTooMuchForWall(read.content));
    return read;
  } catch (error) {
    // A challenge may have no text at all: that it is one says more than that the page was empty.
    refuseWall(answer);
    throw error;
  }
}

function refuseWall({ statusCode, headers, body }: PageAnswer, isTooMuch = false): void {
  const wall = detectWall({ statusCode, headers, body: isTooMuch ? null : body });
  if (wall) throw new PageError(wall, statusCode);
}
