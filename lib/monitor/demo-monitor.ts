import { asc, count, eq } from "drizzle-orm";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { monitors } from "#lib/db/schema.ts";
import { demoUrls, isDemoUrl } from "#lib/demo-addresses.ts";
import { env } from "#lib/env.ts";
import { TidemarkError } from "#lib/errors.ts";
import { createMonitor } from "#lib/monitor/create-monitor.ts";
import { existing, type MonitorRow } from "#lib/monitor/read-monitors.ts";

/** Nobody has more monitors of a demo of three pages. */
const OLDEST = 10;

/**
 * Gives a team that never had a monitor one of the demo site, where TIDEMARK_DEMO is on: somebody new then has real
 * changes to read.
 * @returns whether it made one just now
 */
export async function createDemoMonitor(teamId: string): Promise<boolean> {
  const settings = env();
  if (!settings.TIDEMARK_DEMO) return false;
  const [row] = await db().select({ had: count() }).from(monitors).where(eq(monitors.teamId, teamId));
  if (row?.had !== 0) return false;
  const ctx: Ctx = { teamId, actor: { kind: "system", job: "demo" }, requestId: "demo" };
  try {
    await createMonitor(ctx, {
      name: "Demo: the harbour shop",
      schedule: { text: "every 30 minutes" },
      targets: [{ type: "scrape", urls: demoUrls(settings) }],
    });
    return true;
  } catch (error) {
    // A team without a credit can do without a demo of what credits are for.
    if (!(error instanceof TidemarkError && error.code === "PAYMENT_REQUIRED")) throw error;
    return false;
  }
}

/** The team's monitor of the demo site, if it still has it: the first it ever had. */
export async function readDemoMonitor(ctx: Pick<Ctx, "teamId">): Promise<MonitorRow | null> {
  const [first] = await db().select().from(monitors).where(existing(ctx)).orderBy(asc(monitors.id)).limit(1);
  return first && isOfDemo(first) ? first : null;
}

/** Whether the team watches anything beside the demo site. Only its oldest monitors are looked at. */
export async function hasOwnMonitor(ctx: Pick<Ctx, "teamId">): Promise<boolean> {
  const oldest = await db()
    .select({ targets: monitors.targets })
    .from(monitors)
    .where(existing(ctx))
    .orderBy(asc(monitors.id))
    .limit(OLDEST);
  return oldest.some((monitor) => !isOfDemo(monitor));
}

/** Whether a monitor watches pages of the demo site and nothing else. */
function isOfDemo({ targets }: Pick<MonitorRow, "targets">): boolean {
  const urls = targets.flatMap((target) => ("urls" in target ? target.urls : [""]));
  return urls.length > 0 && urls.every((url) => isDemoUrl(url, env()));
}
