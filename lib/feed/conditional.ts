/** A second change may come within the second that Last-Modified can say; until then only the ETag tells (RFC 9110 8.8.2.2). */
const SETTLED_MS = 60_000;

/** The Last-Modified of something whose newest part is that old; null while it may still change within its second. */
export function lastModified(newest: Date, now = new Date()): string | null {
  return now.getTime() - newest.getTime() > SETTLED_MS ? newest.toUTCString() : null;
}

/** Whether whoever asks has it already (RFC 9110 section 13.2.2: If-None-Match goes before If-Modified-Since). */
export function isKnown(
  headers: Headers,
  { etag, modified }: { etag: string; modified: string | null },
): boolean {
  const known = headers.get("if-none-match");
  if (known !== null) {
    if (known.trim() === "*") return true;
    return known.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
  }
  const since = Date.parse(headers.get("if-modified-since") ?? "");
  return modified !== null && Date.parse(modified) <= since;
}
