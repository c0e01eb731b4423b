import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { startCheck } from "#lib/check/index.ts";
import { db } from "#lib/db/client.ts";
import { type TrackedPage, trackPages } from "#lib/page/index.ts";
import { newMonitor, readCheck, storedContents } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import type { PageResult } from "./check-page.ts";
import { type ClaimedCheck, claimCheck } from "./claim-check.ts";
import { pageWriter } from "./page-writer.ts";

ownDatabase();

async function claimed(count: number): Promise<{ check: ClaimedCheck; pages: TrackedPage[] }> {
  const ctx = await newTeam();
  const urls = Array.from({ length: count }, (_, index) => `https://example.com/${index}`);
  const monitor = await newMonitor(ctx, urls);
  const { id } = await startCheck(ctx, monitor.id);
  const check = await claimCheck(id);
  if (!check) throw new Error("the check could not be claimed");
  const source = {
    teamId: ctx.teamId,
    monitorId: monitor.id,
    targetId: monitor.targets[0]?.id ?? "",
    checkId: id,
  };
  return { check, pages: await trackPages(source, urls) };
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
    content: { hash, kind: "markdown", size: bytes, content },
    described: { title: null, contentType: null },
    fetched: { bodyHash: hash, etag: null, lastModified: null, validatorsUrl: null, fingerprint: "f" },
    diff: null,
  };
}

/** How many pages each transaction wrote. */
async function batches(checkId: string): Promise<number[]> {
  const rows = await db().execute<{ count: number }>(sql`
    select count(*)::int as count from check_pages where check_id = ${checkId} group by xmin::text order by min(id::text)`);
  return rows.map(({ count }) => count);
}

test("small pages are written a hundred at a time, the first at once", async () => {
  const { check, pages } = await claimed(301);
  const writer = pageWriter(check);
  const [first, ...rest] = pages as [TrackedPage, ...TrackedPage[]];
  await writer.add(seen(first, 10));
  await vi.waitFor(async () => expect((await readCheck(check.id)).newPages).toBe(1), { interval: 5 });
  for (const page of rest) await writer.add(seen(page, 10));
  await writer.close();
  expect(await batches(check.id)).toEqual([1, 100, 100, 100]);
});

test("large pages are written a few megabytes at a time, and none is left behind", async () => {
  const { check, pages } = await claimed(20);
  const writer = pageWriter(check);
  for (const page of pages) await writer.add(seen(page, 3 * 2 ** 20));
  // Without being closed: whatever waits is written in time.
  await vi.waitFor(async () => expect((await readCheck(check.id)).newPages).toBe(20), {
    timeout: 20_000,
    interval: 20,
  });
  expect(Math.max(...(await batches(check.id)))).toBeLessThanOrEqual(2);
  expect((await storedContents(check.monitor.id)).count).toBe(20);
  await writer.close();
});

test("a page larger than a batch is one of its own", async () => {
  const { check, pages } = await claimed(3);
  const writer = pageWriter(check);
  for (const page of pages) await writer.add(seen(page, 12 * 2 ** 20));
  await writer.close();
  expect(await batches(check.id)).toEqual([1, 1, 1]);
});
