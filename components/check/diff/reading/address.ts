/** The change an address names: `?page=…&change=2`, counted from 1; the first where it names the page only by change. */
export function linkedChange(
  pageId: string | null,
  change: string | null,
): { pageId: string; change: number } | null {
  if (!pageId || !change || !/^[1-9]\d{0,6}$/.test(change)) return null;
  return { pageId, change: Number(change) - 1 };
}

/** The address of this screen that opens one of its pages at one of its changes. */
export function addressWith({ page, change }: { page: string | null; change: number | null }): string {
  const address = new URL(window.location.href);
  if (page === null) address.searchParams.delete("page");
  else address.searchParams.set("page", page);
  if (change === null) address.searchParams.delete("change");
  else address.searchParams.set("change", String(change + 1));
  address.hash = "";
  return address.href;
}
