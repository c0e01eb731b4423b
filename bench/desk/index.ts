import postgres from "postgres";
import { listAudit, listAuditPeople } from "#lib/audit/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { closeDatabase, useDatabase as openDatabase } from "#lib/db/client.ts";
import { migrate } from "#lib/db/migrate.ts";
import { listPageVersions } from "#lib/page/index.ts";
import { seedTeam } from "../../scripts/seed/seed-team.ts";
import { scaled } from "../../scripts/seed/sizes.ts";
import type { Server } from "../ground.ts";
import { measure, type Query } from "../queries.ts";
import { atMost, fact, type Line, type Section } from "../report.ts";
import { type DeepPage, oftenChanged, storeDeepPage, veryLong } from "./deep-pages.ts";

/** What a team of a real size waits for when it reviews what changed. */
export async function benchDesk(server: Server, quick: boolean): Promise<Section> {
  const url = await server.database("bench_desk");
  await migrate(url);
  await openDatabase(url);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const began = performance.now();
    const { teamId } = await seedTeam(sql, scaled(quick ? 0.05 : 1));
    const seeded = fact("npm run seed", (performance.now() - began) / 1000, "s");
    const ctx: Ctx = { teamId, actor: { kind: "system", job: "bench" }, requestId: "bench" };
    const often = await storeDeepPage(sql, teamId, "Often changed", oftenChanged(quick ? 500 : 5000));
    await storeDeepPage(sql, teamId, "Very long", veryLong(20_000, quick ? 20 : 200));
    await sql`vacuum analyze`;
    const rounds = quick ? 2 : 5;
    return {
      title: "At the desk of a team of a real size",
      about:
        "npm run seed's team: 20 people, 500 monitors, 200,000 checks, 1,000,000 pages of checks of 100,000 watched pages, " +
        "100,000 changes; beside it a page with 5,000 versions and one of 20,000 lines with 200. p95 of each verb.",
      lines: [seeded, ...(await measure(auditQueries(ctx), rounds)), ...(await historyLines(ctx, often))],
    };
  } finally {
    await Promise.all([sql.end(), closeDatabase()]);
  }
}

function auditQueries(ctx: Ctx): Query[] {
  const first = { limit: 50 };
  return [
    { what: "audit log, first 50", ask: () => listAudit(ctx, {}, first) },
    { what: "audit log, two words", ask: () => listAudit(ctx, { search: "ran prices" }, first) },
    { what: "audit log, words that nothing has", ask: () => listAudit(ctx, { search: "zebra" }, first) },
    { what: "audit log, everybody it tells of", ask: () => listAuditPeople(ctx) },
  ];
}

/** All versions of a page, as its time line is drawn from them. */
async function historyLines(ctx: Ctx, { monitorId, pageId, versions }: DeepPage): Promise<Line[]> {
  const began = performance.now();
  let seen = 0;
  for (let cursor: string | undefined; ; ) {
    const page = await listPageVersions(ctx, monitorId, pageId, { limit: 100, ...(cursor && { cursor }) });
    seen += page.versions.length;
    cursor = page.versions.at(-1)?.id;
    if (!page.more) break;
  }
  if (seen !== versions) throw new Error(`Of ${versions} versions ${seen} were listed.`);
  const took = performance.now() - began;
  return [atMost(`all ${versions.toLocaleString("en")} versions of a page`, took, "ms", { max: 500 })];
}
