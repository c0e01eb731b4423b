import { sql } from "drizzle-orm";
import { db } from "#lib/db/client.ts";

/** What became of the webhooks of a check (contract: notificationStatus). */
export type WebhookStatus = {
  attempted: boolean;
  success: boolean;
  delivered: number;
  queued: number;
  failed: number;
  statusCode: number | null;
  error: string | null;
  deliveredAt: string | null;
};

type Row = {
  check_id: string;
  attempted: boolean;
  all_delivered: boolean;
  delivered: number;
  queued: number;
  failed: number;
  status_code: number | null;
  error: string | null;
  delivered_at: string | null;
};

/** By check, of those that had something to tell. */
export async function webhookStatuses(checkIds: string[]): Promise<Map<string, WebhookStatus>> {
  if (checkIds.length === 0) return new Map();
  const rows = await db().execute<Row>(sql`
    select check_id, bool_or(attempts > 0) as attempted, bool_and(status = 'delivered') as all_delivered,
      count(*) filter (where status = 'delivered')::int as delivered,
      count(*) filter (where status = 'queued')::int as queued,
      count(*) filter (where status = 'failed')::int as failed,
      max(finished_at) filter (where status = 'delivered') as delivered_at,
      (array_agg(status_code order by status = 'delivered', id desc))[1] as status_code,
      (array_agg(reason order by status = 'delivered', id desc))[1] as error
    from deliveries
    where check_id in (select value::uuid from json_array_elements_text(${JSON.stringify(checkIds)}::json))
    group by check_id`);
  return new Map(
    rows.map((row) => [
      row.check_id,
      {
        attempted: row.attempted,
        success: row.all_delivered,
        delivered: row.delivered,
        queued: row.queued,
        failed: row.failed,
        statusCode: row.status_code,
        error: row.error,
        deliveredAt: row.delivered_at === null ? null : new Date(row.delivered_at).toISOString(),
      },
    ]),
  );
}
