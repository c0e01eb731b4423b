import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { beforeEach, expect, test, vi } from "vitest";
import { ownDatabase } from "#testing/database.ts";

vi.hoisted(() => {
  process.env.TIDEMARK_RATE_LIMIT = "5";
});
const { db } = await import("#lib/db/client.ts");
const { countRequest, forgetOldCounts } = await import("./request-limit.ts");

ownDatabase();

let caller: string;
beforeEach(() => {
  caller = uuidv7();
});

const spend = async (times: number, who = caller) => {
  for (let n = 0; n < times; n++) await countRequest(who, "default");
};
/** The caller's minute, as if it had begun that much sooner. */
const age = (seconds: number) =>
  db().execute(
    sql`update request_counts set since = since - make_interval(secs => ${seconds}) where caller = ${caller}`,
  );
const counted = async () =>
  (
    await db().execute<{ requests: number }>(
      sql`select requests from request_counts where caller = ${caller}`,
    )
  )[0]?.requests;

test("the limit counts down; the request after the last is refused, with the seconds that are left", async () => {
  const left = [];
  for (let n = 0; n < 5; n++) left.push(await countRequest(caller, "default"));
  expect(left.map((one) => one.left)).toEqual([4, 3, 2, 1, 0]);
  for (const one of left) {
    expect(one).toMatchObject({ limit: 5, isSpent: false });
    expect(one.secondsLeft).toBeGreaterThan(50);
    expect(one.secondsLeft).toBeLessThanOrEqual(60);
  }
  const refused = await countRequest(caller, "default");
  expect(refused).toMatchObject({ limit: 5, left: 0, isSpent: true });
  expect(refused.secondsLeft).toBeGreaterThan(50);
  expect(refused.secondsLeft).toBeLessThanOrEqual(60);
});

test("who is over the limit is counted no further, and costs the database nothing", async () => {
  await spend(6);
  expect(await counted()).toBe(6);
  for (let n = 0; n < 20; n++) expect(await countRequest(caller, "default")).toMatchObject({ isSpent: true });
  expect(await counted()).toBe(6);
});

test("a minute that is over begins anew with the next request", async () => {
  await spend(5);
  await age(59);
  const last = await countRequest(caller, "default");
  expect(last).toMatchObject({ isSpent: true, secondsLeft: 1 });
  caller = uuidv7();
  await spend(5);
  await age(60.1);
  const first = await countRequest(caller, "default");
  expect(first).toMatchObject({ isSpent: false, left: 4 });
  expect(first.secondsLeft).toBeGreaterThan(58);
});

test("a refusal holds for as long as it said, and no longer", async () => {
  await spend(5);
  await age(58.8);
  expect(await countRequest(caller, "default")).toMatchObject({ isSpent: true, secondsLeft: 2 });
  await new Promise((resolve) => setTimeout(resolve, 1300));
  expect(await countRequest(caller, "default")).toMatchObject({ isSpent: false, left: 4 });
});

test("requests at once are counted at once: of forty exactly five pass", async () => {
  const all = await Promise.all(Array.from({ length: 40 }, () => countRequest(caller, "default")));
  expect(
    all
      .filter((one) => !one.isSpent)
      .map((one) => one.left)
      .sort(),
  ).toEqual([0, 1, 2, 3, 4]);
});

test("nobody uses up what is another's, and pages that read use up nothing of what a person may do", async () => {
  await spend(6);
  expect(await countRequest(uuidv7(), "default")).toMatchObject({ isSpent: false });
  const reading = await countRequest(caller, "dashboard");
  expect(reading).toMatchObject({ isSpent: false, limit: 6000, left: 5999 });
  const other = uuidv7();
  for (let n = 0; n < 20; n++) await countRequest(other, "dashboard");
  expect(await countRequest(other, "default")).toMatchObject({ left: 4 });
});

test("pages that read have a limit as well", async () => {
  await countRequest(caller, "dashboard");
  await db().execute(sql`update request_counts set requests = 6000 where caller = ${caller}`);
  expect(await countRequest(caller, "dashboard")).toMatchObject({ isSpent: true, left: 0 });
});

test("to count waits for no disk", async () => {
  const [table] = await db().execute(
    sql`select relpersistence from pg_class where relname = 'request_counts'`,
  );
  expect(table?.relpersistence).toBe("u");
});

test("the clean-up takes what counts for nothing any more", async () => {
  await spend(1);
  await forgetOldCounts();
  expect(await counted()).toBe(1);
  await age(3601);
  await forgetOldCounts();
  expect(await counted()).toBeUndefined();
});
