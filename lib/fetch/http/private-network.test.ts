import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Site, startSite } from "#testing/site.ts";
import type { Lookup } from "./index.ts";
import { errorOf, openTestFetch } from "./test-fetch.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
  site.page("/", "secret");
});
beforeEach(() => site.forget());
afterAll(() => site.close());

const answers = (...addresses: string[]): Lookup => {
  return async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
};
const guarded = { allowPrivateNetwork: false };

test.each([
  "127.0.0.1",
  "127.1",
  "2130706433",
  "0x7f000001",
  "0x7f.1",
  "0177.0.0.1",
  "017700000001",
  "127.0.0.1.",
  "0",
  "0.0.0.0",
  "①②⑦.0.0.1",
  "127。0。0。1",
  "[::1]",
  "[::]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::127.0.0.1]",
  "[64:ff9b::7f00:1]",
  "[2002:7f00:1::]",
  "169.254.169.254",
  "[fd00:ec2::254]",
  "10.0.0.1",
  "localhost",
  "LOCALHOST",
  "user:pass@127.0.0.1",
])("http://%s is refused without a connection", async (host) => {
  const error = await errorOf(openTestFetch(guarded)(`http://${host}:${site.port}/`));
  expect(error.kind).toBe("refused-address");
  expect(error.message).toMatch(/in(to)? a private network, .* TIDEMARK_ALLOW_PRIVATE_NETWORK=true/);
  expect(site.sockets.size).toBe(0);
});

test("a trailing dot makes no other name", async () => {
  const fetch = openTestFetch({ ...guarded, lookup: answers("127.0.0.1") });
  expect((await errorOf(fetch(`http://localhost.:${site.port}/`))).kind).toBe("refused-address");
});

test("a name with several addresses is reached at its public ones, refused when it has none", async () => {
  const privateOnly = openTestFetch({ ...guarded, lookup: answers("127.0.0.1", "::1", "10.0.0.1") });
  const refused = await errorOf(privateOnly(`http://inside.example:${site.port}/`));
  expect(refused.message).toContain("The host name inside.example leads into a private network");
  const mixed = openTestFetch({ ...guarded, lookup: answers("127.0.0.1", "2000::1") });
  const unreached = await errorOf(mixed(`http://mixed.example:${site.port}/`, { timeoutMs: 200 }));
  expect(["connect", "timeout"]).toContain(unreached.kind);
  expect(site.hits("/")).toBe(0);
});

test("a name that changes its address between two look-ups is judged by the one connected to", async () => {
  let asked = 0;
  const lookup: Lookup = (name) => answers(asked++ === 0 ? "2000::1" : "127.0.0.1")(name);
  const fetch = openTestFetch({ ...guarded, lookup });
  const first = await errorOf(fetch(`http://rebind.example:${site.port}/`, { timeoutMs: 200 }));
  expect(["connect", "timeout"]).toContain(first.kind);
  expect(asked).toBe(1);
  const second = await errorOf(fetch(`http://rebind.example:${site.port}/`));
  expect([second.kind, asked, site.hits("/")]).toEqual(["refused-address", 2, 0]);
});

test("the rule can be turned off", async () => {
  const fetch = openTestFetch({ lookup: answers("127.0.0.1") });
  expect((await fetch(`http://inside.example:${site.port}/`)).body.toString()).toBe("secret");
});

test("an exempt path is reached, the rest of its host is not, on no kept connection either", async () => {
  site.page("/demo/a", "demo");
  const fetch = openTestFetch({
    ...guarded,
    allowedOrigins: [`127.0.0.1:${site.port}/demo/a`, `127.0.0.1:${site.port}/demo/out`],
  });
  expect((await fetch(site.url("/demo/a"))).body.toString()).toBe("demo");
  for (const path of [
    "/",
    "/demo/b",
    "/demo/a/",
    "/demo/a/../",
    "/demo/%2e%2e/",
    "/demo/a;/x",
    "/demo/a%2f..%2f",
  ]) {
    expect((await errorOf(fetch(site.url(path)))).kind).toBe("refused-address");
  }
  site.page("/demo/out", { redirectTo: "/" });
  expect((await errorOf(fetch(site.url("/demo/out")))).kind).toBe("refused-address");
  expect(site.hits("/")).toBe(0);
});

test("every hop of a redirect is checked", async () => {
  const other = await startSite();
  other.page("/", "secret");
  site.page("/leave", { redirectTo: other.url("/") });
  const fetch = openTestFetch({ ...guarded, allowedOrigins: [`127.0.0.1:${site.port}`] });
  expect((await errorOf(fetch(site.url("/leave")))).kind).toBe("refused-address");
  expect(other.hits("/")).toBe(0);
  await other.close();
});
