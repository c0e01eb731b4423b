const HREF = /(\shref\s*=\s*)(?:"\s*(#[^"]*)?"|'\s*(#[^']*)?'|(#[^\s<>"']*))/i;

/** The tag of a link to a place within its page, or to the page itself, with the whole address: mdream leaves those. */
export function completeSamePageLink(tag: string, page: string): string {
  return tag.replace(HREF, (_href, start: string, double?: string, single?: string, bare?: string) => {
    const fragment = (double ?? single ?? bare ?? "").replaceAll('"', "%22");
    return `${start}"${page.replaceAll("&", "&amp;")}${fragment}"`;
  });
}
