import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { RESULT_RANK, RESULT_RANKS } from "#lib/db/result-rank.ts";
import { monitors, monitorTexts } from "#lib/db/schema.ts";
import { columns, existing, type Monitor } from "#lib/monitor/read-monitors.ts";
import { containsAll, containsAllAsRead, containsAllIn, wordsOf } from "#lib/monitor/search-words.ts";
import { readTeamMonitors } from "#lib/monitor/team-monitors.ts";

export type MonitorList = {
  limit: number;
  offset: number;
  /** Words that the name or a target must contain. */
  search?: string | undefined;
  status?: "active" | "paused" | undefined;
  /** What the last run came to: something changed, or something could not be read. */
  result?: keyof typeof RESULT_RANKS | undefined;
  /** Only these. */
  ids?: string[] | undefined;
  /** `match` puts what a search finds by its name before what it finds elsewhere; without a search it is `lastRun`. */
  sort?: "newest" | "name" | "lastRun" | "nextRun" | "result" | "match" | undefined;
};

const resultRank = sql.raw(RESULT_RANK);

// Each is the order of an index of monitors.
const ORDERS = {
  newest: [desc(monitors.id)],
  name: [asc(sql`lower(${monitors.name})`), desc(monitors.id)],
  lastRun: [sql`${monitors.lastRunAt} desc nulls last`, desc(monitors.id)],
  result: [sql`${resultRank} desc`, sql`${monitors.lastRunAt} desc nulls last`, desc(monitors.id)],
  nextRun: [sql`${monitors.nextRunAt} asc nulls last`, desc(monitors.id)],
};

// As literals, so that a plan for any parameters may use the index of the paused ones.
const STATUS_IS = {
  active: sql`${monitors.status} = 'active'`,
  paused: sql`${monitors.status} = 'paused'`,
};

/** How many monitors a search looks at one by one, in the order of the list, before it asks for all that match. */
const LOOKED_AT = 1000;

/** The team's monitors, newest first unless sorted otherwise. */
export async function listMonitors(ctx: Ctx, list: MonitorList): Promise<Monitor[]> {
  authorize(ctx, "listMonitors");
  const words = wordsOf(list.search);
  if (words.length === 0) return readPage(list, every(ctx, list));
  await readTeamMonitors(ctx);
  if (list.sort === "match") return readBestMatches(ctx, list, words);
  // A word that many monitors have fills the page from the first of them; a rare one is found by its index.
  const near = await readPage(list, foundAmongTheFirst(ctx, list, words));
  if (near.length === list.limit) return near;
  return readPage(list, found(ctx, list, words));
}

/** Reads one page of some monitors. Their ids are chosen first: what is skipped is not asked for its check. */
function readPage({ sort, limit, offset }: MonitorList, some: SQL): Promise<Monitor[]> {
  const chosen = sql<{ id: string }>`(
    select ${monitors.id} from ${some} order by ${orderOf(sort)} limit ${limit} offset ${offset}) chosen`;
  return db()
    .select(columns)
    .from(chosen)
    .innerJoin(monitors, sql`${monitors.id} = chosen.id`)
    .orderBy(orderOf(sort));
}

const orderOf = (sort: MonitorList["sort"] = "newest") =>
  sql.join(ORDERS[sort === "match" ? "lastRun" : sort], sql`, `);

/**
 * What a search finds, the best first: a name that is what was written, one that begins so, one that has all words, and then
 * what has them elsewhere; of equals the newest. All of it stands in the texts, of which the name is the first line.
 */
async function readBestMatches(ctx: Ctx, list: MonitorList, words: string[]): Promise<Monitor[]> {
  const { status, result, ids, limit, offset } = list;
  const isNarrowed = result !== undefined || ids !== undefined;
  const name = sql`split_part(${monitorTexts.text}, E'\\n', 1)`;
  const written = sql`lower(${words.join(" ")})`;
  const rank = sql`case when ${name} = ${written} then 0 when starts_with(${name}, ${written}) then 1
    when ${containsAllIn(name, words)} then 2 else 3 end`;
  const best = sql<{ id: string; rank: number }>`(
    select ${monitorTexts.monitorId} as id, ${rank} as rank from ${monitorTexts}
    where ${and(
      eq(monitorTexts.teamId, ctx.teamId),
      status && eq(monitorTexts.status, status),
      isNarrowed
        ? sql`${monitorTexts.monitorId} in (select ${monitors.id} from ${every(ctx, list)})`
        : undefined,
      containsAll(words),
    )}
    order by rank, id desc limit ${limit} offset ${offset}) best`;
  return db()
    .select(columns)
    .from(best)
    .innerJoin(monitors, sql`${monitors.id} = best.id`)
    .where(existing(ctx))
    .orderBy(sql`best.rank, best.id desc`);
}

/** Which monitors a list has, but for the words that it searches. */
export function listed(ctx: Ctx, { status, result, ids }: Pick<MonitorList, "status" | "result" | "ids">) {
  return and(
    existing(ctx),
    status && STATUS_IS[status],
    result && sql`${resultRank} = ${sql.raw(String(RESULT_RANKS[result]))}`,
    ids && inArray(monitors.id, ids),
  );
}

const every = (ctx: Ctx, list: MonitorList): SQL => sql`${monitors} where ${listed(ctx, list)}`;

function foundAmongTheFirst(ctx: Ctx, list: MonitorList, words: string[]): SQL {
  const first = sql`
    select ${monitors.id}, ${monitors.name}, ${monitors.lastRunAt}, ${monitors.nextRunAt},
      ${monitors.lastCheckSummary}
    from ${every(ctx, list)}
    order by ${orderOf(list.sort)} limit ${sql.raw(String(LOOKED_AT))}`;
  // As a value and not as a join, or the plan might start from the texts and read them all.
  return sql`(${first}) as monitors where (
    select ${containsAllAsRead(words)} from ${monitorTexts}
    where ${monitorTexts.teamId} = ${ctx.teamId} and ${monitorTexts.monitorId} = ${monitors.id})`;
}

function found(ctx: Ctx, list: MonitorList, words: string[]): SQL {
  return sql`${every(ctx, list)} and ${monitors.id} in (
    select ${monitorTexts.monitorId} from ${monitorTexts}
    where ${monitorTexts.teamId} = ${ctx.teamId} and ${containsAll(words)})`;
}
