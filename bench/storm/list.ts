import postgres from "postgres";
import { readHistory } from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { countMonitors, listMonitors } from "#lib/monitor/index.ts";
import { measure, type Query } from "../queries.ts";
import { fact, type Line } from "../report.ts";

type List = Parameters<typeof listMonitors>[1];

/** As many bars as the dashboard's list shows of each monitor. */
const HISTORY = 30;
const FIRST = { limit: 25, offset: 0 };
/** The text of each monitor's name and address has it, that of a fifth has it, and none has it. */
const WORDS = { everywhere: "shop", fifth: "prices", nowhere: "zebra" };

/** What the list of monitors asks for at 100,000 of one team: one page of it, its total and the history of each. */
export async function measureLists(ctx: Ctx, url: string, quick: boolean): Promise<Line[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [some] = await sql<{ word: string }[]>`
      select split_part(name, ' ', 4) as word from monitors where team_id = ${ctx.teamId} and name like '% of shop %'
      offset 4321 limit 1`;
    if (!some) throw new Error("The monitors were not filled as they should be.");
    const firstAsks = [];
    for (const word of Object.values(WORDS)) firstAsks.push(await firstAsk(ctx, word));
    const lines = await measure(queries(ctx, some.word), quick ? 2 : 5);
    return [
      ...lines,
      fact("the first time a search is counted", Math.max(...firstAsks), "ms", { note: FIRST_NOTE }),
    ];
  } finally {
    await sql.end();
  }
}

const FIRST_NOTE = `the slowest of "${Object.values(WORDS).join('", "')}", before its total is kept`;

async function firstAsk(ctx: Ctx, search: string): Promise<number> {
  const began = performance.now();
  await countMonitors(ctx, { search });
  return performance.now() - began;
}

function queries(ctx: Ctx, rare: string): Query[] {
  const page = (more: Partial<List>) => async () => {
    const list = { ...FIRST, ...more };
    const [monitors] = await Promise.all([listMonitors(ctx, list), countMonitors(ctx, list)]);
    const ids = monitors.map(({ id }) => id);
    if (ids.length > 0) await readHistory(ctx, ids, HISTORY);
  };
  const what = (how: string) => `list of 100,000 monitors, ${how}`;
  return [
    { what: what("first 25"), ask: page({}) },
    { what: what("by name"), ask: page({ sort: "name" }) },
    { what: what("by last run"), ask: page({ sort: "lastRun" }) },
    { what: what("by next run"), ask: page({ sort: "nextRun" }) },
    { what: what("active ones"), ask: page({ status: "active" }) },
    { what: what("paused ones"), ask: page({ status: "paused" }) },
    { what: what("search: a word of one monitor"), ask: page({ search: rare }) },
    { what: what("search: a word of every fifth"), ask: page({ search: WORDS.fifth }) },
    { what: what("search: a word of all"), ask: page({ search: WORDS.everywhere }) },
    { what: what("search: a word of none"), ask: page({ search: WORDS.nowhere }) },
    { what: what("its total alone"), ask: () => countMonitors(ctx, {}) },
  ];
}
