import { expect, test } from "vitest";
import { clientIp } from "./client-ip.ts";

function seen(forwarded: string | null, peer: string | null): string {
  const headers = new Headers();
  if (forwarded !== null) headers.set("x-forwarded-for", forwarded);
  if (peer !== null) headers.set("x-tidemark-peer", peer);
  return clientIp(new Request("http://tidemark.test", { headers }));
}

test.each([
  ["a public connection, whatever it says of itself", "198.51.100.1", "8.8.8.8", "8.8.8.8"],
  ["a proxy on this machine", "8.8.4.4", "127.0.0.1", "8.8.4.4"],
  ["a proxy on this machine, by IPv6", "8.8.4.4", "::1", "8.8.4.4"],
  ["a proxy with a link-local address", "8.8.4.4", "169.254.1.1", "8.8.4.4"],
  ["a proxy in a carrier's network", "8.8.4.4", "100.64.0.1", "8.8.4.4"],
  ["a proxy with a unique local address", "8.8.4.4", "fd00::1", "8.8.4.4"],
  ["two proxies of ours, one behind the other", "8.8.4.4, 10.0.0.2", "10.0.0.1", "8.8.4.4"],
  ["what a client forged before our proxy", "1.1.1.1, 8.8.4.4", "10.0.0.1", "8.8.4.4"],
  ["no proxy and no word", null, "8.8.8.8", "8.8.8.8"],
  ["a machine of the private network itself", null, "192.168.1.20", "192.168.1.20"],
  ["a client of the private network behind a proxy", "192.168.1.30", "192.168.1.20", "192.168.1.30"],
])("counts %s", (_, forwarded, peer, counted) => {
  expect(seen(forwarded, peer)).toBe(counted);
});

test("nothing that is an address: unknown", () => {
  for (const forwarded of [null, "unknown", "_hidden", ", ,", "999.1.1.1", "[::1"]) {
    expect(seen(forwarded, null)).toBe("unknown");
  }
});

test("a port that a proxy adds is no part of the address", () => {
  expect(seen("8.8.4.4:51234", "127.0.0.1")).toBe("8.8.4.4");
  expect(seen("[2001:4860:1:2::9]:443", "127.0.0.1")).toBe("2001:4860:1:2::");
  expect(seen("[2001:4860:1:2::9]", "127.0.0.1")).toBe("2001:4860:1:2::");
});

test("one customer's IPv6 addresses count as one, and two customers' as two", () => {
  const first = seen(null, "2001:4860:1:2:aaaa::1");
  expect(seen(null, "2001:4860:1:2:ffff:ffff:ffff:ffff")).toBe(first);
  expect(seen(null, "2001:4860:1:3::1")).not.toBe(first);
});

test("an IPv4 address written as IPv6 is the IPv4 address", () => {
  expect(seen(null, "::ffff:8.8.8.8")).toBe("8.8.8.8");
  expect(seen("8.8.4.4", "::ffff:10.0.0.1")).toBe("8.8.4.4");
});
