import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { memberships, users } from "#lib/db/schema.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { readSubscriptions } from "./index.ts";

ownDatabase();

let ctx: Ctx;
let others: Ctx;

async function join({ teamId }: Ctx, email: string): Promise<void> {
  const userId = uuidv7();
  await db().insert(users).values({ id: userId, email, passwordHash: "none" });
  await db().insert(memberships).values({ teamId, userId, role: "viewer" });
}

beforeAll(async () => {
  [ctx, others] = [await newTeam(), await newTeam()];
  await join(ctx, "ana@example.com");
  await join(others, "ben@example.com");
});

const to = (...recipients: string[]) => ({ email: { enabled: true, recipients, includeDiffs: false } });
const statuses = async (of: Ctx, ...recipients: string[]) =>
  (await readSubscriptions(of, to(...recipients))).map(({ email, status, source }) => [
    email,
    status,
    source,
  ]);

test("a member's address is confirmed at once, a stranger's waits; another team's member is a stranger", async () => {
  const recipients = ["eve@example.org", "ana@example.com", "ben@example.com"];
  expect(await statuses(ctx, ...recipients)).toEqual([
    ["eve@example.org", "pending", "opt_in"],
    ["ana@example.com", "confirmed", "team"],
    ["ben@example.com", "pending", "opt_in"],
  ]);
  expect(await statuses(others, "ben@example.com")).toEqual([["ben@example.com", "confirmed", "team"]]);
});

test("an address is one person however it is spelled, and is told once", async () => {
  expect(await statuses(ctx, "Ana@Example.com", "ana@example.com", "ANA@EXAMPLE.COM")).toEqual([
    ["ana@example.com", "confirmed", "team"],
  ]);
});

test("nobody named, nobody subscribed", async () => {
  for (const notification of [null, {}, { slack: { enabled: true, channelId: "C1" } }, to()]) {
    expect(await readSubscriptions(ctx, notification)).toEqual([]);
  }
});
