import { htmlThatSays } from "#lib/extract/index.ts";
import type { FetchedResponse } from "#lib/fetch/http/index.ts";
import { metaRefresh } from "#lib/fetch/refresh/meta-refresh.ts";
import { parseRefresh } from "#lib/fetch/refresh/parse-refresh.ts";

/** A page that stays longer is there to be read. */
const LONGEST_DELAY = 10;
/** How far into a page a refresh is looked for, in bytes. */
const REACH = 2 ** 20;

/**
 * Where a browser goes on to by itself from a good answer, within ten seconds: by its Refresh header, else by its meta
 * element. Null when it stays.
 * @param isKnown whether the body was read as a page before: then it leads nowhere, and need not be looked at again
 */
export function refreshTarget(response: FetchedResponse, isKnown: () => boolean): URL | null {
  const { statusCode, headers, body, finalUrl } = response;
  if (statusCode < 200 || statusCode >= 300) return null;
  const ofHeader = headers.refresh === undefined ? null : parseRefresh(asUtf8(headers.refresh));
  if (!ofHeader && isKnown()) return null;
  const refresh = ofHeader
    ? { ...ofHeader, baseHref: null }
    : refreshOfPage(body, headers["content-type"] ?? null);
  if (!refresh || refresh.delay > LONGEST_DELAY) return null;
  const base = URL.parse(refresh.baseHref ?? "", finalUrl) ?? finalUrl;
  const target = URL.parse(refresh.url ?? finalUrl, base);
  return target && /^https?:$/.test(target.protocol) ? target : null;
}

function refreshOfPage(body: Buffer, contentType: string | null) {
  const html = htmlThatSays(/http-equiv/i, { body, contentType }, REACH);
  return html === null ? null : metaRefresh(html);
}

/** Header bytes arrive as Latin-1; sites which do not escape mean UTF-8. */
const asUtf8 = (value: string) => Buffer.from(value, "latin1").toString("utf8");
