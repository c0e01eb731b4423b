import { Parser } from "htmlparser2";
import { parseRefresh, type Refresh } from "#lib/fetch/refresh/parse-refresh.ts";

/** What stands in these is no part of the page for a browser that runs scripts. */
const INERT = new Set(["noscript", "template", "iframe", "noembed", "noframes", "xmp", "plaintext"]);

type DeclaredRefresh = Refresh & { baseHref: string | null };

/** The refresh that a page declares first, and the base that its address counts from; null without one. */
export function metaRefresh(html: string): DeclaredRefresh | null {
  let [baseHref, found]: [string | null, DeclaredRefresh | null] = [null, null];
  let inert = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (INERT.has(name)) inert += 1;
      if (inert > 0 || found) return;
      if (name === "base") baseHref ??= attributes.href ?? null;
      if (name !== "meta" || attributes["http-equiv"]?.toLowerCase() !== "refresh") return;
      const refresh = parseRefresh(attributes.content ?? "");
      if (!refresh) return;
      found = { ...refresh, baseHref };
      parser.pause();
    },
    onclosetag(name) {
      if (INERT.has(name)) inert -= 1;
    },
  });
  parser.end(html);
  return found;
}
