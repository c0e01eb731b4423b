import { expect, type Page } from "@playwright/test";
import { eq, sql } from "drizzle-orm";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { checks } from "#lib/db/schema.ts";
import { createMonitor, type Monitor, toMonitorAnswer } from "#lib/monitor/index.ts";
import { CreateMonitor } from "#lib/monitor/model.ts";
import { storeCheck } from "../testing/stored-checks.ts";
import type { Person } from "./person.ts";

/** A daily monitor of these URLs: by itself it does nothing while a test looks at it. */
export function watch(person: Person, name: string, urls: string[]): Promise<Monitor> {
  const body = { name, schedule: { cron: "0 3 * * *" }, targets: [{ type: "scrape", urls }] };
  return createMonitor(person.ctx, CreateMonitor.parse(body));
}

/** Opens a page and waits until it answers: before, a key or a click would reach nobody. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator("main time").first()).not.toContainText("UTC");
}

/** Runs the monitor on screen by its key. A key does not wait as a click does: pressed too soon it runs nothing. */
export async function pressRun(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "Run now" })).toBeEnabled();
  await page.keyboard.press("r");
}

/** Asks for a run as a customer's program does. */
export async function runByApi(url: string, key: string, monitorId: string): Promise<Response> {
  return fetch(`${url}/v2/monitor/${monitorId}/run`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
  });
}

/** An ended check of one page that changed so. */
export function storeChange(ctx: Ctx, monitor: Monitor, before: string, after: string) {
  return storeCheck(ctx, toMonitorAnswer(monitor), { found: [{ status: "changed", before, after }] });
}

/** What these monitors were charged, on each of the last thirty days but every fifth. */
export async function storeCharges(ctx: Ctx, monitors: Monitor[]): Promise<void> {
  for (const [index, { id }] of monitors.entries()) {
    await db().execute(sql`
      insert into credit_days (team_id, day, monitor_id, credits)
      select ${ctx.teamId}, (now() at time zone 'utc')::date - n, ${id}, 40 + (n * 37 + ${index}::int * 11) % 90
      from generate_series(0, 29) n where n % 5 <> 2`);
  }
}

/** An ended check of very many pages, every hundredth of them an error. */
export async function storeLargeCheck(ctx: Ctx, monitor: Monitor, pages: number): Promise<string> {
  const { checkId } = await storeCheck(ctx, toMonitorAnswer(monitor));
  const targetId = monitor.targets[0]!.id;
  await db().execute(sql`
    insert into pages (id, team_id, monitor_id, target_id, url, url_hash)
    select gen_random_uuid(), ${ctx.teamId}, ${monitor.id}, ${targetId},
      'https://example.com/page/' || n, sha256(('https://example.com/page/' || n)::bytea)
    from generate_series(1, ${pages}::int) n`);
  await db().execute(sql`
    insert into check_pages (id, check_id, team_id, target_id, page_id, status, status_code, duration_ms, size, error)
    select gen_random_uuid(), ${checkId}, team_id, target_id, id,
      (case when url like '%00' then 'error' else 'same' end)::page_status, 200, 120, 3000,
      case when url like '%00' then 'The server answered 503 Service Unavailable.' end
    from pages where monitor_id = ${monitor.id}`);
  const errors = Math.floor(pages / 100);
  const targetCounts = { [`${targetId}.same`]: pages - errors, [`${targetId}.error`]: errors };
  await db()
    .update(checks)
    .set({
      samePages: pages - errors,
      errorPages: errors,
      expectedPages: pages,
      targetCounts,
      status: "partial",
    })
    .where(eq(checks.id, checkId));
  return checkId;
}
