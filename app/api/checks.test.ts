import { randomBytes } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { CHECK_STATUSES, type CheckAnswer, type CheckStatus } from "#lib/check/model.ts";
import type { CheckPageAnswer } from "#lib/page/model.ts";
import { type ApiUser, answer, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { type StoredPage, storeCheck } from "#testing/stored-checks.ts";

ownDatabase();

type Detail = CheckAnswer & { pages: CheckPageAnswer[]; next?: string };

const found: StoredPage[] = Array.from({ length: 57 }, (_, index) => ({
  status: (["same", "new", "changed", "error"] as const)[index % 4]!,
}));

async function ofCheck(pages: StoredPage[] = found) {
  const user = await newApiUser();
  const monitor = await user.create();
  const stored = await storeCheck(user.ctx, monitor, { found: pages });
  return { user, monitor, ...stored, path: `/api/v2/monitor/${monitor.id}/checks/${stored.checkId}` };
}

test("checks are listed newest first, in pages, and by status", async () => {
  const user = await newApiUser();
  const monitor = await user.create();
  const neighbour = await user.create();
  await storeCheck(user.ctx, neighbour);
  const made: { checkId: string; status: string }[] = [];
  for (const status of [...CHECK_STATUSES, ...CHECK_STATUSES].filter(
    (one) => one !== "queued" && one !== "running",
  )) {
    made.unshift({ checkId: (await storeCheck(user.ctx, monitor, { status })).checkId, status });
  }
  const { body } = await user.run(monitor.id);
  made.unshift({ checkId: body.id!, status: "queued" });
  const list = async (query = "") => {
    const reply = await user.call<CheckAnswer[]>("GET", `/api/v2/monitor/${monitor.id}/checks${query}`);
    return reply.body.data.map((check) => check.id);
  };
  const ids = made.map(({ checkId }) => checkId);
  expect(await list()).toEqual(ids);
  const all = await user.call<CheckAnswer[]>("GET", `/api/v2/monitor/${monitor.id}/checks`);
  // One result per target, also of those that wait, or were skipped.
  for (const { targetResults } of all.body.data)
    expect(targetResults.map(({ targetId }) => targetId)).toEqual(monitor.targets.map(({ id }) => id));
  expect(await list("?limit=4&offset=3")).toEqual(ids.slice(3, 7));
  for (const status of CHECK_STATUSES) {
    const wanted = made.filter((check) => check.status === status).map(({ checkId }) => checkId);
    expect(await list(`?status=${status}`)).toEqual(wanted);
    expect(await list(`?status=${status}&limit=1&offset=1`)).toEqual(wanted.slice(1, 2));
  }
});

test("checks are listed by what is shown of them, too: one of which no page could be read failed", async () => {
  const user = await newApiUser();
  const monitor = await user.create();
  const stored = async (status: CheckStatus, ...pages: StoredPage["status"][]) =>
    (await storeCheck(user.ctx, monitor, { status, found: pages.map((one) => ({ status: one })) })).checkId;
  const unread = await stored("partial", "error", "error");
  const partial = await stored("partial", "error", "same");
  const failed = await stored("failed");
  const completed = await stored("completed", "same");
  const list = async (query: string) => {
    const reply = await user.call<CheckAnswer[]>("GET", `/api/v2/monitor/${monitor.id}/checks?${query}`);
    return reply.body.data.map(({ id, status }) => [id, status]);
  };
  expect(await list("shown=failed")).toEqual([
    [failed, "failed"],
    [unread, "partial"],
  ]);
  expect(await list("shown=partial")).toEqual([[partial, "partial"]]);
  expect(await list("shown=completed")).toEqual([[completed, "completed"]]);
  expect(await list("status=partial")).toEqual([
    [partial, "partial"],
    [unread, "partial"],
  ]);
});

test("a check with its pages, each in the contract's shape, oldest first", async () => {
  const { user, path, pageIds, monitor, checkId } = await ofCheck([
    { status: "changed", before: "# Price\n$19\n", after: "# Price\n$91\n" },
    { status: "error", error: "The server answered 503." },
    { status: "new" },
  ]);
  const { body } = await user.call<Detail>("GET", path);
  expect(body).not.toHaveProperty("next");
  expect(body.data).not.toHaveProperty("next");
  expect(body.data).toMatchObject({
    id: checkId,
    monitorId: monitor.id,
    status: "completed",
    summary: { totalPages: 3, same: 0, changed: 1, new: 1, removed: 0, error: 1 },
    credits: { base: 3, formats: 0, judge: 0, search: 0, total: 3 },
    targetResults: [
      {
        targetId: monitor.targets[0]?.id,
        type: "scrape",
        expectedJobs: pageIds,
        summary: { totalPages: 3, changed: 1, new: 1, error: 1 },
        credits: { base: 3, formats: 0, judge: 0, search: 0, total: 3 },
      },
    ],
  });
  expect(body.data.pages.map((page) => page.id)).toEqual(pageIds);
  const [changed, failed] = body.data.pages;
  expect(changed?.diff?.text).toMatch(/^--- previous\n\+\+\+ current\n[\s\S]*-\$19\n\+\$91/);
  expect(changed?.diff?.json).toMatchObject({ files: [{ chunks: [expect.anything()] }] });
  expect(changed).toMatchObject({ judgment: null, currentScrapeId: pageIds[0] });
  for (const page of body.data.pages) expect(page).not.toHaveProperty("snapshot");
  expect(changed?.change).toEqual({
    excerpt: { lead: "", before: "$19", after: "$91" },
    changes: 1,
    linesAdded: 1,
    linesRemoved: 1,
  });
  expect(failed?.change).toBeNull();
  const bare = await user.call<Detail>("GET", `${path}?diffs=false`);
  expect(bare.body.data.pages.map(({ diff, change }) => [diff, change])).toEqual([
    [null, changed?.change],
    [null, null],
    [null, null],
  ]);
  expect(changed?.credits).toEqual({ base: 1, formats: 0, judge: 0, total: 1 });
  expect(failed).toMatchObject({ status: "error", statusCode: 503, diff: null, currentScrapeId: null });
});

async function follow(user: ApiUser, first: string): Promise<{ ids: string[]; urls: string[] }> {
  const ids: string[] = [];
  const urls: string[] = [];
  for (let url: string | undefined = `http://tidemark.test${first}`; url; ) {
    const response = await answer(new Request(url, { headers: { authorization: `Bearer ${user.key}` } }));
    const body = (await response.json()) as { next?: string; data: Detail };
    expect(body.data.next).toBe(body.next);
    ids.push(...body.data.pages.map((page) => page.id));
    if (body.next) urls.push(body.next);
    expect(urls.length).toBeLessThan(100);
    url = body.next;
  }
  return { ids, urls };
}

test.each([1, 7, 19, 25, 56, 57, 58, 100])(
  "following next in steps of %i brings every page once",
  async (limit) => {
    const { user, path, pageIds } = await ofCheck();
    const { ids, urls } = await follow(user, `${path}?limit=${limit}`);
    expect(ids).toEqual(pageIds);
    expect(urls).toHaveLength(Math.ceil(57 / limit) - 1);
    expect(new Set(urls).size).toBe(urls.length);
  },
);

test("next carries skip, limit and the status", async () => {
  const { user, path, pageIds } = await ofCheck();
  const { body } = await user.call<Detail>("GET", `${path}?status=changed&limit=5&skip=5`);
  expect(body.next).toBe(`http://tidemark.test${path}?skip=10&limit=5&status=changed`);
  const { ids } = await follow(user, `${path}?status=changed&limit=5`);
  expect(ids).toEqual(pageIds.filter((_, index) => index % 4 === 2));
  const without = await user.call<Detail>("GET", path);
  expect(without.body.next).toBe(`http://tidemark.test${path}?skip=25&limit=25`);
});

test("a skip beyond the end, a status nothing has, and a check without pages are empty lists", async () => {
  const { user, path } = await ofCheck();
  for (const query of ["?skip=57", "?skip=1000000000", "?status=removed"]) {
    const { body } = await user.call<Detail>("GET", path + query);
    expect(body.data.pages).toEqual([]);
    expect(body).not.toHaveProperty("next");
  }
  const none = await ofCheck([]);
  expect((await none.user.call<Detail>("GET", none.path)).body.data.pages).toEqual([]);
});

test.each<[string, string, Record<string, string>, string]>([
  ["the request's own", "http://10.0.0.5:3000", {}, "http://10.0.0.5:3000"],
  ["its Host", "http://localhost:3000", { host: "box.local:3000" }, "http://box.local:3000"],
  [
    "a proxy's",
    "http://127.0.0.1:3000",
    { "x-forwarded-proto": "https", "x-forwarded-host": "watch.example.com" },
    "https://watch.example.com",
  ],
  [
    "the first of several proxies'",
    "http://127.0.0.1:3000",
    { "x-forwarded-proto": "https, http", "x-forwarded-host": "watch.example.com:8443, inner:3000" },
    "https://watch.example.com:8443",
  ],
  [
    "a proxy's scheme with the Host",
    "http://a",
    { host: "b.example", "x-forwarded-proto": "https" },
    "https://b.example",
  ],
  ["no nonsense", "http://a", { "x-forwarded-proto": "javascript", "x-forwarded-host": "x" }, "http://a"],
  ["no nonsense host", "http://a", { "x-forwarded-host": "evil/path?q#" }, "http://a"],
  ["no user in the host", "http://a", { "x-forwarded-host": "user@evil.example" }, "http://a"],
])("next is on the origin the client used: %s", async (_, origin, headers, expected) => {
  const { user, path } = await ofCheck();
  const { body } = await user.call<Detail>("GET", `${path}?limit=1`, { origin, headers });
  expect(body.next).toBe(`${expected}${path}?skip=1&limit=1`);
});

test("next keeps the path prefix the client used", async () => {
  const { user, path } = await ofCheck();
  const { GET } = await import("#app/api/v2/monitor/[monitorId]/checks/[checkId]/route.ts");
  const [, monitorId = "", checkId = ""] = /monitor\/(.+)\/checks\/(.+)$/.exec(path) ?? [];
  const short = path.replace("/api", "");
  const request = new Request(`http://tidemark.test${short}?limit=1`, {
    headers: { authorization: `Bearer ${user.key}` },
  });
  const response = await GET(request, { params: Promise.resolve({ monitorId, checkId }) });
  const body = (await response.json()) as { next: string };
  expect(body.next).toBe(`http://tidemark.test${short}?skip=1&limit=1`);
});

test("where diffs are very large an answer has fewer pages, and next goes on behind them", async () => {
  const lines = () => Array.from({ length: 40_000 }, () => randomBytes(24).toString("base64url")).join("\n");
  const page = { status: "changed" as const, before: lines(), after: lines() };
  const { user, path, pageIds } = await ofCheck([
    { status: "same" },
    ...Array(9).fill(page),
    { status: "new" },
  ]);
  const seen: string[] = [];
  const sizes: number[] = [];
  for (let next: string | undefined = path; next; ) {
    const { body }: { body: { data: Detail; next?: string } } = await user.call<Detail>("GET", next);
    seen.push(...body.data.pages.map(({ id }) => id));
    sizes.push(body.data.pages.length);
    expect(body.data.pages.every(({ status, diff }) => (status === "changed") === (diff !== null))).toBe(
      true,
    );
    next = body.next?.replace("http://tidemark.test", "");
  }
  expect(seen).toEqual(pageIds);
  expect(sizes.length).toBeGreaterThan(1);
  const bare = await user.call<Detail>("GET", `${path}?diffs=false`);
  expect(bare.body.data.pages.length).toBe(pageIds.length);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

test.each(["https://watch.example.com", "https://example.com/tidemark/"])(
  "next is on PUBLIC_URL %s",
  async (url) => {
    const { user, path } = await ofCheck();
    vi.stubEnv("PUBLIC_URL", url);
    vi.resetModules();
    const { GET } = await import("#app/api/v2/monitor/[monitorId]/checks/[checkId]/route.ts");
    const [, monitorId = "", checkId = ""] = /monitor\/(.+)\/checks\/(.+)$/.exec(path) ?? [];
    const request = new Request(`http://127.0.0.1:3000${path}?limit=1`, {
      headers: { authorization: `Bearer ${user.key}`, "x-forwarded-host": "other.example" },
    });
    const response = await GET(request, { params: Promise.resolve({ monitorId, checkId }) });
    const body = (await response.json()) as { next: string };
    expect(body.next).toBe(`${url.replace(/\/$/, "")}${path}?skip=1&limit=1`);
  },
);
