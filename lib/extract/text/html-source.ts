import { decodeText, wideCharset } from "./charset.ts";
import { bodyType } from "./media-type.ts";

/** The beginning of an answer's body, where it is HTML that says a word; null for everything else. */
export function htmlThatSays(
  word: RegExp,
  { body, contentType }: { body: Buffer; contentType: string | null },
  reach: number,
): string | null {
  const start = body.subarray(0, reach);
  // Nearly no page does: that is seen without decoding it.
  if (!wideCharset(start) && !word.test(start.toString("latin1"))) return null;
  if (bodyType(body, contentType).kind !== "html") return null;
  const source = decodeText(start, contentType, "html");
  return word.test(source) ? source : null;
}
