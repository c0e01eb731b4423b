import { count, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { beforeEach, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { signInAttempts } from "#lib/db/schema.ts";
import { ownDatabase } from "#testing/database.ts";
import { forgetOldAttempts, forgiveAttempts, recordAttempt } from "./attempts.ts";

ownDatabase();

const email = "ana@example.com";
const ip = "203.0.113.1";
const elsewhere = { email: "ben@example.com", ip: "203.0.113.2" };

beforeEach(async () => {
  await db().delete(signInAttempts);
});

/** Attempts as they would stand after that time. */
async function earlier(times: number, minutesAgo: number, who = { email, ip }): Promise<void> {
  const createdAt = sql`now() - make_interval(secs => ${minutesAgo * 60})`;
  const rows = Array.from({ length: times }, () => ({ id: uuidv7(), ...who, createdAt }));
  await db().insert(signInAttempts).values(rows);
}

async function kept(): Promise<number> {
  const [row] = await db().select({ attempts: count() }).from(signInAttempts);
  return row?.attempts ?? 0;
}

test("ten attempts may fail; the eleventh is told how long to wait, and is not counted itself", async () => {
  for (let attempt = 1; attempt <= 10; attempt++) await recordAttempt({ email, ip });
  for (const _ of [1, 2, 3]) {
    const refused = await recordAttempt({ email, ip }).catch((error) => error);
    expect(refused).toMatchObject({
      code: "RATE_LIMITED",
      message: expect.stringMatching(/Try again in 15 min/),
    });
    expect(refused.retryAfter).toBeGreaterThan(14 * 60);
    expect(refused.retryAfter).toBeLessThanOrEqual(15 * 60);
  }
  expect(await kept()).toBe(10);
});

test("the wait ends when the oldest of them is fifteen minutes old", async () => {
  await earlier(1, 14.5);
  await earlier(9, 1);
  const refused = await recordAttempt({ email, ip }).catch((error) => error);
  expect(refused).toMatchObject({ code: "RATE_LIMITED", message: expect.stringMatching(/in 1 min/) });
  expect(refused.retryAfter).toBeGreaterThanOrEqual(1);
  expect(refused.retryAfter).toBeLessThanOrEqual(30);
});

test("one older than that leaves room for another", async () => {
  await earlier(1, 15.1);
  await earlier(9, 1);
  await expect(recordAttempt({ email, ip })).resolves.toEqual(expect.any(String));
  await expect(recordAttempt({ email, ip })).rejects.toMatchObject({ code: "RATE_LIMITED" });
});

test.each([
  ["one address from many places", (n: number) => ({ email, ip: `203.0.113.${n}` })],
  ["many addresses from one place", (n: number) => ({ email: `person-${n}@example.com`, ip })],
])("%s count as one guesser, and nobody else waits for it", async (_, who) => {
  for (let attempt = 1; attempt <= 10; attempt++) await recordAttempt(who(attempt));
  await expect(recordAttempt(who(11))).rejects.toMatchObject({ code: "RATE_LIMITED" });
  await expect(recordAttempt(elsewhere)).resolves.toBeDefined();
});

test("attempts at once are counted at once: of thirty at most ten are looked at", async () => {
  const attempts = await Promise.allSettled(Array.from({ length: 30 }, () => recordAttempt({ email, ip })));
  const looked = attempts.filter(({ status }) => status === "fulfilled");
  expect(looked.length).toBeLessThanOrEqual(10);
});

test("a right password forgives what was counted for the address, and itself, but not the place's other guesses", async () => {
  await earlier(4, 1, { email, ip: "203.0.113.9" });
  await earlier(3, 1, { email: "victim@example.com", ip });
  const own = await recordAttempt({ email, ip });
  await forgiveAttempts(email, own);
  const left = await db().select().from(signInAttempts);
  expect(left.map((attempt) => attempt.email)).toEqual(Array(3).fill("victim@example.com"));
});

test("the clean-up takes only what counts for nothing any more", async () => {
  await earlier(2, 16);
  await earlier(3, 14);
  await forgetOldAttempts();
  expect(await kept()).toBe(3);
});
