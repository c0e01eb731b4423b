import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, expect, test, vi } from "vitest";
import { ownDatabase } from "#testing/database.ts";

const { url } = ownDatabase();
afterAll(() => vi.unstubAllEnvs());

/** This file's modules, as a worker with places for so many checks would load them. */
async function asWorker(places: number) {
  vi.stubEnv("DATABASE_URL", url());
  vi.stubEnv("TIDEMARK_WORKER_CONCURRENCY", String(places));
  vi.resetModules();
  const { db } = await import("#lib/db/client.ts");
  const { recoverChecks } = await import("#lib/check/index.ts");
  const { enqueueAll } = await import("#lib/jobs.ts");
  const { runQueue } = await import("#lib/run-queue.ts");
  return { db, recoverChecks, enqueueAll, runQueue };
}

test("checks that fill all their places hold no purge back, and nobody takes either for a dead worker's", async () => {
  const { db, recoverChecks, enqueueAll, runQueue } = await asWorker(2);
  const checks = [1, 2, 3].map(() => ({
    payload: { checkId: crypto.randomUUID() },
    key: crypto.randomUUID(),
  }));
  await enqueueAll(db(), "run-check", checks);
  const shutdown = new AbortController();
  const failures: unknown[] = [];
  const how = {
    shutdown: shutdown.signal,
    die: (error: unknown) => shutdown.signal.aborted || failures.push(error),
  };
  const begun = { "run-check": 0, purge: 0 };
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const work = (name: keyof typeof begun) => async () => {
    begun[name]++;
    await ended;
    if (name === "purge") throw new Error("stopped half-way");
  };
  const runners = await Promise.all([
    runQueue("run-check", work("run-check"), how),
    runQueue("purge", work("purge"), how),
  ]);
  await expect.poll(() => begun, { timeout: 5000 }).toEqual({ "run-check": 2, purge: 0 });
  await enqueueAll(
    db(),
    "purge",
    ["one", "two"].map((key) => ({ payload: {}, key })),
  );
  await expect.poll(() => begun, { timeout: 5000 }).toEqual({ "run-check": 2, purge: 1 });
  // A lock that no living worker holds is taken away after a second.
  await sleep(1100);
  await recoverChecks();
  const jobs = await db().execute(sql`
    select task_identifier as task, max_attempts, count(*)::int, count(locked_by)::int as locked
    from graphile_worker.jobs group by 1, 2 order by 1`);
  expect([...jobs]).toEqual([
    { task: "purge", max_attempts: 3, count: 2, locked: 1 },
    { task: "run-check", max_attempts: 10, count: 3, locked: 2 },
  ]);
  const stopped = Promise.all(runners.map((runner) => runner.stop()));
  shutdown.abort();
  end();
  await stopped;
  expect(begun).toEqual({ "run-check": 2, purge: 1 });
  // What one could not end is tried again, also when the queue stopped before it could write that down.
  const purges = async () => {
    await recoverChecks();
    return [
      ...(await db().execute(sql`
        select attempts, locked_by from graphile_worker.jobs where task_identifier = 'purge' order by attempts`)),
    ];
  };
  const free = { locked_by: null };
  await expect.poll(purges, { timeout: 5000 }).toEqual([
    { attempts: 0, ...free },
    { attempts: 1, ...free },
  ]);
  expect(failures).toEqual([]);
});
