import { and, eq, isNull, sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/client.ts";
import { channels } from "#lib/db/schema.ts";
import type { Notification } from "#lib/delivery/model.ts";

export type HearingChannel = Pick<typeof channels.$inferSelect, "id" | "name" | "kind" | "rule" | "timing">;

/**
 * The channels that hear of a monitor, paused ones left out: those of all monitors, those that name this one, and the Slack
 * channel that the monitor itself names (contract: notification.slack) by the id it has in Slack or here, or by its name.
 */
export async function whoHears(
  tx: Pick<Queryable, "select">,
  monitor: { id: string; teamId: string; notification: Notification | null },
): Promise<HearingChannel[]> {
  const slack = monitor.notification?.slack;
  const { channelId, channelName } = slack?.enabled ? slack : {};
  const isNamed = sql`${channels.kind} = 'slack' and (
    ${channels.settings} ->> 'channelId' = ${channelId ?? null}
    or ${channels.id}::text = lower(${channelId ?? null}::text)
    or lower(ltrim(${channels.name}, '#')) = lower(ltrim(${channelName ?? null}::text, '#')))`;
  return tx
    .select({
      id: channels.id,
      name: channels.name,
      kind: channels.kind,
      rule: channels.rule,
      timing: channels.timing,
    })
    .from(channels)
    .where(
      and(
        eq(channels.teamId, monitor.teamId),
        isNull(channels.pausedAt),
        sql`(${channels.allMonitors} or (${isNamed}) or exists (
          select 1 from channel_monitors n where n.channel_id = ${channels.id} and n.monitor_id = ${monitor.id}))`,
      ),
    )
    .orderBy(channels.id);
}
