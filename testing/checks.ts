import { asc, eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect } from "vitest";
import { type CheckRow, listCheckPages, startCheck, toCheckPageAnswer } from "../lib/check/index.ts";
import { claimCheck } from "../lib/check/run/claim.ts";
import { handBack } from "../lib/check/run/hand-back.ts";
import { CheckTakenError } from "../lib/check/run/recorder.ts";
import { runCheck as runClaimed } from "../lib/check/run/run-check.ts";
import { servicesOf } from "../lib/check/run/runner.ts";
import type { Ctx } from "../lib/ctx.ts";
import { db } from "../lib/db/client.ts";
import { checks, creditEntries, snapshots, teamCredits } from "../lib/db/schema.ts";
import { env } from "../lib/env.ts";
import { createConverter } from "../lib/extract/index.ts";
import { createPageFetcher, type PageFetcher } from "../lib/fetch/index.ts";
import { createMonitor, type Monitor } from "../lib/monitor/index.ts";
import { CreateMonitor } from "../lib/monitor/model.ts";
import type { CheckPageAnswer } from "../lib/page/model.ts";
import { type Site, startSite } from "./site.ts";

/** Compares as a worker does; its threads end with the process. */
export const comparer = createConverter();

let fetcher: ReturnType<typeof createPageFetcher> | undefined;
/** Fetches what is no page, such as robots.txt. */
export const files = () => {
  fetcher ??= createPageFetcher(env());
  return fetcher;
};

/** A site and the product's own fetcher for it, for the whole test file. Call once, at the top. */
export function ownSite(): { site: () => Site; fetchPage: PageFetcher } {
  let site: Site | undefined;
  const fetcher = createPageFetcher({ ...env(), TIDEMARK_HOST_CONCURRENCY: 64 });
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(async () => {
    await site?.close();
    await fetcher.close();
  });
  return {
    site: () => {
      if (!site) throw new Error("the site has not started yet");
      return site;
    },
    fetchPage: fetcher.fetchPage,
  };
}

/** An hourly monitor of these URLs; `fields` adds to the body or replaces parts of it. */
export function newMonitor(ctx: Ctx, urls: string[], fields: Record<string, unknown> = {}): Promise<Monitor> {
  const body = {
    name: "Test",
    schedule: { cron: "0 * * * *" },
    targets: [{ type: "scrape", urls }],
    ...fields,
  };
  return createMonitor(ctx, CreateMonitor.parse(body));
}

export async function readCheck(checkId: string): Promise<CheckRow> {
  const [check] = await db().select().from(checks).where(eq(checks.id, checkId));
  if (!check) throw new Error(`there is no check ${checkId}`);
  return check;
}

/** A check's pages as the API answers them, in the order they were recorded. */
export async function readPages(ctx: Ctx, checkId: string): Promise<CheckPageAnswer[]> {
  const { pages } = await listCheckPages(ctx, checkId, { limit: 10_000, skip: 0 });
  return Promise.all(pages.map(toCheckPageAnswer));
}

export type RanCheck = CheckRow & { pages: CheckPageAnswer[] };

/**
 * Carries out a check that waits, here and now, as a worker does: handed back when `shutdown` is aborted.
 * @returns once it is over or handed back; nothing is done for one that does not wait
 */
export async function runCheck(
  checkId: string,
  { fetchPage, shutdown }: { fetchPage: PageFetcher; shutdown: AbortSignal },
): Promise<void> {
  const check = await claimCheck(uuidv7(), checkId);
  if (!check) return;
  try {
    await runClaimed(
      check,
      servicesOf({ fetchPage, compare: comparer.compare, fetchFile: files().fetchFile }),
      shutdown,
    );
  } catch (error) {
    if (error instanceof CheckTakenError) return;
    if (!shutdown.aborted) throw error;
    await handBack([check]);
  }
}

/** Starts a check by hand and carries it out here, as a worker would. */
export async function runNow(ctx: Ctx, monitorId: string, fetchPage: PageFetcher): Promise<RanCheck> {
  const { id } = await startCheck(ctx, monitorId);
  await runCheck(id, { fetchPage, shutdown: new AbortController().signal });
  return { ...(await readCheck(id)), pages: await readPages(ctx, id) };
}

/** Every check of a monitor, oldest first. */
export function checksOf(monitorId: string): Promise<CheckRow[]> {
  return db().select().from(checks).where(eq(checks.monitorId, monitorId)).orderBy(asc(checks.id));
}

/** How many contents of a monitor are stored, and their bytes. */
export async function storedContents(monitorId: string): Promise<{ count: number; bytes: number }> {
  const [row] = await db()
    .select({
      count: sql<number>`count(*)::int`,
      bytes: sql<number>`coalesce(sum(length(${snapshots.content})), 0)::int`,
    })
    .from(snapshots)
    .where(eq(snapshots.monitorId, monitorId));
  return row ?? { count: 0, bytes: 0 };
}

export type Ledger = { available: number; reserved: number; charged: number };

/** A team's balance, after making sure that it is the sum of its entries and that no check was charged twice. */
export async function soundLedger(teamId: string): Promise<Ledger> {
  const [sums] = await db()
    .select({
      available: sql`coalesce(sum(${creditEntries.availableDelta}), 0)`.mapWith(Number),
      reserved: sql`coalesce(sum(${creditEntries.reservedDelta}), 0)`.mapWith(Number),
      charged: sql`coalesce(-sum(${creditEntries.reservedDelta}) filter (where kind = 'confirm'), 0)`.mapWith(
        Number,
      ),
    })
    .from(creditEntries)
    .where(eq(creditEntries.teamId, teamId));
  const [balance] = await db().select().from(teamCredits).where(eq(teamCredits.teamId, teamId));
  expect({ available: sums?.available, reserved: sums?.reserved }).toEqual({
    available: balance?.available ?? 0,
    reserved: balance?.reserved ?? 0,
  });
  const twice = await db().execute(sql`
    select check_id from credit_entries where team_id = ${teamId} and check_id is not null
    group by check_id
    having sum(reserved_delta) < 0 or count(*) filter (where kind = 'confirm') > 1
      or count(*) filter (where kind = 'release') > 1 or count(*) filter (where kind = 'reserve') <> 1`);
  expect(twice).toEqual([]);
  return { available: sums?.available ?? 0, reserved: sums?.reserved ?? 0, charged: sums?.charged ?? 0 };
}
