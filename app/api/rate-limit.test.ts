import { sql } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { ownDatabase } from "#testing/database.ts";

vi.hoisted(() => {
  process.env.TIDEMARK_RATE_LIMIT = "4";
});
const { db } = await import("#lib/db/client.ts");
const { createApiKey, createOwner, openSession } = await import("#lib/team/index.ts");
const { answer, call, newApiUser } = await import("#testing/api.ts");

ownDatabase();

const LIST = "/api/v2/monitor";
let n = 0;

/** Somebody signed in, as their browser and as a program with their cookie. */
async function person() {
  const email = `person-${++n}@example.com`;
  const owner = await createOwner({ email, password: "a long enough password", teamName: "Harbour" });
  const { token } = await openSession({ ...owner, ip: null, userAgent: null });
  const cookie = `tidemark_session=${token}`;
  const own = { cookie, origin: "http://tidemark.test" };
  return { own, page: { ...own, "x-tidemark-page": "1" } };
}

let user: Awaited<ReturnType<typeof newApiUser>>;
beforeEach(async () => {
  user = await newApiUser();
});
const statuses = async (times: number, ask: () => Promise<{ status: number }>) => {
  const seen = [];
  for (let one = 0; one < times; one++) seen.push((await ask()).status);
  return seen;
};

test("every answer to a key says what it may send and what is left; the one over it is 429 and says when", async () => {
  for (const left of [3, 2, 1, 0]) {
    const { status, headers } = await user.call("GET", LIST);
    expect(status).toBe(200);
    expect(headers.get("ratelimit-policy")).toBe('"default";q=4;w=60');
    expect(headers.get("ratelimit")).toMatch(new RegExp(`^"default";r=${left};t=(60|5\\d)$`));
    expect(headers.get("retry-after")).toBeNull();
  }
  const { status, headers, body } = await user.call("GET", LIST);
  expect(status).toBe(429);
  const wait = Number(headers.get("retry-after"));
  expect(wait).toBeGreaterThan(50);
  expect(wait).toBeLessThanOrEqual(60);
  expect(headers.get("ratelimit")).toBe(`"default";r=0;t=${wait}`);
  expect(headers.get("ratelimit-policy")).toBe('"default";q=4;w=60');
  expect(body).toEqual({
    success: false,
    code: "RATE_LIMITED",
    error: `Rate limit exceeded: this API key may send 4 requests a minute. Please retry after ${wait}s.`,
    retryAfter: wait,
  });
});

test("a minute later it goes on", async () => {
  expect(await statuses(4, () => user.call("GET", LIST))).toEqual([200, 200, 200, 200]);
  await db().execute(sql`update request_counts set since = since - interval '61 seconds'`);
  expect((await user.call("GET", LIST)).status).toBe(200);
});

test("refused requests count, whatever they were refused for, and say what is left", async () => {
  const one = `${LIST}/01900000-0000-7000-8000-000000000000`;
  const asks = [
    () => user.call("GET", `${LIST}?limit=no`),
    () => user.call("GET", one),
    () => user.call("POST", LIST, { body: "{" }),
    () => user.call("POST", "/api/v2/team/api-keys", { body: { name: "x" } }),
  ];
  const seen = [];
  for (const ask of asks) {
    const { status, headers } = await ask();
    seen.push([status, headers.get("ratelimit")?.split(";")[1]]);
  }
  expect(seen).toEqual([
    [400, "r=3"],
    [404, "r=2"],
    [400, "r=1"],
    [403, "r=0"],
  ]);
  expect((await user.call("POST", LIST, { body: {} })).status).toBe(429);
});

test("what is refused with 429 does nothing", async () => {
  const monitor = await user.create();
  await statuses(3, () => user.call("GET", LIST));
  expect((await user.call("DELETE", `${LIST}/${monitor.id}`)).status).toBe(429);
  const [row] = await db().execute(sql`select status from monitors where id = ${monitor.id}`);
  expect(row?.status).toBe("active");
});

test("keys of one team have a limit each, and an unknown key has none to use up", async () => {
  const { key } = await createApiKey(user.ctx, { name: "second" });
  await statuses(5, () => user.call("GET", LIST));
  expect((await call("GET", LIST, { headers: { authorization: `Bearer ${key}` } })).status).toBe(200);
  const unknown = await call("GET", LIST, { headers: { authorization: `Bearer fc-${"0".repeat(32)}` } });
  expect(unknown.status).toBe(401);
  expect(unknown.headers.get("ratelimit")).toBeNull();
});

test("a session has the same limit, and each its own", async () => {
  const [first, second] = [await person(), await person()];
  expect(await statuses(5, () => call("GET", LIST, { headers: first.own }))).toEqual([
    200, 200, 200, 200, 429,
  ]);
  expect((await call("GET", LIST, { headers: second.own })).status).toBe(200);
});

test("what open pages read by themselves, live streams among it, leaves a person all they may do", async () => {
  const { page, own } = await person();
  expect(await statuses(12, () => call("GET", LIST, { headers: page }))).toEqual(Array(12).fill(200));
  for (let stream = 0; stream < 6; stream++) {
    const closing = new AbortController();
    const request = new Request("http://tidemark.test/api/live", {
      headers: { ...own, accept: "text/event-stream" },
      signal: closing.signal,
    });
    const { status, headers } = await answer(request);
    expect(status).toBe(200);
    expect(headers.get("ratelimit-policy")).toBe('"dashboard";q=6000;w=60');
    closing.abort();
  }
  const rename = () => call("PATCH", "/api/v2/team", { body: { name: "Harbour" }, headers: page });
  expect(await statuses(5, rename)).toEqual([200, 200, 200, 200, 429]);
  expect((await call("GET", LIST, { headers: page })).status).toBe(200);
});

test("a key is no page, whatever it says of itself", async () => {
  const asPage = () =>
    user.call("GET", LIST, { headers: { "x-tidemark-page": "1", accept: "text/event-stream" } });
  expect(await statuses(5, asPage)).toEqual([200, 200, 200, 200, 429]);
});

test("whoever has sent too much can still sign out, and everybody ask for health and the reference", async () => {
  const { own } = await person();
  await statuses(5, () => call("GET", LIST, { headers: own }));
  expect((await call("POST", "/api/auth/sign-out", { headers: own })).status).toBe(200);
  for (const path of ["/api/health", "/api/v2/openapi.json"]) {
    expect(await statuses(6, () => call("GET", path))).toEqual(Array(6).fill(200));
  }
});
