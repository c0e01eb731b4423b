import postgres from "postgres";
import { listAudit, listAuditPeople } from "#lib/audit/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { closeDatabase, useDatabase as openDatabase } from "#lib/db/client.ts";
import { migrate } from "#lib/db/migrate.ts";
import { startProduct } from "#testing/product.ts";
import { PASSWORD } from "../../scripts/seed/people.ts";
import { seedTeam } from "../../scripts/seed/seed-team.ts";
import { scaled } from "../../scripts/seed/sizes.ts";
import { type Server, WATCHER } from "../ground.ts";
import { measure, type Query } from "../queries.ts";
import { fact, type Section } from "../report.ts";
import { measureWork } from "./at-work.ts";
import { oftenChanged, storeDeepPage, veryLong } from "./deep-pages.ts";
import { historyLines } from "./history-reads.ts";
import { inboxReads } from "./inbox-reads.ts";

/** What a team of a real size waits for when it reviews what changed. */
export async function benchDesk(server: Server, quick: boolean): Promise<Section> {
  const url = await server.database("bench_desk");
  await migrate(url);
  await openDatabase(url);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const scale = quick ? 0.05 : 1;
  const rounds = quick ? 2 : 5;
  try {
    const began = performance.now();
    const { teamId, people, owner } = await seedTeam(sql, scaled(scale));
    const seeded = fact("npm run seed", (performance.now() - began) / 1000, "s");
    const actor = {
      kind: "user" as const,
      userId: people[0]?.id ?? "",
      email: owner,
      role: "owner" as const,
    };
    const ctx: Ctx = { teamId, actor, requestId: "bench" };
    const often = await storeDeepPage(sql, teamId, "Often changed", oftenChanged(quick ? 500 : 5000));
    const long = await storeDeepPage(sql, teamId, "Very long", veryLong(20_000, quick ? 20 : 200));
    await sql`update changes set item_id = '00000000-0000-0000-0000-000000000000' where item_id is null`;
    await sql`vacuum analyze`;
    const reads = [
      ...(await measure(await inboxReads(ctx, scale), rounds)),
      ...(await measure(auditQueries(ctx), rounds)),
      ...(await historyLines(ctx, { often, long }, rounds)),
    ];
    const product = await startProduct({ env: { ...WATCHER, DATABASE_URL: url } });
    const work = await measureWork(product, { email: owner, password: PASSWORD }, quick).finally(() =>
      product.remove(),
    );
    return {
      title: "At the desk of a team of a real size",
      about:
        "npm run seed's team: 20 people, 500 monitors, 200,000 checks, 1,000,000 pages of checks of 100,000 watched pages, " +
        "100,000 changes, of which 30,000 are open; beside it a page with 5,000 versions and one of 20,000 lines with 200. " +
        "p95 of each verb; two people in two real browsers.",
      lines: [seeded, ...reads, ...work],
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
