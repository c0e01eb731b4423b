import { isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";

/** Written by the web process's preload from the connection itself; what a client sends under this name is lost. */
const PEER = "x-tidemark-peer";

/**
 * The address a request came from, for counting: the connection's own, or, where that is a proxy on this machine
 * or its private network, the nearest public one in X-Forwarded-For (RFC 7239 section 7.4: only what our own
 * proxies added can be trusted). An IPv6 address counts as its /64, which one customer has whole.
 */
export function clientIp(request: Request): string {
  const forwarded = request.headers.get("x-forwarded-for")?.split(",") ?? [];
  const peer = request.headers.get(PEER);
  const trail = [...forwarded, ...(peer ? [peer] : [])].flatMap((text) => addressIn(text) ?? []);
  const client = trail.findLast((address) => !isOwnNetwork(address)) ?? trail[0];
  return client ? asCounted(client) : "unknown";
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function addressIn(text: string): Address | undefined {
  // Some proxies add the port: 192.0.2.1:443, [2001:db8::1]:443.
  const plain = text.trim().replace(/^\[(.+)\](:\d+)?$|^([\d.]+):\d+$/, "$1$3");
  return ipaddr.isValid(plain) ? ipaddr.process(plain) : undefined;
}

function isOwnNetwork(address: Address): boolean {
  return ["loopback", "private", "linkLocal", "uniqueLocal", "carrierGradeNat"].includes(address.range());
}

function asCounted(address: Address): string {
  const text = address.toString();
  return isIPv6(text) ? ipaddr.IPv6.networkAddressFromCIDR(`${text}/64`).toString() : text;
}
