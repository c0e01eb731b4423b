import fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { createOwner } from "#lib/team/index.ts";
import { API_PATHS, type ApiUser, answer, call, monitorBody, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { headerText, ids, junkText, mutated, paths, queries, rawBodies } from "#testing/junk.ts";
import { storeCheck } from "#testing/stored-checks.ts";

ownDatabase();

// Whatever a client sends, it gets JSON, and never a 500. Failures print their seed: put it into `again` to replay.
const again: fc.Parameters<unknown> = {};

let user: ApiUser;
let monitorId: string;
let checkId: string;
let cookie: string;

beforeAll(async () => {
  user = await newApiUser();
  const monitor = await user.create();
  monitorId = monitor.id;
  ({ checkId } = await storeCheck(user.ctx, monitor, {
    found: [{ status: "changed" }, { status: "error" }],
  }));
  const account = { email: "fuzz@example.com", password: "a long enough password" };
  await createOwner({ ...account, teamName: "Fuzz" });
  const signedIn = await call("POST", "/api/auth/sign-in", { body: account });
  cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
});

/** Sends it, and holds the answer to what every answer must be. */
async function expectSound(url: string, init: RequestInit): Promise<number> {
  const request = new Request(url, init);
  const response = await answer(request);
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("text/event-stream")) {
    await response.body?.cancel();
    return response.status;
  }
  // Some answer a file; what they refuse is refused as everywhere.
  if (response.status === 200 && /^(text\/csv|application\/jsonl)/.test(type)) {
    await response.text();
    return response.status;
  }
  expect(type).toMatch(/^application\/json/);
  const body = (await response.json()) as Record<string, unknown>;
  expect(response.status, `${init.method} ${url}: ${JSON.stringify(body)}`).toBeLessThan(500);
  if (response.status === 200) expect(body.success ?? body.openapi).toBeTruthy();
  else {
    expect(body).toMatchObject({ success: false, code: expect.stringMatching(/^[A-Z_]+$/) });
    expect(typeof body.error).toBe("string");
    expect((body.error as string).length).toBeGreaterThan(8);
    expect(JSON.stringify(body).length).toBeLessThan(50_000);
  }
  return response.status;
}

const bodyRoutes = () =>
  fc.constantFrom(
    ["POST", "/api/v2/monitor"],
    ["PATCH", `/api/v2/monitor/${monitorId}`],
    ["POST", `/api/v2/monitor/${monitorId}/run`],
    ["POST", `/api/v2/monitor/${monitorId}/checks/${checkId}/cancel`],
  );
const bearer = () => ({ authorization: `Bearer ${user.key}` });
const base = "http://tidemark.test";

test("valid bodies with one thing broken, of every kind", async () => {
  const fullBody = monitorBody({
    targets: [
      {
        type: "scrape",
        urls: ["https://example.com"],
        scrapeOptions: {
          formats: ["markdown", { type: "json", prompt: "p", schema: { type: "object" } }],
          includeTags: ["main"],
          excludeTags: [".ad"],
          headers: { a: "b" },
          waitFor: 1,
          timeout: 1000,
          location: { country: "DE" },
          actions: [{ type: "wait" }],
        },
      },
      {
        type: "crawl",
        url: "https://example.com",
        crawlOptions: { limit: 5, includePaths: ["a"], sitemap: "skip" },
      },
      { type: "search", queries: ["q"], searchWindow: "1h", maxResults: 3, includeDomains: ["a.b"] },
    ],
    goal: "g",
    judgeEnabled: true,
    retentionDays: 5,
    webhook: {
      url: "https://example.com",
      headers: { a: "b" },
      metadata: { a: [1] },
      events: ["monitor.page"],
    },
    notification: {
      email: { enabled: true, recipients: ["a@example.com"], includeDiffs: true },
      slack: { enabled: true, channelId: "C" },
    },
    schedule: { cron: "0 0 * * *", timezone: "UTC" },
    origin: "sdk",
  });
  const scrapeOnly = { ...fullBody, targets: [(fullBody.targets as unknown[])[0]] };
  const property = fc.asyncProperty(
    bodyRoutes(),
    mutated([fullBody, scrapeOnly, monitorBody()]),
    async ([method, path], body) => {
      await expectSound(base + path, { method, headers: bearer(), body });
    },
  );
  await fc.assert(property, { numRuns: 1000, ...again });
}, 120_000);

test("any JSON, truncated JSON, any bytes, any encoding", async () => {
  const property = fc.asyncProperty(bodyRoutes(), rawBodies(), async ([method, path], body) => {
    await expectSound(base + path, { method, headers: bearer(), body: body as BodyInit });
  });
  await fc.assert(property, { numRuns: 300, ...again });
}, 120_000);

test("any id and any query at every path, with any method", async () => {
  const known = () =>
    ({ monitorId, checkId, keyId: uuidv7(), sessionId: uuidv7() }) as Record<string, string>;
  const templates = API_PATHS.map(([path]) => path).filter(
    (path) => !path.startsWith("/api/auth") && path !== "/api/live",
  );
  const property = fc.asyncProperty(
    fc.constantFrom(...templates),
    fc.constantFrom("GET", "GET", "GET", "POST", "PATCH", "PUT", "DELETE"),
    ids(),
    fc.boolean(),
    queries(),
    async (template, method, id, real, query) => {
      // A real monitor must outlive the run, so what may delete it gets other ids.
      const keep = real && method !== "DELETE";
      const path = template.replaceAll(/\[(\w+)\]/g, (_, name) => (keep ? known()[name] : undefined) ?? id);
      if (!URL.canParse(`${base}${path}${query}`)) return;
      await expectSound(`${base}${path}${query}`, { method, headers: bearer() });
    },
  );
  await fc.assert(property, { numRuns: 1000, ...again });
}, 120_000);

test("any headers: Authorization, cookies, types, lengths, forwarded", async () => {
  const header = (...usual: string[]) =>
    fc.option(fc.oneof(fc.constantFrom(...usual), headerText()), { nil: undefined, freq: 4 });
  const headers = fc.record({
    authorization: header(
      `Bearer ${user.key}`,
      `bearer  ${user.key}`,
      "Bearer",
      "Basic YTpi",
      `Bearer ${"x".repeat(5000)}`,
    ),
    cookie: header(
      cookie,
      `${cookie}; ${cookie}`,
      "tidemark_session=",
      `tidemark_session=${"A".repeat(4000)}`,
    ),
    origin: header(base, "null", "https://evil.example", "file://", "http://["),
    host: header("tidemark.test", "[::1]:3000", "a b", "a/b", "[", "user@host", "host:99999"),
    "content-type": header(
      "application/json",
      "text/plain",
      "multipart/form-data",
      "application/x-www-form-urlencoded",
    ),
    "content-length": header("0", "-1", "NaN", "1e9", "99999999999999999999", "0x10"),
    "content-encoding": header("gzip", "br", "identity"),
    "x-forwarded-proto": header("https", "https,http", "javascript", "http://"),
    "x-forwarded-host": header("a.example", "a,b", "[", "a:b", ":", "//"),
    "x-forwarded-for": header("203.0.113.1", "a, b", "::1", ",".repeat(3000)),
    "user-agent": header("curl", "x".repeat(8000)),
    "sec-fetch-site": header("same-origin", "cross-site", "none"),
  });
  const targets = [
    ["GET", "/api/v2/monitor"],
    ["GET", `/api/v2/monitor/${monitorId}/checks/${checkId}?limit=1`],
    ["POST", "/api/v2/monitor"],
    ["PATCH", `/api/v2/monitor/${monitorId}`],
    ["GET", "/api/v2/openapi.json"],
    ["GET", "/api/v2/team/credit-usage/historical"],
    ["POST", "/api/auth/sign-out"],
    ["GET", "/api/nowhere"],
  ] as const;
  const property = fc.asyncProperty(fc.constantFrom(...targets), headers, async ([method, path], given) => {
    const set = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const body = method === "POST" || method === "PATCH" ? '{"name":"x"}' : null;
    await expectSound(base + path, { method, headers: set, body });
  });
  await fc.assert(property, { numRuns: 800, ...again });
}, 120_000);

test("sign-in, with anything for a body or an address", async () => {
  const nobody = fc.record({
    email: fc.oneof(junkText(), fc.emailAddress()),
    password: fc.oneof(junkText(), fc.constant("")),
  });
  const bodies = fc.oneof(
    rawBodies(),
    mutated([{ email: "a@example.com", password: 5 }]),
    nobody.map((value) => JSON.stringify({ ...value, password: [value.password] })),
  );
  const property = fc.asyncProperty(bodies, headerText(), async (body, address) => {
    const headers = { "x-forwarded-for": address };
    await expectSound(`${base}/api/auth/sign-in`, { method: "POST", headers, body: body as BodyInit });
  });
  await fc.assert(property, { numRuns: 300, ...again });
}, 120_000);

test("unknown paths of any spelling", async () => {
  const property = fc.asyncProperty(
    paths(),
    fc.constantFrom("GET", "POST", "DELETE"),
    async (path, method) => {
      if (!URL.canParse(`${base}/api/${path}`)) return;
      await expectSound(`${base}/api/${path}`, { method, headers: bearer() });
    },
  );
  await fc.assert(property, { numRuns: 250, ...again });
}, 60_000);
