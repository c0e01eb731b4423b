import { isSendableHeader } from "./headers.ts";
import { addressOf, type Hop } from "./redirects.ts";
import type { FetchRequest } from "./request.ts";

const none: Record<string, string> = {};

/**
 * The conditional headers for one hop (RFC 9110 §13.1). Two resources may share a validator by chance, so only
 * the URL it came from may judge it: a redirect that now leads elsewhere must bring its page, never a 304.
 */
export function validatorsFor(hop: Hop, request: FetchRequest): Record<string, string> {
  const { etag, lastModified, validatorsOf = request.url } = request;
  if (!etag && !lastModified) return none;
  const origin = URL.parse(validatorsOf);
  if (!origin || addressOf(origin) !== addressOf(hop.url)) return none;
  const headers: Record<string, string> = {};
  if (etag && isSendableHeader("If-None-Match", etag)) headers["If-None-Match"] = etag;
  if (lastModified && isSendableHeader("If-Modified-Since", lastModified)) {
    headers["If-Modified-Since"] = lastModified;
  }
  return headers;
}
