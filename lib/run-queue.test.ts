import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { dropUnknownJobs, freeJobsOfDeadWorkers, runQueue } from "#lib/run-queue.ts";
import { ownDatabase } from "#testing/database.ts";

ownDatabase();

const add = (task: string, key: string) =>
  db().execute(
    sql`select graphile_worker.add_job(${task}, '{}'::json, job_key := ${key}, max_attempts := 3)`,
  );

const jobs = async () => [
  ...(await db().execute(sql`
    select task_identifier as task, attempts, locked_by is not null as locked
    from graphile_worker.jobs order by 1, 2, 3`)),
];

test("a living worker keeps its jobs, and what one could not end is tried again", async () => {
  const shutdown = new AbortController();
  const failures: unknown[] = [];
  const how = {
    shutdown: shutdown.signal,
    die: (error: unknown) => shutdown.signal.aborted || failures.push(error),
  };
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  let begun = 0;
  const work = async () => {
    begun += 1;
    await ended;
    throw new Error("stopped half-way");
  };
  // They wait before the runner begins: what is queued before it listens is otherwise found by its next poll, after 10 s.
  await add("purge", "one");
  await add("purge", "two");
  const runner = await runQueue("purge", work, how);
  await expect.poll(() => begun, { timeout: 20_000 }).toBe(1);
  // A lock that no living worker holds is taken away after a second.
  await sleep(1100);
  await freeJobsOfDeadWorkers();
  const waiting = { task: "purge", attempts: 0, locked: false };
  expect(await jobs()).toEqual([waiting, { task: "purge", attempts: 1, locked: true }]);
  const stopped = runner.stop();
  shutdown.abort();
  end();
  await stopped;
  expect(begun).toBe(1);
  // Also when the queue stopped before it could write that down.
  const freed = async () => {
    await freeJobsOfDeadWorkers();
    return jobs();
  };
  await expect
    .poll(freed, { timeout: 5000 })
    .toEqual([waiting, { task: "purge", attempts: 1, locked: false }]);
  expect(failures).toEqual([]);
});

test("jobs of a task that another version had are ended, others stay", async () => {
  await db().execute(sql`delete from graphile_worker._private_jobs`);
  await add("run-check", "check:1");
  await add("purge", "three");
  await dropUnknownJobs();
  await dropUnknownJobs();
  expect(await jobs()).toEqual([{ task: "purge", attempts: 0, locked: false }]);
});
