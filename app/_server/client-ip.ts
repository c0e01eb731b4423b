import { isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";
import { CLIENT_HEADER, HERE_HEADER } from "#lib/visitor.ts";

// What the door in front of Next found out about the sender of a request (scripts/before-next.ts).

/** The address a request came from, for counting. An IPv6 address counts as its /64, which one customer has whole. */
export function clientIp({ headers }: Pick<Request, "headers">): string {
  const address = headers.get(CLIENT_HEADER);
  if (!address) return "unknown";
  return isIPv6(address) ? ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString() : address;
}

/** Whether a request came from this very machine. */
export function isFromHere({ headers }: Pick<Request, "headers">): boolean {
  return headers.get(HERE_HEADER) === "true";
}
