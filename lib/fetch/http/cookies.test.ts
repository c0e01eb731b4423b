import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Site, type SiteRequest, startSite } from "#testing/site.ts";
import { errorOf, openTestFetch } from "./test-fetch.ts";

let site: Site;
let secure: Site;
beforeAll(async () => {
  [site, secure] = await Promise.all([startSite(), startSite({ tls: true })]);
});
beforeEach(() => site.forget());
afterAll(() => Promise.all([site.close(), secure.close()]));

const sent = ({ headers }: SiteRequest) => headers.cookie ?? "none";
/** A redirect that sets cookies, and what the page it leads to was sent. */
function setAndGo(setCookie: string | string[], { from = "/set", to = "/seen" } = {}) {
  site.page(from, { redirectTo: to, headers: { "set-cookie": setCookie } });
  site.page(new URL(to, site.origin).pathname, sent);
}

test("a page that sets a cookie and leads back to itself is read", async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    site.page("/self", ({ headers }) =>
      headers.cookie === "seen=1"
        ? "the page"
        : {
            status,
            redirectTo: "/self",
            headers: { "set-cookie": "seen=1; Path=/; HttpOnly; SameSite=Lax" },
          },
    );
    const response = await openTestFetch()(site.url("/self"));
    expect([response.body.toString(), response.finalUrl]).toEqual(["the page", site.url("/self")]);
  }
});

test("cookies of a visit go through a longer way, and are forgotten after it", async () => {
  site.page("/start", { redirectTo: "/login", headers: { "set-cookie": ["a=1", "b=2; Path=/"] } });
  site.page("/login", { redirectTo: "/back", headers: { "set-cookie": ["b=3; Path=/", "c=4"] } });
  site.page("/back", sent);
  const fetch = openTestFetch();
  expect((await fetch(site.url("/start"))).body.toString()).toBe("a=1; b=3; c=4");
  expect((await fetch(site.url("/back"))).body.toString()).toBe("none");
  await fetch(site.url("/start"));
  expect(site.lastRequest("/start")?.headers.cookie).toBeUndefined();
});

test.each([
  ["of the path only", ["in=1; Path=/members", "out=1; Path=/other"], "/members/x", "in=1"],
  ["of the folder it was set in, without a path", ["here=1"], "/other", "here=1"],
  ["of the very host, given as its domain", ["own=1; Domain=127.0.0.1"], "/seen", "own=1"],
  ["none for another domain", ["far=1; Domain=example.com", "tld=1; Domain=com"], "/seen", "none"],
  ["none that only https may see", ["s=1; Secure", "__Secure-a=1; Secure", "plain=1"], "/seen", "plain=1"],
  ["none whose name promises more than it keeps", ["__Host-a=1; Path=/", "__Secure-b=1"], "/seen", "none"],
  [
    "none that has gone by",
    ["old=1; Max-Age=0", "older=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT"],
    "/seen",
    "none",
  ],
  ["the last of one name", ["a=1", "a=2"], "/seen", "a=2"],
  [
    "values as they are",
    ['q="x y"; Path=/', "e=a=b==", "u=caf%C3%A9"],
    "/seen",
    'q="x y"; e=a=b==; u=caf%C3%A9',
  ],
  ["one without a value or a name", ["empty=", "=bare"], "/seen", "empty=; bare"],
])("sends back %s", async (_, setCookie, to, expected) => {
  setAndGo(setCookie, { to });
  expect((await openTestFetch()(site.url("/set"))).body.toString()).toBe(expected);
});

test("a cookie that is taken back is not sent any more", async () => {
  site.page("/give", { redirectTo: "/take", headers: { "set-cookie": "a=1; Path=/" } });
  site.page("/take", { redirectTo: "/seen", headers: { "set-cookie": "a=; Path=/; Max-Age=0" } });
  site.page("/seen", sent);
  expect((await openTestFetch()(site.url("/give"))).body.toString()).toBe("none");
});

test("a cookie stays with its host, on the way through another one and back", async () => {
  const other = await startSite();
  const there = other.url("/there").replace("127.0.0.1", "localhost");
  site.page("/here", ({ query }) =>
    query.has("back") ? "here again" : { redirectTo: there, headers: { "set-cookie": "home=1; Path=/" } },
  );
  other.page("/there", { redirectTo: site.url("/here?back") });
  expect((await openTestFetch()(site.url("/here"))).body.toString()).toBe("here again");
  expect(other.lastRequest("/there")?.headers.cookie).toBeUndefined();
  expect(site.lastRequest("/here")?.headers.cookie).toBe("home=1");
  await other.close();
});

test("a Secure cookie goes with https", async () => {
  secure.page("/set", { redirectTo: "/seen", headers: { "set-cookie": "s=1; Secure" } });
  secure.page("/seen", sent);
  const response = await openTestFetch()(secure.url("/set"), { skipTlsVerification: true });
  expect(response.body.toString()).toBe("s=1");
});

test("the user's own cookies go along, and give way to what the server sets anew", async () => {
  setAndGo(["session=new", "more=1"]);
  const headers = { cookie: "session=old; consent=yes" };
  const response = await openTestFetch()(site.url("/set"), { headers });
  expect(response.body.toString()).toBe("consent=yes; session=new; more=1");
  expect(site.lastRequest("/set")?.headers.cookie).toBe("session=old; consent=yes");
});

test("a circle that no cookie ends is one, and one with ever new cookies ends at the limit", async () => {
  site.page("/same", { redirectTo: "/same", headers: { "set-cookie": "seen=1" } });
  const circle = await errorOf(openTestFetch()(site.url("/same")));
  expect(circle.message).toContain("in a circle");
  expect(site.hits("/same")).toBe(2);
  site.page("/ever", ({ hit }) => ({ redirectTo: "/ever", headers: { "set-cookie": `n=${hit}` } }));
  expect((await errorOf(openTestFetch()(site.url("/ever")))).message).toContain("more than 10 times");
  expect(site.hits("/ever")).toBe(11);
});

test("no more is kept than a browser keeps: 180 cookies, none over 4 KB", async () => {
  setAndGo([`long=${"x".repeat(4096)}`, ...Array.from({ length: 200 }, (_, at) => `c${at}=1`)]);
  const kept = (await openTestFetch()(site.url("/set"))).body.toString().split("; ");
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([180, "c0=1", "c179=1"]);
});
