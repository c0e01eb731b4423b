import { isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";
import type { Whence } from "#lib/ctx.ts";
import { CLIENT_HEADER, HERE_HEADER } from "#lib/visitor.ts";

const LONGEST_USER_AGENT = 512;

// What the door in front of Next found out about the sender of a request (scripts/before-next.ts).

/** The address a request came from, for counting. An IPv6 address counts as its /64, which one customer has whole. */
export function clientIp({ headers }: Pick<Request, "headers">): string {
  const address = headers.get(CLIENT_HEADER);
  if (!address) return "unknown";
  return isIPv6(address) ? ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString() : address;
}

/** From where a request came, as it is kept: the very address, and as much of the program's name as anybody reads. */
export function whenceOf({ headers }: Pick<Request, "headers">): Whence {
  const userAgent = headers.get("user-agent")?.slice(0, LONGEST_USER_AGENT);
  return { ip: headers.get(CLIENT_HEADER) || null, userAgent: userAgent || null };
}

/** Whether a request came from this very machine. */
export function isFromHere({ headers }: Pick<Request, "headers">): boolean {
  return headers.get(HERE_HEADER) === "true";
}
