import { afterAll, beforeAll, expect, test } from "vitest";
import { type Site, startSite } from "#testing/site.ts";
import { explainFailure } from "./explain.ts";
import { statusSentence } from "./index.ts";
import { errorOf, openTestFetch } from "./test-fetch.ts";

let site: Site;
let secure: Site;
beforeAll(async () => {
  [site, secure] = await Promise.all([startSite(), startSite({ tls: true })]);
});
afterAll(() => Promise.all([site.close(), secure.close()]));

test("a page arrives with its status, headers, body and measures", async () => {
  site.page("/page", { body: "hello", headers: { "X-Two": ["a", "b"], "content-type": "text/plain" } });
  const response = await openTestFetch()(site.url("/page"));
  expect(response).toMatchObject({
    statusCode: 200,
    finalUrl: site.url("/page"),
    redirected: false,
    wireBytes: 5,
  });
  expect([response.body.toString(), response.notModified]).toEqual(["hello", false]);
  expect(response.headers).toMatchObject({ "content-type": "text/plain", "x-two": "a, b" });
  expect(response.durationMs).toBeGreaterThan(0);
  expect(site.lastRequest("/page")?.headers).toMatchObject({
    "user-agent": "Tidemark/test",
    accept: expect.stringContaining("text/markdown"),
    "accept-encoding": "gzip, deflate, br, zstd",
  });
});

test("a status of 400 and above is an answer with its body", async () => {
  site.page("/denied", { status: 403, body: "Are you human?" });
  const response = await openTestFetch()(site.url("/denied"));
  expect([response.statusCode, response.body.toString()]).toEqual([403, "Are you human?"]);
});

test("connections are kept and used again", async () => {
  const fresh = await startSite();
  fresh.page("/", "x");
  const fetch = openTestFetch();
  for (let at = 0; at < 20; at++) await fetch(fresh.url("/"));
  // Two, as undici lets a connection rest for a turn of the event loop.
  expect(fresh.sockets.size).toBeLessThanOrEqual(2);
  await fresh.close();
});

test("validators bring a 304, only from the URL they came from", async () => {
  const etag = '"v1"';
  site.page("/etag", { body: "x", etag });
  site.page("/moved", { redirectTo: "/etag" });
  const fetch = openTestFetch();
  expect(await fetch(site.url("/etag#part"), { etag })).toMatchObject({
    statusCode: 304,
    notModified: true,
    wireBytes: 0,
  });
  expect(await fetch(site.url("/etag"), { etag: '"old"' })).toMatchObject({
    statusCode: 200,
    notModified: false,
  });
  expect(await fetch(site.url("/moved"), { etag })).toMatchObject({ statusCode: 200, notModified: false });
  expect(await fetch(site.url("/moved"), { etag, validatorsOf: site.url("/etag") })).toMatchObject({
    statusCode: 304,
  });
  const lastModified = "Wed, 21 Oct 2015 07:28:00 GMT";
  site.page("/dated", { body: "x", lastModified });
  expect((await fetch(site.url("/dated"), { lastModified })).notModified).toBe(true);
  expect((await fetch(site.url("/dated"), { etag: '"a\r\nX: 1"' })).statusCode).toBe(200);
});

test.each([
  "",
  "example.com",
  "http://",
  "ftp://example.com",
  "file:///etc/passwd",
  "http://a b/",
  "http://x:99999/",
])("the address %j is refused with a sentence", async (url) => {
  expect((await errorOf(openTestFetch()(url))).kind).toBe("bad-request");
});

test("a name nobody knows and a port nobody listens on are told apart", async () => {
  const lookup = async () => {
    throw Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
  };
  const unknown = await errorOf(openTestFetch({ lookup })("http://example.invalid:8080/"));
  expect(unknown.message).toBe(
    "The host name example.invalid could not be found. Check the spelling of the address.",
  );
  const gone = await startSite();
  await gone.close();
  const refused = await errorOf(openTestFetch()(gone.url("/")));
  expect([refused.kind, refused.message]).toEqual([
    "connect",
    expect.stringContaining("refused the connection"),
  ]);
});

test("a certificate is verified unless that is skipped, request by request", async () => {
  secure.page("/", "safe");
  const fetch = openTestFetch();
  expect((await fetch(secure.url("/"), { skipTlsVerification: true })).body.toString()).toBe("safe");
  const error = await errorOf(fetch(secure.url("/")));
  expect([error.kind, error.message]).toEqual([
    "tls",
    expect.stringMatching(/self-signed.*skipTlsVerification/),
  ]);
  const plain = await errorOf(fetch(site.url("/").replace("http:", "https:")));
  expect([plain.kind, plain.message]).toEqual(["tls", expect.stringContaining("begin with http://")]);
  expect((await errorOf(fetch(secure.url("/").replace("https:", "http:")))).kind).not.toBe("timeout");
});

test.each([
  ["CERT_HAS_EXPIRED", "tls", "has expired"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "tls", "issued for another name"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls", "not known"],
  ["EAI_AGAIN", "dns", "did not say where x.example is"],
  ["UND_ERR_CONNECT_TIMEOUT", "timeout", "in time"],
  ["EHOSTUNREACH", "connect", "No way to x.example:81"],
  ["HPE_INVALID_CONSTANT", "protocol", "not valid HTTP"],
  ["EWHATEVER", "connect", "failed (EWHATEVER)"],
])("%s is explained", (code, kind, words) => {
  const thrown = new AggregateError([Object.assign(new Error("raw words"), { code })]);
  const error = explainFailure(thrown, { host: "x.example:81", statusCode: null });
  expect([error.kind, error.message]).toEqual([kind, expect.stringContaining(words)]);
  expect(error.message).not.toContain("raw words");
});

test("a status is worded with what to try", () => {
  expect(statusSentence(503)).toBe(
    "The server answered 503 Service Unavailable. The site has a problem of its own: try again later.",
  );
  for (const code of [400, 401, 403, 404, 410, 418, 429, 451, 500, 502, 599, 999]) {
    expect(statusSentence(code)).toMatch(new RegExp(`^The server answered ${code}.*\\. .+\\.$`));
  }
});
