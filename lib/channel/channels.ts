import { and, count, eq, inArray, ne, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { changesBetween, changesToNew, MASK, recordAudit } from "#lib/audit/index.ts";
import type { ChannelConfig, CreateChannel, UpdateChannel } from "#lib/channel/model.ts";
import { MOST_CHANNELS } from "#lib/channel/model.ts";
import { opened, stored } from "#lib/channel/secrets.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { channelMonitors, channels, monitors, teams } from "#lib/db/schema.ts";
import { badRequest, conflict, notFound } from "#lib/errors.ts";

type Row = typeof channels.$inferSelect;
export type Channel = Omit<Row, "sealed" | "teamId" | "allMonitors"> & {
  readable: boolean;
  monitorIds: string[] | null;
};

/** The team's channels by name, never their secrets. */
export async function listChannels(ctx: Ctx): Promise<Channel[]> {
  authorize(ctx, "listChannels");
  const rows = await db()
    .select()
    .from(channels)
    .where(eq(channels.teamId, ctx.teamId))
    .orderBy(sql`lower(${channels.name})`);
  return withMonitors(rows);
}

async function withMonitors(rows: Row[], tx: Pick<Tx, "select"> = db()): Promise<Channel[]> {
  const ids = rows.filter(({ allMonitors }) => !allMonitors).map(({ id }) => id);
  const named = ids.length
    ? await tx.select().from(channelMonitors).where(inArray(channelMonitors.channelId, ids))
    : [];
  return rows.map(({ sealed, teamId: _, allMonitors, ...row }) => ({
    ...row,
    readable: opened(sealed) !== null,
    monitorIds: allMonitors
      ? null
      : named.filter(({ channelId }) => channelId === row.id).map(({ monitorId }) => monitorId),
  }));
}

/** @throws CONFLICT for a name that is taken · NOT_FOUND for a monitor · BAD_REQUEST for one too many */
export async function createChannel(ctx: Ctx, input: CreateChannel): Promise<Channel> {
  authorize(ctx, "createChannel");
  const { name, config, monitorIds, rule, timing } = input;
  return db().transaction(async (tx) => {
    await holdTeam(tx, ctx);
    const [counted] = await tx
      .select({ channels: count() })
      .from(channels)
      .where(eq(channels.teamId, ctx.teamId));
    if ((counted?.channels ?? 0) >= MOST_CHANNELS) {
      throw badRequest(`A team has at most ${MOST_CHANNELS} channels. Delete one that is not used any more.`);
    }
    const kept = { kind: config.kind, ...stored(config) };
    const more = { allMonitors: monitorIds === null, rule, timing };
    const [row] = await tx
      .insert(channels)
      .values({ id: uuidv7(), teamId: ctx.teamId, name, ...kept, ...more })
      .onConflictDoNothing()
      .returning();
    if (!row) throw taken(name);
    await nameMonitors(tx, ctx, row.id, monitorIds);
    await recordAudit(tx, ctx, {
      action: "channel.created",
      object: audited(row),
      changes: changesToNew({ kind: row.kind, leadsTo: row.hint }),
    });
    return theOne(await withMonitors([row], tx));
  });
}

/** @throws NOT_FOUND · CONFLICT · BAD_REQUEST for a configuration of another kind */
export async function updateChannel(ctx: Ctx, channelId: string, change: UpdateChannel): Promise<Channel> {
  authorize(ctx, "updateChannel");
  return db().transaction(async (tx) => {
    await holdTeam(tx, ctx);
    const before = await getRow(tx, ctx, channelId);
    const { config, monitorIds, paused, name, rule, timing } = change;
    if (config && config.kind !== before.kind) {
      throw badRequest(`This channel is of kind ${before.kind}. Make another channel for ${config.kind}.`);
    }
    if (name && (await isTaken(tx, ctx, name, channelId))) throw taken(name);
    const values = {
      ...(name && { name }),
      ...(rule && { rule }),
      ...(timing && { timing }),
      ...(config && stored(config)),
      ...(monitorIds !== undefined && { allMonitors: monitorIds === null }),
      ...(paused !== undefined && { pausedAt: paused ? (before.pausedAt ?? new Date()) : null }),
    };
    const [row] = await tx.update(channels).set(values).where(eq(channels.id, channelId)).returning();
    if (!row) throw notFound("Channel");
    if (monitorIds !== undefined) await nameMonitors(tx, ctx, channelId, monitorIds);
    const changes = changesBetween(forAudit(before), forAudit(row));
    if (config) changes.push({ field: "secrets", before: MASK, after: MASK });
    if (changes.length > 0 || monitorIds !== undefined) {
      await recordAudit(tx, ctx, { action: "channel.changed", object: audited(row), changes });
    }
    return theOne(await withMonitors([row], tx));
  });
}

/** @throws NOT_FOUND */
export async function deleteChannel(ctx: Ctx, channelId: string): Promise<void> {
  authorize(ctx, "deleteChannel");
  await db().transaction(async (tx) => {
    const [row] = await tx
      .delete(channels)
      .where(and(eq(channels.id, channelId), eq(channels.teamId, ctx.teamId)))
      .returning();
    if (!row) throw notFound("Channel");
    await recordAudit(tx, ctx, { action: "channel.deleted", object: audited(row) });
  });
}

/**
 * A channel with its secrets, for whoever sends to it.
 * @throws NOT_FOUND · BAD_REQUEST when they were sealed under another AUTH_SECRET
 */
export async function openChannel(
  ctx: Ctx,
  channelId: string,
): Promise<{ id: string; name: string; config: ChannelConfig }> {
  const { id, name, sealed } = await getRow(db(), ctx, channelId);
  const config = opened(sealed);
  if (!config) {
    throw badRequest(
      `The secrets of ${name} cannot be read: AUTH_SECRET is another than when they were given. Give them again in Settings, Channels.`,
    );
  }
  return { id, name, config };
}

async function getRow(tx: Pick<Tx, "select">, { teamId }: Ctx, channelId: string): Promise<Row> {
  const [row] = await tx
    .select()
    .from(channels)
    .where(and(eq(channels.id, channelId), eq(channels.teamId, teamId)));
  if (!row) throw notFound("Channel");
  return row;
}

async function isTaken(tx: Tx, { teamId }: Ctx, name: string, but: string): Promise<boolean> {
  const [other] = await tx
    .select({ id: channels.id })
    .from(channels)
    .where(
      and(eq(channels.teamId, teamId), sql`lower(${channels.name}) = lower(${name})`, ne(channels.id, but)),
    );
  return other !== undefined;
}

async function nameMonitors(tx: Tx, { teamId }: Ctx, channelId: string, ids: string[] | null): Promise<void> {
  await tx.delete(channelMonitors).where(eq(channelMonitors.channelId, channelId));
  const wanted = [...new Set(ids ?? [])];
  if (wanted.length === 0) return;
  const ours = await tx
    .select({ monitorId: monitors.id })
    .from(monitors)
    .where(and(eq(monitors.teamId, teamId), inArray(monitors.id, wanted), ne(monitors.status, "deleted")));
  if (ours.length < wanted.length) throw notFound("Monitor");
  await tx.insert(channelMonitors).values(ours.map(({ monitorId }) => ({ channelId, monitorId })));
}

/** Two who change channels at once do so one after the other. */
async function holdTeam(tx: Tx, ctx: Ctx): Promise<void> {
  await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, ctx.teamId)).for("no key update");
}

function theOne(found: Channel[]): Channel {
  const [channel] = found;
  if (!channel) throw notFound("Channel");
  return channel;
}

const taken = (name: string) =>
  conflict(`There is a channel called ${name} already. Give this one another name.`);
const audited = ({ id, name }: Row) => ({ kind: "channel" as const, id, name });
const forAudit = ({ name, hint, rule, timing, pausedAt, allMonitors }: Row) => ({
  name,
  leadsTo: hint,
  rule,
  timing,
  paused: pausedAt !== null,
  allMonitors,
});
