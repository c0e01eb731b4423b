import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { availableCredits, reserveCredits, settleCredits } from "./index.ts";

ownDatabase();

test("reserving, charging and giving back move the balance, once", async () => {
  const ctx = await newTeam();
  const reservation = {
    teamId: ctx.teamId,
    checkId: uuidv7(),
    monitorId: uuidv7(),
    apiKeyId: null,
    amount: 40,
  };
  const before = await availableCredits(ctx);
  await db().transaction(async (tx) => expect(await reserveCredits(tx, reservation)).toBe(true));
  expect(await availableCredits(ctx)).toBe(before - 40);
  for (const _ of [1, 2]) await db().transaction((tx) => settleCredits(tx, [{ ...reservation, actual: 15 }]));
  expect(await availableCredits(ctx)).toBe(before - 15);
});

test("what is not there is not reserved", async () => {
  const ctx = await newTeam();
  const amount = (await availableCredits(ctx)) + 1;
  const reservation = { teamId: ctx.teamId, checkId: uuidv7(), monitorId: uuidv7(), apiKeyId: null, amount };
  await db().transaction(async (tx) => expect(await reserveCredits(tx, reservation)).toBe(false));
  expect(await availableCredits(ctx)).toBe(amount - 1);
});

test.each([
  ["an entry cannot be changed", sql`update credit_entries set available_delta = 1`],
  ["an entry cannot be removed", sql`delete from credit_entries`],
  ["a balance cannot be changed by hand", sql`update team_credits set available = 1`],
])("%s", async (_, statement) => {
  await newTeam();
  await expect(db().execute(statement)).rejects.toThrow();
});
