import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import type { Api } from "../api.ts";

/** Who gave up waiting is told with this figure: a median stays true, and a bench ends. */
const PATIENCE_MS = 120_000;

/** Milliseconds from pressing Run until GET check shows the page. */
export async function pressToResult(api: Api, monitorId: string): Promise<number> {
  const began = performance.now();
  const waited = () => performance.now() - began;
  const checkId = await api.run(monitorId);
  while ((await api.check(monitorId, checkId)).pages.length === 0 && waited() < PATIENCE_MS) {
    // Often where a figure is near what is to be reached; seldom where it is far off, so that waiting costs little.
    await sleep(waited() < 500 ? 5 : 100);
  }
  return waited();
}

/**
 * Presses Run once a second, another monitor each time, whether or not the last press has shown its result.
 * @returns what each waited, when all have their result
 */
export async function pressOnceASecond(
  api: Api,
  monitorIds: string[],
  until: { isOver(): boolean },
): Promise<number[]> {
  const pending: Promise<number>[] = [];
  for (const monitorId of monitorIds) {
    if (until.isOver()) break;
    pending.push(pressToResult(api, monitorId));
    await sleep(1000);
  }
  return Promise.all(pending);
}

/** Milliseconds from the moment a schedule's check is due until its page is recorded. */
export async function dueToResult(sql: postgres.Sql, monitorId: string): Promise<number> {
  const began = performance.now();
  const waited = () => performance.now() - began;
  const [{ now = "" } = {}] = await sql<{ now: string }[]>`
    update monitors set next_run_at = now() where id = ${monitorId} returning now()::text`;
  const isRecorded = async () => {
    const rows = await sql`
      select from checks c join check_pages p on p.check_id = c.id
      where c.monitor_id = ${monitorId} and c.created_at >= ${now}::timestamptz`;
    return rows.length > 0;
  };
  while (!(await isRecorded()) && waited() < PATIENCE_MS) await sleep(10);
  return waited();
}
