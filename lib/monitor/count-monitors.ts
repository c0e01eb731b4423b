import { and, count, eq, sql } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { monitors, monitorTexts, teamMonitors } from "#lib/db/schema.ts";
import { listed, type MonitorList } from "#lib/monitor/list-monitors.ts";
import { containsAll, containsAllAsRead, wordsOf } from "#lib/monitor/search-words.ts";
import { readTeamMonitors } from "#lib/monitor/team-monitors.ts";

type Counted = Pick<MonitorList, "search" | "status" | "result" | "ids">;

/** How many monitors a list has in all. */
export async function countMonitors(ctx: Ctx, list: Counted): Promise<number> {
  authorize(ctx, "listMonitors");
  const { search, status } = list;
  const { active, paused, edition } = await readTeamMonitors(ctx);
  const words = wordsOf(search);
  if (list.result || list.ids) return countOneByOne(ctx, list, words);
  if (words.length > 0) return countFound(ctx, words, status, edition);
  if (status) return { active, paused }[status];
  return active + paused;
}

/** What changes with every check is not worth remembering a total of. */
async function countOneByOne(ctx: Ctx, list: Counted, words: string[]): Promise<number> {
  const found = sql`${monitors.id} in (
    select ${monitorTexts.monitorId} from ${monitorTexts}
    where ${monitorTexts.teamId} = ${ctx.teamId} and ${containsAll(words)})`;
  const [row] = await db()
    .select({ total: count() })
    .from(monitors)
    .where(and(listed(ctx, list), words.length > 0 ? found : undefined));
  return row?.total ?? 0;
}

/**
 * Totals of searches, each of one edition of its team's monitors: the pages of one list, and everybody who looks at
 * it, ask for the same again and again, and counting a word that 100,000 monitors have takes a while.
 */
const totals = new Map<string, { edition: number; total: number }>();
const MAX_TOTALS = 500;

async function countFound(
  ctx: Ctx,
  words: string[],
  status: Counted["status"],
  edition: number,
): Promise<number> {
  const key = JSON.stringify([ctx.teamId, status, words]);
  const known = totals.get(key);
  if (known?.edition === edition) return known.total;
  const holds = (await isCommon(ctx, words)) ? containsAllAsRead(words) : containsAll(words);
  const [row] = await db()
    .select({
      total: count(),
      // Of the very moment of counting, which may be later than when it was asked for above.
      edition: sql<number>`(select edition::float8 from ${teamMonitors} where team_id = ${ctx.teamId})`,
    })
    .from(monitorTexts)
    .where(and(eq(monitorTexts.teamId, ctx.teamId), status && eq(monitorTexts.status, status), holds));
  if (!row) return 0;
  totals.delete(key);
  totals.set(key, row);
  for (const oldest of totals.keys()) {
    if (totals.size <= MAX_TOTALS) break;
    totals.delete(oldest);
  }
  return row.total;
}

const SAMPLE = 1000;

/** Whether more than one in twenty of the newest monitors has these words. */
async function isCommon(ctx: Ctx, words: string[]): Promise<boolean> {
  const sample = sql`
    select ${monitorTexts.text} from ${monitorTexts} where ${monitorTexts.teamId} = ${ctx.teamId}
    order by ${monitorTexts.monitorId} desc limit ${sql.raw(String(SAMPLE))}`;
  const [row] = await db().execute<{ common: boolean }>(sql`
    select count(*) filter (where ${containsAllAsRead(words)}) * 20 > count(*) as common
    from (${sample}) as monitor_texts`);
  return row?.common ?? false;
}
