import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Tx } from "#lib/db/client.ts";
import type { DELIVERY_EVENTS } from "#lib/statuses.ts";

/** Something that happened, of which a monitor's webhook may want to know. */
export type Happening = {
  checkId: string;
  event: (typeof DELIVERY_EVENTS)[number];
  /** The result of a page, for an event of one. */
  checkPageId?: string;
};

/**
 * Plans what is to be told of these, in the transaction that records them: a delivery and its job are there when they are,
 * and of none twice. Of monitors without a webhook, or whose webhook does not ask for it, nothing is written. Page results
 * that were recorded before (by a worker that died) are told already.
 */
export async function planDeliveries(tx: Tx, happenings: Happening[]): Promise<void> {
  if (happenings.length === 0) return;
  const rows = happenings.map(({ checkId, event, checkPageId = null }) => ({
    id: uuidv7(),
    check_id: checkId,
    event,
    check_page_id: checkPageId,
  }));
  await tx.execute(sql`
    with planned as (
      insert into deliveries (id, team_id, monitor_id, check_id, check_page_id, channel, event, status, reason, finished_at)
      select r.id, c.team_id, c.monitor_id, c.id, r.check_page_id, 'webhook', r.event,
        case when e.switched_off_at is null then 'queued' else 'skipped' end,
        case when e.switched_off_at is not null then 'The endpoint is switched off: ' || coalesce(e.reason, 'it failed too often') end,
        case when e.switched_off_at is not null then now() end
      from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, check_id uuid, event text, check_page_id uuid)
      join checks c on c.id = r.check_id
      join monitors m on m.id = c.monitor_id and m.status <> 'deleted' and m.webhook -> 'events' ? r.event
      left join webhook_endpoints e on e.monitor_id = m.id
      where r.check_page_id is null
        or exists (select 1 from check_pages p where p.check_id = r.check_id and p.id = r.check_page_id)
      order by r.id
      on conflict do nothing
      returning id, event, status)
    select count(graphile_worker.add_job('deliver', json_build_object('id', id), job_key => id::text, max_attempts => 25,
      -- What a check found at its pages is told before its end.
      priority => case event when 'monitor.page' then 0 else 1 end))
    from planned where status = 'queued'`);
}

/** Nothing more is told of a monitor that was deleted. */
export async function cancelDeliveries(tx: Tx, monitorId: string): Promise<void> {
  await tx.execute(sql`
    update deliveries set status = 'cancelled', reason = 'The monitor was deleted.', finished_at = now()
    where monitor_id = ${monitorId} and status = 'queued'`);
}

/** How the endpoint of a monitor fared so far counts no more: what was switched off is on again. */
export async function forgetEndpoint(tx: Tx, monitorId: string): Promise<void> {
  await tx.execute(sql`delete from webhook_endpoints where monitor_id = ${monitorId}`);
}
