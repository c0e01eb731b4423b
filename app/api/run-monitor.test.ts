import { sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { expect, test } from "vitest";
import type { CheckAnswer } from "#lib/check/model.ts";
import { readCreditUsage } from "#lib/credit/index.ts";
import { db } from "#lib/db/client.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { leaveCredits, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";

ownDatabase();

const urls = (count: number) => Array.from({ length: count }, (_, index) => `https://example.com/${index}`);

async function liveChecks(monitorId: string): Promise<number> {
  const rows = await db().execute(sql`select 1 from checks where monitor_id = ${monitorId}`);
  return rows.length;
}

test("a run answers the queued check, and reserves its estimate", async () => {
  const user = await newApiUser();
  const monitor = await user.create({ targets: [{ type: "scrape", urls: urls(3) }] });
  const { remainingCredits: before } = await readCreditUsage(user.ctx);
  const { status, body } = await user.run(monitor.id);
  expect(status).toBe(200);
  expect(isUuid(body.id)).toBe(true);
  const none = { base: 0, formats: 0, judge: 0, search: 0, total: 0 };
  expect(body.data).toEqual({
    id: body.id,
    monitorId: monitor.id,
    status: "queued",
    trigger: "manual",
    scheduledFor: null,
    startedAt: null,
    finishedAt: null,
    estimatedCredits: 3,
    reservedCredits: 3,
    actualCredits: null,
    billingStatus: "reserved",
    summary: { totalPages: 0, same: 0, changed: 0, new: 0, removed: 0, error: 0 },
    expectedPages: null,
    credits: none,
    targetResults: monitor.targets.map(({ id, type }) => ({
      targetId: id,
      type,
      expectedJobs: [],
      summary: { totalPages: 0, same: 0, changed: 0, new: 0, removed: 0, error: 0 },
      credits: none,
    })),
    notificationStatus: null,
    error: null,
    createdAt: expect.stringMatching(/\.\d{3}Z$/),
    updatedAt: expect.stringMatching(/\.\d{3}Z$/),
  });
  expect((await readCreditUsage(user.ctx)).remainingCredits).toBe(before - 3);
  const shown = await user.call<MonitorAnswer>("GET", `/api/v2/monitor/${monitor.id}`);
  expect(shown.body.data.currentCheckId).toBe(body.id);
});

test("a second run is 409 and names the check that runs", async () => {
  const user = await newApiUser();
  const { id } = await user.create();
  const first = await user.run(id);
  const second = await user.run(id);
  expect(second.status).toBe(409);
  expect(second.body).toEqual({
    success: false,
    code: "CONFLICT",
    error: expect.stringMatching(/already running/),
    checkId: first.body.id,
  });
});

test("of 100 runs at once exactly one is taken, and one reservation made", async () => {
  const user = await newApiUser();
  const { id } = await user.create();
  const { remainingCredits: before } = await readCreditUsage(user.ctx);
  const replies = await Promise.all(Array.from({ length: 100 }, () => user.run(id)));
  const taken = replies.filter((reply) => reply.status === 200);
  const refused = replies.filter((reply) => reply.status === 409);
  expect([taken.length, refused.length]).toEqual([1, 99]);
  expect(new Set(refused.map((reply) => reply.body.checkId))).toEqual(new Set([taken[0]!.body.id]));
  expect(await liveChecks(id)).toBe(1);
  expect((await readCreditUsage(user.ctx)).remainingCredits).toBe(before - 1);
});

test("a paused monitor is 409, also while its last check was cut off by the pause", async () => {
  const user = await newApiUser();
  const { id } = await user.create();
  const { body } = await user.run(id);
  await user.patch(id, { status: "paused" });
  const refused = await user.run(id);
  expect(refused.status).toBe(409);
  expect(refused.body.error).toMatch(/^Monitor is paused/);
  const cut = await user.call<CheckAnswer>("GET", `/api/v2/monitor/${id}/checks/${body.id}`);
  expect(cut.body.data).toMatchObject({
    status: "failed",
    error: expect.stringMatching(/paused/),
    actualCredits: 0,
  });
  await user.patch(id, { status: "active" });
  expect((await user.run(id)).status).toBe(200);
});

test("cancelling ends the check, frees the monitor and gives the credits back; a second cancel is 409", async () => {
  const user = await newApiUser();
  const { id } = await user.create({ targets: [{ type: "scrape", urls: urls(5) }] });
  const { remainingCredits: before } = await readCreditUsage(user.ctx);
  const { body } = await user.run(id);
  const path = `/api/v2/monitor/${id}/checks/${body.id}/cancel`;
  const cancelled = await user.call<CheckAnswer>("POST", path, { body: { origin: "cli" } });
  expect(cancelled.body.data).toMatchObject({
    status: "failed",
    error: 'Cancelled by API key "test"',
    actualCredits: 0,
    finishedAt: expect.any(String),
  });
  expect((await user.call("POST", path)).status).toBe(409);
  expect((await readCreditUsage(user.ctx)).remainingCredits).toBe(before);
  expect((await user.run(id)).status).toBe(200);
});

test("402 on create, PATCH and run with less than one credit; reading and deleting go on", async () => {
  const user = await newApiUser();
  const { id } = await user.create();
  await leaveCredits(user.ctx, 0);
  for (const reply of [
    await user.call("POST", "/api/v2/monitor", {
      body: { name: "x", schedule: { text: "daily" }, targets: [{ type: "scrape", url: "a.b" }] },
    }),
    await user.patch(id, { name: "Other" }),
    await user.run(id),
  ]) {
    expect(reply.status).toBe(402);
    expect(reply.body).toMatchObject({
      success: false,
      code: "PAYMENT_REQUIRED",
      error: expect.stringMatching(/credits/),
    });
  }
  for (const path of [
    "/api/v2/monitor",
    `/api/v2/monitor/${id}`,
    `/api/v2/monitor/${id}/checks`,
    "/api/v2/team/credit-usage",
  ]) {
    expect((await user.call("GET", path)).status).toBe(200);
  }
  expect((await user.call("DELETE", `/api/v2/monitor/${id}`)).status).toBe(200);
});

test("402 names the estimate and what is left; nothing is queued or reserved", async () => {
  const user = await newApiUser();
  const { id } = await user.create({ targets: [{ type: "scrape", urls: urls(7) }] });
  await leaveCredits(user.ctx, 6);
  const refused = await user.run(id);
  expect(refused.status).toBe(402);
  expect(refused.body.error).toMatch(/\b7 credits\b.*\b6 are left\b/);
  expect(await liveChecks(id)).toBe(0);
  expect((await readCreditUsage(user.ctx)).remainingCredits).toBe(6);
  await user.patch(id, { targets: [{ type: "scrape", urls: urls(6) }] });
  expect((await user.run(id)).status).toBe(200);
});

test("many monitors run at once on few credits: no more are taken than the credits pay for", async () => {
  const user = await newApiUser();
  const made = await Promise.all(Array.from({ length: 8 }, () => user.create()));
  await leaveCredits(user.ctx, 3);
  const replies = await Promise.all(made.map(({ id }) => user.run(id)));
  expect(replies.map((reply) => reply.status).sort()).toEqual([200, 200, 200, 402, 402, 402, 402, 402]);
  expect((await readCreditUsage(user.ctx)).remainingCredits).toBe(0);
});

test("deleting ends the running check and gives its credits back", async () => {
  const user = await newApiUser();
  const { id } = await user.create();
  const { remainingCredits: before } = await readCreditUsage(user.ctx);
  await user.run(id);
  expect((await user.call("DELETE", `/api/v2/monitor/${id}`)).status).toBe(200);
  expect((await readCreditUsage(user.ctx)).remainingCredits).toBe(before);
  expect((await user.run(id)).status).toBe(404);
});
