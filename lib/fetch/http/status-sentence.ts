import { STATUS_CODES } from "node:http";

const hints: Record<number, string> = {
  401: "The page asks for a sign-in: send an Authorization header with this target.",
  402: "The page is only for paying readers.",
  403: "The page is not open to this server: it may need a sign-in, or the site turns automatic readers away.",
  404: "There is no page at this address: check it, or remove the target.",
  407: "A proxy in between asks for a sign-in.",
  408: "Try again later.",
  410: "The page was removed for good: remove the target.",
  429: "The site asks for fewer requests: run this monitor less often.",
  451: "The page is withheld for legal reasons.",
};

/**
 * Words an answer of 400 and above: what the server said, and what to try.
 * @param statusCode e.g. 503 → "The server answered 503 Service Unavailable. The site has a problem …"
 */
export function statusSentence(statusCode: number): string {
  const name = STATUS_CODES[statusCode];
  return `The server answered ${statusCode}${name ? ` ${name}` : ""}. ${hints[statusCode] ?? hintOfClass(statusCode)}`;
}

function hintOfClass(statusCode: number): string {
  if (statusCode >= 500) return "The site has a problem of its own: try again later.";
  return "The site did not accept the request: check the address and the headers of this target.";
}
