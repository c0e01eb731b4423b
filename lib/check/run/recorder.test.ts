import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { expect, test, vi } from "vitest";
import { startCheck } from "#lib/check/index.ts";
import { db } from "#lib/db/client.ts";
import { type TrackedPage, trackPages } from "#lib/page/index.ts";
import { newMonitor, readCheck, storedContents } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import type { PageResult } from "./check-page.ts";
import { type ClaimedCheck, claimCheck } from "./claim.ts";
import { recordBatch } from "./record.ts";
import { CheckTakenError, createRecorder } from "./recorder.ts";

ownDatabase();

async function claimed(count: number): Promise<{ check: ClaimedCheck; pages: TrackedPage[] }> {
  const ctx = await newTeam();
  const urls = Array.from({ length: count }, (_, index) => `https://example.com/${index}`);
  const monitor = await newMonitor(ctx, urls);
  const { id } = await startCheck(ctx, monitor.id);
  const check = await claimCheck(uuidv7(), id);
  if (!check) throw new Error("the check could not be claimed");
  const source = {
    teamId: ctx.teamId,
    monitorId: monitor.id,
    targetId: monitor.targets[0]?.id ?? "",
    checkId: id,
    resumed: false,
    urls,
  };
  const [pages = []] = await trackPages([source]);
  return { check, pages };
}

/** A page whose content takes so many bytes as stored. */
function seen(page: TrackedPage, bytes: number): PageResult {
  const content = randomBytes(bytes);
  const hash = createHash("sha256").update(content).digest();
  return {
    page,
    status: "new",
    statusCode: 200,
    error: null,
    metadata: null,
    durationMs: 1,
    size: bytes,
    credits: { base: 1, formats: 0, judge: 0 },
    baselines: [
      {
        surface: "text",
        fingerprint: "1",
        isCompared: true,
        kind: "markdown",
        source: null,
        content: { hash, size: bytes, packed: content },
      },
    ],
    described: { title: null, contentType: null },
    fetched: { bodyHash: hash, etag: null, lastModified: null, validatorsUrl: null, fingerprint: "f" },
    diff: null,
    change: null,
    redirectedTo: null,
    harmful: null,
  };
}

/** How many pages each transaction wrote. */
async function batches(checkId: string): Promise<number[]> {
  const rows = await db().execute<{ count: number }>(sql`
    select count(*)::int as count from check_pages where check_id = ${checkId} group by xmin::text order by min(id::text)`);
  return rows.map(({ count }) => count);
}

test("small pages are written many at a time, the first at once", async () => {
  const { check, pages } = await claimed(401);
  const recorder = createRecorder().of(check, pages.length);
  const [first, ...rest] = pages as [TrackedPage, ...TrackedPage[]];
  await recorder.add(seen(first, 10));
  await vi.waitFor(async () => expect((await readCheck(check.id)).newPages).toBe(1), { interval: 5 });
  for (const page of rest) await recorder.add(seen(page, 10));
  await recorder.end({ status: "finished" });
  expect(await batches(check.id)).toEqual([1, 200, 200]);
  expect(await readCheck(check.id)).toMatchObject({ status: "completed", newPages: 401, actualCredits: 401 });
});

test("the last page and the end of a check are one transaction", async () => {
  const { check, pages } = await claimed(1);
  const writes: number[] = [];
  const recorder = createRecorder({
    write: (parts) => {
      writes.push(parts.length);
      return recordBatch(parts);
    },
  }).of(check, 1);
  await recorder.add(seen(pages[0]!, 10));
  await recorder.end({ status: "finished" });
  expect(writes).toEqual([1]);
  expect(await readCheck(check.id)).toMatchObject({ status: "completed", expectedPages: 1 });
});

test("checks that end at the same time are written together", async () => {
  const all = await Promise.all(Array.from({ length: 30 }, () => claimed(2)));
  const writes: number[] = [];
  const recorder = createRecorder({
    write: (parts) => {
      writes.push(parts.length);
      return recordBatch(parts);
    },
  });
  await Promise.all(
    all.map(async ({ check, pages }) => {
      const own = recorder.of(check, 2);
      for (const page of pages) await own.add(seen(page, 10));
      await own.end({ status: "finished" });
    }),
  );
  expect(writes).toEqual([30]);
  for (const { check } of all)
    expect(await readCheck(check.id)).toMatchObject({ status: "completed", newPages: 2 });
});

test("what the database refuses of one check spoils no other", async () => {
  const good = await claimed(1);
  const bad = await claimed(1);
  const recorder = createRecorder();
  const ends = [good, bad].map(async ({ check, pages }) => {
    const own = recorder.of(check, 1);
    const result = seen(pages[0]!, 10);
    await own.add(check === bad.check ? { ...result, statusCode: 99_999 } : result);
    await own.end({ status: "finished" });
  });
  const [kept, refused] = await Promise.allSettled(ends);
  expect(kept?.status).toBe("fulfilled");
  expect(refused).toMatchObject({ status: "rejected", reason: { cause: { code: "22003" } } });
  expect(await readCheck(good.check.id)).toMatchObject({ status: "completed", newPages: 1 });
  expect(await readCheck(bad.check.id)).toMatchObject({ status: "running", newPages: 0 });
});

test("who lost a check is told so, and the others are written", async () => {
  const mine = await claimed(1);
  const taken = await claimed(1);
  await db().execute(sql`update checks set attempt = attempt + 1 where id = ${taken.check.id}`);
  const recorder = createRecorder();
  const ends = [mine, taken].map(async ({ check, pages }) => {
    const own = recorder.of(check, 1);
    await own.add(seen(pages[0]!, 10));
    await own.end({ status: "finished" });
  });
  await expect(ends[1]).rejects.toThrow(CheckTakenError);
  await ends[0];
  expect(await readCheck(mine.check.id)).toMatchObject({ status: "completed" });
  expect(await readCheck(taken.check.id)).toMatchObject({ status: "running", newPages: 0 });
});

test("large pages are written a few megabytes at a time, and none is left behind", async () => {
  const { check, pages } = await claimed(20);
  const recorder = createRecorder().of(check, 20);
  for (const page of pages) await recorder.add(seen(page, 3 * 2 ** 20));
  // Without being asked: whatever waits is written in time.
  await vi.waitFor(async () => expect((await readCheck(check.id)).newPages).toBe(20), {
    timeout: 20_000,
    interval: 20,
  });
  expect(Math.max(...(await batches(check.id)))).toBeLessThanOrEqual(2);
  expect((await storedContents(check.monitorId)).count).toBe(20);
});

test("a page larger than a batch is one of its own", async () => {
  const { check, pages } = await claimed(3);
  const recorder = createRecorder().of(check, 3);
  for (const page of pages) await recorder.add(seen(page, 12 * 2 ** 20));
  await recorder.flush();
  expect(await batches(check.id)).toEqual([1, 1, 1]);
});
