import { FetchError } from "./fetch-error.ts";
import { HEADER_NAME, HEADER_VALUE, isConnectionHeader } from "./model.ts";

/** Whether a header a user asks for may be sent: a valid name and value (RFC 9110 §5.1, §5.5), and not one of ours. */
export function isSendableHeader(name: string, value: string): boolean {
  return HEADER_NAME.test(name) && HEADER_VALUE.test(value) && !isConnectionHeader(name);
}

/** @throws FetchError "bad-request" naming the first header that cannot be sent. */
export function checkHeaders(headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (isSendableHeader(name, value)) continue;
    const shown = JSON.stringify(name.slice(0, 60));
    const why = isConnectionHeader(name)
      ? "It belongs to the connection itself; remove it."
      : "Its name or value holds a character that headers do not allow; line breaks are the usual cause.";
    throw new FetchError("bad-request", `The header ${shown} cannot be sent. ${why}`);
  }
}

/** The value of a header whose name may be written in any case; undefined when it is not there. */
export function headerOf(headers: Record<string, string>, name: string): string | undefined {
  return Object.entries(headers).find(([other]) => other.toLowerCase() === name)?.[1];
}

/** The headers with this one in place of any that has its name. */
export function withHeader(headers: Record<string, string>, name: string, value: string) {
  const others = Object.entries(headers).filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return { ...Object.fromEntries(others), [name]: value };
}

const accept = "text/html,application/xhtml+xml,text/markdown;q=0.9,application/json;q=0.9,*/*;q=0.8";

/**
 * The head of one request as undici takes it: name, value, name, value …; the user's headers replace ours.
 * @param ofUser headers that passed `checkHeaders`
 */
export function requestHead(
  userAgent: string,
  ofUser: Record<string, string>,
  more: Record<string, string>,
): string[] {
  const head: string[] = [];
  const names = new Set(Object.keys(ofUser).map((name) => name.toLowerCase()));
  const ours = {
    "User-Agent": userAgent,
    Accept: accept,
    "Accept-Encoding": "gzip, deflate, br, zstd",
    ...more,
  };
  for (const [name, value] of Object.entries(ours))
    if (!names.has(name.toLowerCase())) head.push(name, value);
  for (const [name, value] of Object.entries(ofUser)) head.push(name, value);
  return head;
}

/** One string a header, as most readers want it; several are joined by a comma (RFC 9110 §5.3), the same twice is one. */
export function flatHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  for (const name in headers) {
    const value = headers[name];
    if (typeof value !== "string") headers[name] = [...new Set(value)].join(", ");
  }
  return headers as Record<string, string>;
}
