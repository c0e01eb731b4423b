import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

// Who a request comes from, as far as that can be known: from the connection itself, and from what proxies wrote that
// whoever runs Tidemark has named as their own (TIDEMARK_TRUSTED_PROXIES).

/** What the door in front of Next writes for the routes behind it; whatever a client sends under these names is lost. */
export const CLIENT_HEADER = "x-tidemark-client";
export const HERE_HEADER = "x-tidemark-here";

/** What proxies write, and anybody else may: believed of a trusted proxy alone. */
export const FORWARDING_HEADERS = [
  "forwarded",
  "via",
  "x-real-ip",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
] as const;

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];

export type Visitor = {
  /** The nearest address that no trusted proxy of ours has; null when not even the connection has one. */
  address: string | null;
  /** Whether it is somebody at this very machine, by every sign there is. */
  isHere: boolean;
  /** Whether headers about forwarding came from somebody who is no proxy of ours. */
  isForging: boolean;
};

/**
 * Addresses and ranges, separated by commas or blanks; "none" for no proxy at all. Unless something is given, only this
 * machine itself is trusted.
 * @throws Error naming what is neither an address nor a range
 */
export function parseProxies(text = "127.0.0.0/8, ::1"): Range[] {
  if (text.trim().toLowerCase() === "none") return [];
  return text
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .map(rangeIn);
}

/**
 * Who sends a request: the connection's own address or, while that is a trusted proxy's, the one before it in
 * X-Forwarded-For, from right to left (RFC 7239 section 7.4: left of what our own proxies added, anything may stand).
 */
export function visitorOf(peer: string | undefined, headers: IncomingHttpHeaders, proxies: Range[]): Visitor {
  const isTrusted = (address: Address | null) =>
    address !== null && proxies.some((range) => isWithin(address, range));
  const connection = addressIn(peer ?? "");
  let client = connection;
  for (const hop of hopsOf(headers).reverse()) {
    const before = isTrusted(client) ? addressIn(hop) : null;
    if (!before) break;
    client = before;
  }
  const isForwarded = FORWARDING_HEADERS.some((name) => headers[name] !== undefined);
  const isForging = isForwarded && !isTrusted(connection);
  // A proxy that does not say for whom it asks may ask for anybody.
  const isTold = !isForwarded || (!isForging && hopsOf(headers).length > 0);
  return {
    address: client?.toString() ?? null,
    isHere: isTold && isLoopback(connection) && isLoopback(client) && isLoopbackHost(headers.host),
    isForging,
  };
}

function rangeIn(entry: string): Range {
  const [address = "", bits] = entry.split("/");
  const most = isIP(address) === 6 ? 128 : 32;
  const isBits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  if (!isIP(address) || !isBits || entry.split("/").length > 2) {
    throw new Error(`"${entry}" is neither an address nor a range like 10.0.0.0/8`);
  }
  const length = bits === undefined ? most : Number(bits);
  const plain = ipaddr.process(address);
  // A range of IPv4 addresses written as IPv6 begins after the 96 bits that all of them share.
  const isMapped = plain.kind() === "ipv4" && most === 128;
  return [plain, isMapped ? Math.max(0, length - 96) : length];
}

function isWithin(address: Address, [network, bits]: Range): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}

function hopsOf(headers: IncomingHttpHeaders): string[] {
  return [headers["x-forwarded-for"] ?? []].flat().flatMap((text) => text.split(","));
}

/** Some proxies add the port: 192.0.2.1:443, [2001:db8::1]:443. */
function addressIn(text: string): Address | null {
  const plain = text.trim().replace(/^\[(.+)\](:\d+)?$|^([\d.]+):\d+$/, "$1$3");
  // The name of a network card says nothing about who is at its other end.
  const address = plain.replace(/%.*$/, "");
  return isIP(address) ? ipaddr.process(address) : null;
}

const isLoopback = (address: Address | null) => address?.range() === "loopback";

/**
 * Whether a request was sent to a name that only this machine has for itself. A page elsewhere whose name was made to
 * lead here (DNS rebinding) sends its own.
 */
function isLoopbackHost(host = ""): boolean {
  if (!URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  return hostname === "localhost" || hostname.endsWith(".localhost") || isLoopback(addressIn(hostname));
}
