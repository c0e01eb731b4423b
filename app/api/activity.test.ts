import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import type { Activity, QueueStatus } from "#lib/check/model.ts";
import { db } from "#lib/db/client.ts";
import { checks, workers } from "#lib/db/schema.ts";
import { env } from "#lib/env.ts";
import { type ApiUser, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { storeCheck } from "#testing/stored-checks.ts";

ownDatabase();

const scrape = (...urls: string[]) => ({ type: "scrape", urls });

async function queueOf(user: ApiUser): Promise<QueueStatus> {
  const { status, body } = await user.call("GET", "/api/v2/team/queue-status");
  expect(status).toBe(200);
  const { success, ...figures } = body as unknown as QueueStatus & { success: boolean };
  expect(success).toBe(true);
  const { body: check } = await user.call("GET", "/api/v2/concurrency-check");
  expect(check).toEqual({
    success: true,
    concurrency: figures.activeJobsInQueue,
    maxConcurrency: figures.maxConcurrency,
  });
  return figures;
}

/** A check that a worker has in hand, with so many pages, of which so many are done. */
async function running(user: ApiUser, expectedPages: number | null, samePages = 0) {
  const { id: monitorId } = await user.create();
  await db().insert(checks).values({
    id: uuidv7(),
    teamId: user.ctx.teamId,
    monitorId,
    status: "running",
    trigger: "manual",
    worker: uuidv7(),
    estimatedCredits: 1,
    reservedCredits: 1,
    billingStatus: "reserved",
    expectedPages,
    samePages,
  });
}

test("of a team that does nothing: nothing waits, nothing runs, nothing was done", async () => {
  expect(await queueOf(await newApiUser())).toEqual({
    jobsInQueue: 0,
    activeJobsInQueue: 0,
    waitingJobsInQueue: 0,
    maxConcurrency: env().TIDEMARK_WORKER_CONCURRENCY,
    mostRecentSuccess: null,
  });
});

test("pages that are left of running checks are fetched, checks that wait count as one page each", async () => {
  const user = await newApiUser();
  await running(await newApiUser(), 50);
  await user.run((await user.create()).id);
  expect(await queueOf(user)).toMatchObject({ jobsInQueue: 1, activeJobsInQueue: 0, waitingJobsInQueue: 1 });
  await running(user, 30, 20);
  await running(user, null);
  // The last page is recorded, and the check is about to end.
  await running(user, 5, 5);
  expect(await queueOf(user)).toMatchObject({
    jobsInQueue: 13,
    activeJobsInQueue: 12,
    waitingJobsInQueue: 1,
  });
});

test("no more pages are fetched at once than the workers that live may; the others wait", async () => {
  const user = await newApiUser();
  const each = env().TIDEMARK_WORKER_CONCURRENCY;
  await running(user, each * 10);
  await db()
    .insert(workers)
    .values({ id: uuidv7(), heartbeatAt: new Date(Date.now() - 60_000) });
  expect(await queueOf(user)).toMatchObject({
    jobsInQueue: each * 10,
    activeJobsInQueue: each,
    waitingJobsInQueue: each * 9,
    maxConcurrency: each,
  });
  await db()
    .insert(workers)
    .values([{ id: uuidv7() }, { id: uuidv7() }]);
  expect(await queueOf(user)).toMatchObject({ activeJobsInQueue: each * 2, maxConcurrency: each * 2 });
  await db().delete(workers);
});

test("the latest success is the end of the newest check that read a page, of this team", async () => {
  const user = await newApiUser();
  const monitor = await user.create();
  await storeCheck(user.ctx, monitor, { status: "failed" });
  await storeCheck(user.ctx, monitor, { status: "partial", found: [{ status: "error" }] });
  const stranger = await newApiUser();
  await storeCheck(stranger.ctx, await stranger.create(), { found: [{ status: "new" }] });
  expect((await queueOf(user)).mostRecentSuccess).toBeNull();
  await storeCheck(user.ctx, monitor, {
    status: "partial",
    found: [{ status: "error" }, { status: "same" }],
  });
  const before = (await queueOf(user)).mostRecentSuccess;
  expect(before).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await storeCheck(user.ctx, monitor, { found: [{ status: "new" }] });
  expect((await queueOf(user)).mostRecentSuccess! > before!).toBe(true);
});

type Page = { data: Activity[]; cursor: string | null; has_more: boolean };
async function activityOf(user: ApiUser, query = ""): Promise<Page> {
  const { status, body } = await user.call("GET", `/api/v2/team/activity${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as unknown as Page;
}

test("activity: the checks of a team, newest first, each with its first address", async () => {
  const user = await newApiUser();
  expect(await activityOf(user)).toEqual({ success: true, data: [], cursor: null, has_more: false });
  const [shop, blog] = [
    await user.create({ targets: [scrape("https://shop.example/a", "https://shop.example/b")] }),
    await user.create({ targets: [scrape("https://blog.example/")] }),
  ];
  const { checkId: first } = await storeCheck(user.ctx, shop, { found: [{ status: "new" }] });
  const { checkId: second } = await storeCheck(user.ctx, blog, { status: "failed" });
  const third = (await user.run(shop.id)).body.data.id;
  const stranger = await newApiUser();
  await storeCheck(stranger.ctx, await stranger.create());
  const { data } = await activityOf(user);
  expect(data.map(({ id, target }) => [id, target])).toEqual([
    [third, "https://shop.example/a"],
    [second, "https://blog.example/"],
    [first, "https://shop.example/a"],
  ]);
  expect(data[0]).toEqual({
    id: third,
    endpoint: "scrape",
    api_version: "v2",
    created_at: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
    target: "https://shop.example/a",
  });
  expect((await activityOf(user, "?endpoint=scrape")).data).toEqual(data);
  for (const other of ["crawl", "search", "batch_scrape", "map", "interact"]) {
    expect((await activityOf(user, `?endpoint=${other}`)).data).toEqual([]);
  }
  await user.patch(shop.id, { targets: [scrape("https://other.example/")] });
  const [running] = (await activityOf(user)).data;
  expect(running?.target, "a check goes on with the targets it began with").toBe("https://shop.example/a");
});

test("activity pages by its cursor, each check once, and is over when it says so", async () => {
  const user = await newApiUser();
  const monitor = await user.create();
  const ids: string[] = [];
  for (let index = 0; index < 7; index++) ids.unshift((await storeCheck(user.ctx, monitor)).checkId);
  for (const limit of [1, 3, 6, 7, 8]) {
    const seen: string[] = [];
    for (let query = `?limit=${limit}`; query; ) {
      const { data, cursor, has_more } = await activityOf(user, query);
      expect(data.length).toBeLessThanOrEqual(limit);
      expect(has_more).toBe(cursor !== null);
      seen.push(...data.map(({ id }) => id));
      query = cursor ? `?limit=${limit}&cursor=${cursor}` : "";
    }
    expect(seen).toEqual(ids);
  }
});

test("activity has 50 checks unless more or fewer are asked for", async () => {
  const user = await newApiUser();
  const monitor = await user.create();
  await Promise.all(Array.from({ length: 51 }, () => storeCheck(user.ctx, monitor)));
  expect(await activityOf(user)).toMatchObject({ has_more: true, data: { length: 50 } });
  expect(await activityOf(user, "?limit=100")).toMatchObject({ has_more: false, data: { length: 51 } });
});

test("activity ends 24 hours ago", async () => {
  const user = await newApiUser();
  const monitor = await user.create();
  const idAt = (ago: number) => uuidv7({ msecs: Date.now() - ago });
  const stored = async (id: string) => {
    const { checkId } = await storeCheck(user.ctx, monitor);
    await db().execute(sql`update checks set id = ${id} where id = ${checkId}`);
    return id;
  };
  const HOUR = 3_600_000;
  const kept = await stored(idAt(24 * HOUR - 60_000));
  await stored(idAt(24 * HOUR + 60_000));
  expect((await activityOf(user)).data.map(({ id }) => id)).toEqual([kept]);
});

test.each([
  ["endpoint=monitor", "endpoint"],
  ["limit=0", "limit"],
  ["limit=101", "limit"],
  ["cursor=next", "cursor"],
])("activity with %s is refused", async (query, path) => {
  const user = await newApiUser();
  const reply = await user.call("GET", `/api/v2/team/activity?${query}`);
  expect(reply.status).toBe(400);
  expect(reply.body.details?.[0]?.path).toBe(path);
});
