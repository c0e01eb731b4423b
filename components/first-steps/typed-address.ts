import { pageUrlOf } from "#lib/target/address.ts";

/** What people paste or type as an address, as a monitor takes it: without a scheme, https is meant. */
export function readAddress(typed: string): string | null {
  const text = typed.trim();
  const url = pageUrlOf(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  // A single word is more likely a search than a machine of one's own, which has a port or a path.
  return url && !/[\s%]/.test(new URL(url).hostname) && isHost(new URL(url)) ? url : null;
}

const isHost = ({ username, hostname, port, pathname }: URL) =>
  username === "" && (/[.:]/.test(hostname) || hostname === "localhost" || port !== "" || pathname !== "/");

/** The name that a monitor of this page begins with: where the page is, as people write it. */
export function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host.replace(/^www\./, "")}${pathname.replace(/\/$/, "")}`.slice(0, 100);
}
