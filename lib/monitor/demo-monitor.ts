import { count, eq } from "drizzle-orm";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { monitors } from "#lib/db/schema.ts";
import { demoSite } from "#lib/demo-site.ts";
import { env } from "#lib/env.ts";
import { TidemarkError } from "#lib/errors.ts";
import { createMonitor } from "#lib/monitor/create-monitor.ts";

/**
 * Gives a team that never had a monitor one of the demo site, where TIDEMARK_DEMO is on: the first press of
 * Run now then shows something real.
 */
export async function createDemoMonitor(teamId: string): Promise<void> {
  if (!env().TIDEMARK_DEMO) return;
  const [row] = await db().select({ had: count() }).from(monitors).where(eq(monitors.teamId, teamId));
  if (row?.had !== 0) return;
  const ctx: Ctx = { teamId, actor: { kind: "system", job: "demo" }, requestId: "demo" };
  const site = demoSite(env());
  try {
    await createMonitor(ctx, {
      name: "Demo: the harbour shop",
      schedule: { text: "every 30 minutes" },
      targets: [{ type: "scrape", urls: [site, `${site}/changelog`] }],
    });
  } catch (error) {
    // A team without a credit can do without a demo of what credits are for.
    if (!(error instanceof TidemarkError && error.code === "PAYMENT_REQUIRED")) throw error;
  }
}
