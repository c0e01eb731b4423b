import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, test } from "vitest";
import { reserveCredits, settleCredits } from "#lib/credit/index.ts";
import type { CreditPeriod, UsageWindow } from "#lib/credit/model.ts";
import { db } from "#lib/db/client.ts";
import { creditEntries } from "#lib/db/schema.ts";
import { createApiKey } from "#lib/team/index.ts";
import { type ApiUser, leaveCredits, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";

ownDatabase();

/** Charges a team now, as a check that ended would. */
async function charge(user: ApiUser, amount: number, apiKeyId: string | null) {
  const reservation = {
    teamId: user.ctx.teamId,
    checkId: uuidv7(),
    monitorId: uuidv7(),
    apiKeyId,
    amount: amount + 5,
  };
  await db().transaction(async (tx) => {
    expect(await reserveCredits(tx, reservation)).toBe(true);
    await settleCredits(tx, [{ ...reservation, actual: amount }]);
  });
}

async function history(user: ApiUser, query = ""): Promise<CreditPeriod[]> {
  const reply = await user.call("GET", `/api/v2/team/credit-usage/historical${query}`);
  expect(reply.status).toBe(200);
  return (reply.body as unknown as { periods: CreditPeriod[] }).periods;
}

test("what is left, of how much, and for which month (UTC)", async () => {
  const user = await newApiUser();
  const { body } = await user.call<Record<string, unknown>>("GET", "/api/v2/team/credit-usage");
  const now = new Date();
  expect(body).toEqual({
    success: true,
    data: {
      remainingCredits: 100_000,
      planCredits: 100_000,
      billingPeriodStart: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth())).toISOString(),
      billingPeriodEnd: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)).toISOString(),
    },
  });
  await leaveCredits(user.ctx, 17);
  const left = await user.call<Record<string, unknown>>("GET", "/api/v2/team/credit-usage");
  expect(left.body.data.remainingCredits).toBe(17);
});

test("credits reserved for a check that runs are not counted as left, nor as charged", async () => {
  const user = await newApiUser();
  const { id } = await user.create();
  await user.run(id);
  const { body } = await user.call<Record<string, unknown>>("GET", "/api/v2/team/credit-usage");
  expect(body.data.remainingCredits).toBe(99_999);
  expect(await history(user)).toEqual([]);
});

test("history: charges by month, per key when asked, other teams' never", async () => {
  const user = await newApiUser();
  await charge(await newApiUser(), 999, null);
  const { id: ci } = await createApiKey(user.ctx, { name: "ci" });
  await charge(user, 3, ci);
  await charge(user, 4, ci);
  await charge(user, 10, user.keyId);
  await charge(user, 20, null);
  const total = await history(user);
  expect(total).toEqual([
    {
      startDate: expect.stringMatching(/-01T00:00:00\.000Z$/),
      endDate: expect.any(String),
      totalCredits: 37,
      creditsUsed: 37,
    },
  ]);
  for (const query of ["?byApiKey=false", "?byApiKey=0", "?byApiKey="])
    expect(await history(user, query)).toEqual(total);
  const byKey = await history(user, "?byApiKey=true");
  expect(byKey.map(({ apiKey, totalCredits }) => [apiKey, totalCredits])).toEqual([
    [null, 20],
    ["ci", 7],
    ["test", 10],
  ]);
  const { id: namesake } = await createApiKey(user.ctx, { name: "ci" });
  await charge(user, 5, namesake);
  const apart = (await history(user, "?byApiKey=true")).filter(({ apiKey }) => apiKey === "ci");
  expect(apart.map(({ totalCredits }) => totalCredits).sort()).toEqual([5, 7]);
});

test("history goes back twelve months, oldest first", async () => {
  const user = await newApiUser();
  const month = new Date();
  month.setUTCDate(2);
  for (const age of [0, 1, 11, 12]) {
    const createdAt = new Date(month);
    createdAt.setUTCMonth(createdAt.getUTCMonth() - age);
    await charge(user, age + 1, null);
    // The ledger takes no changes, so an old entry is written as one: born long ago.
    const entry = { teamId: user.ctx.teamId, kind: "confirm" as const, availableDelta: 0, createdAt };
    await db().execute(sql`insert into credit_entries (team_id, kind, available_delta, reserved_delta)
      values (${user.ctx.teamId}, 'reserve', -50, 50)`);
    await db()
      .insert(creditEntries)
      .values({ ...entry, reservedDelta: -50 });
  }
  const periods = await history(user);
  expect(periods.map((period) => period.totalCredits)).toEqual([50, 50, 50 + 1 + 2 + 12 + 13]);
  expect(periods.map((period) => period.startDate)).toEqual(
    periods.map((period) => period.startDate).toSorted(),
  );
});

/** Charges a team at a moment that has been: the ledger takes no changes, so an old entry is written as one. */
async function chargeAt(user: ApiUser, amount: number, createdAt: Date) {
  const { teamId } = user.ctx;
  const entry = { teamId, createdAt };
  await db()
    .insert(creditEntries)
    .values([
      { ...entry, kind: "reserve", availableDelta: -amount, reservedDelta: amount },
      { ...entry, kind: "confirm", availableDelta: 0, reservedDelta: -amount },
    ]);
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const startOf = (size: number, back: number) =>
  new Date((Math.floor(Date.now() / size) - back) * size).toISOString();

type Over = { window: UsageWindow; periods: CreditPeriod[] };
async function over(user: ApiUser, timeRange: string): Promise<Over> {
  const reply = await user.call("GET", `/api/v2/team/credit-usage/historical?timeRange=${timeRange}`);
  expect(reply.status).toBe(200);
  return reply.body as unknown as Over;
}

test.each([
  ["day", "hour", HOUR, 24],
  ["week", "day", DAY, 7],
  ["month", "day", DAY, 30],
])(
  "over a %s: every %s of it in order, the one that has begun last",
  async (timeRange, binSize, size, bins) => {
    const user = await newApiUser();
    const stranger = await newApiUser();
    // Far enough from the borders of the bins that the test may take a moment.
    const now = Date.now();
    const middle = (back: number) => new Date(Date.parse(startOf(size, back)) + size / 2);
    await chargeAt(user, 1, middle(bins));
    await chargeAt(user, 2, middle(bins - 1));
    await chargeAt(user, 3, middle(2));
    await chargeAt(user, 4, middle(2));
    await chargeAt(user, 5, new Date(now));
    await chargeAt(stranger, 100, new Date(now));
    const { window, periods } = await over(user, timeRange);
    expect(window).toEqual({
      timeRange,
      binSize,
      startDate: startOf(size, bins - 1),
      endDate: startOf(size, -1),
    });
    expect(periods).toHaveLength(bins);
    for (const [index, period] of periods.entries()) {
      expect(period.startDate).toBe(startOf(size, bins - 1 - index));
      expect(period.endDate).toBe(startOf(size, bins - 2 - index));
      expect(period.totalCredits).toBe(period.creditsUsed);
      expect(period).not.toHaveProperty("apiKey");
    }
    const used = periods.map(({ creditsUsed }) => creditsUsed);
    expect([used[0], used.at(-3), used.at(-1)]).toEqual([2, 7, 5]);
    expect(used.reduce((sum, credits) => sum + credits)).toBe(14);
  },
);

test("months have no window", async () => {
  const user = await newApiUser();
  await chargeAt(user, 1, new Date());
  const reply = await user.call("GET", "/api/v2/team/credit-usage/historical");
  expect(reply.body).not.toHaveProperty("window");
});

describe.each(["credit", "token"])("%s usage over time", (kind) => {
  test.each([
    ["a stretch that is none", "timeRange=year", /timeRange must be one of "day", "week", "month"/],
    ["an empty one", "timeRange=", /timeRange must be one of/],
    ["two at once", "timeRange=day&timeRange=week", /timeRange is given twice/],
    ["one and by key", "timeRange=week&byApiKey=true", /timeRange cannot be told by API key/],
    ["by key, twice", "byApiKey=true&byApiKey=false", /byApiKey is given twice/],
  ])("is refused for %s", async (_, query, sentence) => {
    const user = await newApiUser();
    const reply = await user.call("GET", `/api/v2/team/${kind}-usage/historical?${query}`);
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({ success: false, code: "BAD_REQUEST" });
    expect(reply.body.error).toMatch(sentence);
    expect(reply.body.details?.[0]?.path).toBe(query.split("=")[0]);
  });

  test("is told where byApiKey says no", async () => {
    const user = await newApiUser();
    const path = `/api/v2/team/${kind}-usage/historical?timeRange=week&byApiKey=false`;
    expect((await user.call("GET", path)).status).toBe(200);
  });
});

test("no model is asked yet, so no tokens were used, in the shape in which they will be", async () => {
  const user = await newApiUser();
  const { body } = await user.call("GET", "/api/v2/team/token-usage");
  const credits = await user.call<Record<string, unknown>>("GET", "/api/v2/team/credit-usage");
  const { billingPeriodStart, billingPeriodEnd } = credits.body.data;
  expect(body).toEqual({
    success: true,
    data: { remainingTokens: 0, planTokens: 0, billingPeriodStart, billingPeriodEnd },
  });
  const months = await user.call("GET", "/api/v2/team/token-usage/historical");
  expect(months.body).toEqual({ success: true, periods: [] });
  const week = await user.call("GET", "/api/v2/team/token-usage/historical?timeRange=week");
  const { periods, window } = week.body as unknown as { periods: object[]; window: UsageWindow };
  expect(window).toMatchObject({ timeRange: "week", binSize: "day" });
  expect(periods).toHaveLength(7);
  expect(periods[0]).toEqual({
    startDate: window.startDate,
    endDate: expect.any(String),
    totalTokens: 0,
    tokensUsed: 0,
  });
});
