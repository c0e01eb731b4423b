/** The address that relative ones are resolved against, without what would change or leak (fragment, password). */
export function baseAddress(url: string, baseHref: string | null): string {
  const page = new URL(url);
  const href = baseHref?.trim().replaceAll("&amp;", "&");
  const base = href && URL.canParse(href, page) ? new URL(href, page) : page;
  const origin = /^https?:$/.test(base.protocol) ? base : page;
  origin.hash = origin.username = origin.password = "";
  return origin.href;
}
