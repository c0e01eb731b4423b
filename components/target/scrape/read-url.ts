import { pageUrlOf } from "#lib/target/address.ts";

/** Twice as many as a monitor may have. */
const REMEMBERED = 20_000;
const readBefore = new Map<string, string | null>();

/** An address as the API would keep it; null when it would refuse it. Of ten thousand lines one changes at a time. */
export function readUrl(text: string): string | null {
  const known = readBefore.get(text);
  if (known !== undefined) return known;
  if (readBefore.size >= REMEMBERED) readBefore.clear();
  const url = readAnew(text);
  readBefore.set(text, url);
  return url;
}

function readAnew(text: string): string | null {
  const url = pageUrlOf(text);
  // Chromium reads "http://not a site" as a host with %20 in it; no other reader of addresses does.
  return url && !/[\s%]/.test(new URL(url).hostname) ? url : null;
}
