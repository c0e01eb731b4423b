import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import { reserveCredits, settleCredits } from "#lib/credit/index.ts";
import type { CreditPeriod } from "#lib/credit/model.ts";
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
      apiKey: null,
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

test("history goes back twelve months, newest first", async () => {
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
  expect(periods.map((period) => period.totalCredits)).toEqual([50 + 1 + 2 + 12 + 13, 50, 50]);
  expect(periods.map((period) => period.startDate)).toEqual(
    [...periods.map((period) => period.startDate)].sort().reverse(),
  );
});
