import { expect, test } from "vitest";
import { clientIp, isFromHere } from "./client-ip.ts";

const counted = (client: string) => clientIp({ headers: new Headers({ "x-tidemark-client": client }) });

test("an IPv4 address counts as it is", () => {
  expect(counted("8.8.4.4")).toBe("8.8.4.4");
});

test("one customer's IPv6 addresses count as one, and two customers' as two", () => {
  const first = counted("2001:4860:1:2:aaaa::1");
  expect(counted("2001:4860:1:2:ffff:ffff:ffff:ffff")).toBe(first);
  expect(counted("2001:4860:1:3::1")).not.toBe(first);
});

test("what only a client says of itself counts for nothing", () => {
  const headers = new Headers({ "x-forwarded-for": "8.8.4.4", "x-tidemark-peer": "8.8.4.4" });
  expect(clientIp({ headers })).toBe("unknown");
  expect(counted("")).toBe("unknown");
  expect(isFromHere({ headers })).toBe(false);
});
