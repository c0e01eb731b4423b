import { runToEnd } from "./finished-check.ts";
import { type Ground, onGround, type Server } from "./ground.ts";
import { atMost, fact, type Line, type Section } from "./report.ts";
import type { SiteMode } from "./site/index.ts";

const PAGES = 1000;

/** What a page leaves behind in the database, when it is unchanged and when it is not. */
export function benchBytes(server: Server, quick: boolean): Promise<Section> {
  return onGround(server, "bench_bytes", async (ground) => ({
    title: "Bytes stored per page and check",
    about:
      "Averages over checks of 1,000 pages. A row is pg_column_size of check_pages; growth is of all tables with indexes " +
      "and TOAST, divided by the pages checked.",
    lines: [
      ...unchanged("identical bytes", await stored(ground, "bytes", quick ? 2 : 10)),
      ...unchanged("304", await stored(ground, "etag", quick ? 2 : 10)),
      ...changed(await stored(ground, "changed", quick ? 2 : 5)),
    ],
  }));
}

type Stored = {
  row: number;
  widest: number;
  snapshots: number;
  content: number;
  diff: number;
  growth: number;
};

function unchanged(what: string, { row, widest, content, snapshots, growth }: Stored): Line[] {
  return [
    atMost(`unchanged (${what}), row`, row, "bytes", { max: 300, note: `widest ${widest}` }),
    atMost(`unchanged (${what}), snapshot`, content, "bytes", { max: 0, note: `${snapshots} written` }),
    fact(`unchanged (${what}), growth of the database`, growth, "bytes"),
  ];
}

function changed({ row, diff, content, snapshots, growth }: Stored): Line[] {
  return [
    fact("changed, row without its diff", row - diff, "bytes"),
    fact("changed, diff", diff, "bytes"),
    fact("changed, snapshot", content, "bytes", { note: `${snapshots.toFixed(2)} written per page` }),
    fact("changed, growth of the database", growth, "bytes"),
  ];
}

async function stored(ground: Ground, mode: SiteMode, checks: number): Promise<Stored> {
  const { api, site, sql } = ground;
  const monitorId = await api.createMonitor(mode, site.urls(mode, PAGES));
  const first = await runToEnd(ground, monitorId, "new");
  const before = await totals(ground, monitorId);
  for (let n = 0; n < checks; n++) await runToEnd(ground, monitorId, mode === "changed" ? "changed" : "same");
  const after = await totals(ground, monitorId);
  const [rows] = await sql<{ row: number; widest: number; diff: number }[]>`
    select avg(pg_column_size(cp.*))::float8 as row, max(pg_column_size(cp.*)) as widest,
      coalesce(avg(pg_column_size(cp.diff)), 0)::float8 as diff
    from check_pages cp join checks c on c.id = cp.check_id
    where c.monitor_id = ${monitorId} and c.id <> ${first.checkId}`;
  const perPage = (total: "snapshots" | "content" | "growth") =>
    (after[total] - before[total]) / (checks * PAGES);
  return {
    row: rows?.row ?? 0,
    widest: rows?.widest ?? 0,
    diff: rows?.diff ?? 0,
    snapshots: perPage("snapshots"),
    content: perPage("content"),
    growth: perPage("growth"),
  };
}

async function totals({ sql }: Ground, monitorId: string) {
  const [kept] = await sql<{ snapshots: number; content: number }[]>`
    select count(*)::float8 as snapshots, coalesce(sum(pg_column_size(content)), 0)::float8 as content
    from snapshots where monitor_id = ${monitorId}`;
  const [size] = await sql<{ growth: number }[]>`
    select sum(pg_total_relation_size(c.oid))::float8 as growth
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = 'public'`;
  return { snapshots: kept?.snapshots ?? 0, content: kept?.content ?? 0, growth: size?.growth ?? 0 };
}
