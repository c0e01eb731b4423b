import { requestOrigin } from "./origin.ts";

/** The absolute URL of what follows in a list that goes on after an entry. */
export function nextAfterUrl(request: Request, cursor: string, limit: number): string {
  const next = new URL(requestOrigin(request) + new URL(request.url).pathname);
  next.searchParams.set("cursor", cursor);
  next.searchParams.set("limit", String(limit));
  return next.href;
}

/** As nextAfterUrl, of a list that was narrowed: what was asked for stays. */
export function nextOfQueryUrl(
  request: Request,
  query: Record<string, string | number | undefined> & { cursor: string },
): string {
  const next = new URL(requestOrigin(request) + new URL(request.url).pathname);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) next.searchParams.set(name, String(value));
  }
  return next.href;
}

/**
 * The absolute URL of the next page of a list, at the very origin and path prefix the client used: the SDKs
 * follow it verbatim, with their key.
 */
export function nextPageUrl(
  request: Request,
  skip: number,
  query: {
    limit: number;
    status?: string | undefined;
    target?: string | undefined;
    diffs: boolean;
  },
): string {
  const { pathname } = new URL(request.url);
  const next = new URL(requestOrigin(request) + pathname);
  next.searchParams.set("skip", String(skip));
  next.searchParams.set("limit", String(query.limit));
  if (query.status) next.searchParams.set("status", query.status);
  if (query.target) next.searchParams.set("target", query.target);
  if (!query.diffs) next.searchParams.set("diffs", "false");
  return next.href;
}
