import type { IncomingHttpHeaders } from "node:http";
import { describe, expect, test } from "vitest";
import { parseProxies, visitorOf } from "./visitor.ts";

const see = (
  peer: string | undefined,
  headers: IncomingHttpHeaders = {},
  proxies: string | undefined = undefined,
) => visitorOf(peer, { host: "localhost:3000", ...headers }, parseProxies(proxies));

const seen = (peer: string | undefined, forwarded?: string, proxies?: string) =>
  see(peer, forwarded === undefined ? {} : { "x-forwarded-for": forwarded }, proxies).address;

describe("whose address counts", () => {
  test.each<[string, string | undefined, string, string | undefined, string]>([
    ["a public connection, whatever it says of itself", "198.51.100.1", "8.8.8.8", undefined, "8.8.8.8"],
    ["a proxy on this machine", "8.8.4.4", "127.0.0.1", undefined, "8.8.4.4"],
    ["a proxy on this machine, by IPv6", "8.8.4.4", "::1", undefined, "8.8.4.4"],
    ["a proxy on this machine, as IPv4 in IPv6", "8.8.4.4", "::ffff:127.0.0.1", undefined, "8.8.4.4"],
    ["a private address that nobody named a proxy", "8.8.4.4", "172.17.0.1", undefined, "172.17.0.1"],
    ["a link-local address", "8.8.4.4", "169.254.1.1", undefined, "169.254.1.1"],
    ["a carrier's network", "8.8.4.4", "100.64.0.1", undefined, "100.64.0.1"],
    ["a unique local address", "8.8.4.4", "fd00::1", undefined, "fd00::1"],
    ["a named proxy", "8.8.4.4", "172.17.0.1", "172.17.0.1", "8.8.4.4"],
    ["one of a named range", "8.8.4.4", "10.9.8.7", "10.0.0.0/8", "8.8.4.4"],
    ["one right outside of it", "8.8.4.4", "11.0.0.0", "10.0.0.0/8", "11.0.0.0"],
    ["a range of IPv6", "8.8.4.4", "fd00:1::9", "fd00:1::/32", "8.8.4.4"],
    ["a range of IPv4 written as IPv6", "8.8.4.4", "10.9.8.7", "::ffff:10.0.0.0/104", "8.8.4.4"],
    ["this machine, once others are named in its place", "8.8.4.4", "127.0.0.1", "10.0.0.1", "127.0.0.1"],
    ["this machine, where there is no proxy", "8.8.4.4", "127.0.0.1", "none", "127.0.0.1"],
    ["two proxies of ours", "8.8.4.4, 10.0.0.2", "10.0.0.1", "10.0.0.0/8", "8.8.4.4"],
    ["what a client forged before our proxy", "1.1.1.1, 8.8.4.4", "127.0.0.1", undefined, "8.8.4.4"],
    ["a proxy's own address, forged", "127.0.0.1, 8.8.4.4", "127.0.0.1", undefined, "8.8.4.4"],
    ["the farthest, when all are ours", "10.0.0.3, 10.0.0.2", "10.0.0.1", "10.0.0.0/8", "10.0.0.3"],
    ["the nearest that is known", "1.1.1.1, unknown", "127.0.0.1", undefined, "127.0.0.1"],
    ["the nearest, when a hop is empty", "1.1.1.1, ", "127.0.0.1", undefined, "127.0.0.1"],
    ["an address with its port", "8.8.4.4:51234", "127.0.0.1", undefined, "8.8.4.4"],
    ["IPv6 with its port", "[2001:4860::9]:443", "127.0.0.1", undefined, "2001:4860::9"],
    ["IPv6 in brackets", "[2001:4860::9]", "127.0.0.1", undefined, "2001:4860::9"],
    ["IPv6 by a network card", undefined, "fe80::1%eth0", undefined, "fe80::1"],
  ])("%s", (_, forwarded, peer, proxies, address) => {
    expect(seen(peer, forwarded, proxies)).toBe(address);
  });

  test("no connection's address: nothing is believed", () => {
    for (const peer of [undefined, "", "a socket"]) expect(seen(peer, "8.8.4.4")).toBeNull();
  });

  test("what is no address is none, however long", () => {
    for (const hop of ["_hidden", "999.1.1.1", "[::1", "0x7f.1", "8", "x".repeat(10_000)]) {
      expect(seen("127.0.0.1", hop), hop).toBe("127.0.0.1");
    }
  });
});

describe("whether somebody is at this machine", () => {
  const host = (name: string) => ({ host: name });
  test.each<[string, string, IncomingHttpHeaders, string | undefined, boolean]>([
    ["a browser here", "127.0.0.1", {}, undefined, true],
    ["a browser here, by IPv6", "::1", host("[::1]:3000"), undefined, true],
    ["a browser here, at an address", "127.0.0.1", host("127.0.0.1:3000"), undefined, true],
    ["a browser here, at another name of it", "127.0.0.1", host("tidemark.localhost"), undefined, true],
    ["a browser here, where there is no proxy", "127.0.0.1", {}, "none", true],
    ["through a proxy here", "127.0.0.1", { "x-forwarded-for": "127.0.0.1" }, undefined, true],
    ["a container's port mapping", "172.17.0.1", {}, undefined, false],
    ["a neighbour", "192.168.1.20", {}, undefined, false],
    ["a neighbour, named a proxy", "192.168.1.20", {}, "192.168.1.20", false],
    ["a proxy's neighbour", "10.0.0.1", { "x-forwarded-for": "127.0.0.1" }, "10.0.0.0/8", false],
    ["a neighbour who says he is here", "192.168.1.20", { "x-forwarded-for": "127.0.0.1" }, undefined, false],
    ["a visitor of our proxy", "127.0.0.1", { "x-forwarded-for": "8.8.4.4" }, undefined, false],
    ["one who forges before it", "127.0.0.1", { "x-forwarded-for": "127.0.0.1, 8.8.4.4" }, undefined, false],
    ["a proxy here that nobody named", "127.0.0.1", { "x-forwarded-for": "127.0.0.1" }, "none", false],
    ["a proxy that names nobody", "127.0.0.1", { via: "1.1 proxy" }, undefined, false],
    ["a proxy that writes another header", "127.0.0.1", { "x-real-ip": "8.8.4.4" }, undefined, false],
    ["a proxy that passes a name on", "127.0.0.1", { "x-forwarded-host": "a.example" }, undefined, false],
    ["a page whose name leads here", "127.0.0.1", host("evil.example"), undefined, false],
    ["a name that begins like ours", "127.0.0.1", host("localhost.evil.example"), undefined, false],
    ["a name that is none", "127.0.0.1", host("a b"), undefined, false],
    ["no name at all", "127.0.0.1", host(""), undefined, false],
  ])("%s", (_, peer, headers, proxies, isHere) => {
    expect(see(peer, headers, proxies).isHere).toBe(isHere);
  });
});

test("headers about forwarding are forged unless a trusted proxy sends them", () => {
  expect(see("8.8.8.8").isForging).toBe(false);
  for (const name of ["forwarded", "x-real-ip", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"]) {
    expect(see("8.8.8.8", { [name]: "x" }).isForging, name).toBe(true);
    expect(see("127.0.0.1", { [name]: "x" }).isForging, name).toBe(false);
    expect(see("127.0.0.1", { [name]: "x" }, "none").isForging, name).toBe(true);
  }
});

test.each([
  "10.0.0",
  "10.0.0.0/33",
  "::1/129",
  "10.0.0.0/",
  "10.0.0.0/8/8",
  "proxy.example",
  "10.0.0.0/-1",
  "0x7f.1",
])("%s is no proxy's address, and is said to be none", (entry) => {
  expect(() => parseProxies(`127.0.0.1 ${entry}`)).toThrow(`"${entry}" is neither an address nor a range`);
});
