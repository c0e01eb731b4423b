import { isIPv4 } from "node:net";
import ipaddr from "ipaddr.js";

/** Everything that IANA has given out as global unicast (RFC 4291 §2.4); nothing outside of it is the internet. */
const globalUnicast = ipaddr.parseCIDR("2000::/3");
/** An IPv6-only network reaches every IPv4 site through this prefix (RFC 6052), so it is judged by what it embeds. */
const nat64 = ipaddr.parseCIDR("64:ff9b::/96");
/** Public by its number, but answered by the cloud's own host: Azure's WireServer. */
const platformAddresses = new Set(["168.63.129.16"]);

/**
 * Whether an IP address (canonical text, as DNS and sockets give it) belongs to the public internet: not loopback,
 * private, link-local (169.254.169.254 among them), carrier-grade NAT, multicast, unspecified, reserved or
 * documentation space, and no IPv6 form which carries such an IPv4 address. Anything unreadable is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return isPublicV4(ipaddr.IPv4.parse(address));
  // ipaddr.js takes the old form ::8.8.8.8 for ::ffff:8.8.8.8; a URL writes both in hexadecimal.
  const canonical = URL.parse(`http://[${address}]`)?.hostname.slice(1, -1);
  return canonical !== undefined && isPublicV6(ipaddr.IPv6.parse(canonical));
}

function isPublicV4(address: ipaddr.IPv4): boolean {
  return address.range() === "unicast" && !platformAddresses.has(address.toString());
}

function isPublicV6(address: ipaddr.IPv6): boolean {
  if (address.isIPv4MappedAddress() || address.match(nat64)) {
    return isPublicV4(new ipaddr.IPv4(address.toByteArray().slice(12)));
  }
  // 6to4, Teredo and IPv4-compatible addresses are no "unicast" or lie outside 2000::/3: refused whatever they embed.
  return address.range() === "unicast" && address.match(globalUnicast) && !isIsatap(address);
}

/** RFC 5214 §6.1: an interface id of 0000:5efe or 0200:5efe carries an IPv4 address in its last 32 bits. */
function isIsatap(address: ipaddr.IPv6): boolean {
  return ((address.parts[4] ?? 0) & 0xfdff) === 0 && address.parts[5] === 0x5efe;
}
