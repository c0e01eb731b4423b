import { sql } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import type { Site } from "#lib/target/crawl/frontier.ts";

/** Of pages known before that a check has not recorded: those that are gone, and how many were not reached, by reason. */
export type Missing = { gone: string[]; reasons: Record<string, number> };

type Row = { url: string; state: string | null; reason: string | null };

/**
 * @param unfinished why what was not found may still be there; null when the crawl saw the whole site, so that it is gone
 */
export async function findMissing(site: Site, unfinished: string | null): Promise<Missing> {
  const { monitorId, targetId, checkId } = site;
  const rows = await db().execute<Row>(sql`
    select p.url, u.state, u.reason
    from pages p
    left join crawl_urls u on u.monitor_id = p.monitor_id and u.target_id = p.target_id
      and u.check_id = ${checkId}::uuid and u.url = p.url
    where p.monitor_id = ${monitorId}::uuid and p.target_id = ${targetId}::uuid
      and p.first_seen_at is not null and p.removed_at is null
      and not exists (select 1 from check_pages c where c.check_id = ${checkId}::uuid and c.page_id = p.id)
    order by p.id`);
  const missing: Missing = { gone: [], reasons: {} };
  for (const row of rows) {
    const reason = reasonOf(row, unfinished);
    if (reason === null) missing.gone.push(row.url);
    else missing.reasons[reason] = (missing.reasons[reason] ?? 0) + 1;
  }
  return missing;
}

function reasonOf({ state, reason }: Row, unfinished: string | null): string | null {
  // One that only leads to another page now is none any more.
  if (state === null || state === "dropped") return unfinished;
  if (state === "skipped") return reason;
  return unfinished ?? "crawl ended early";
}
