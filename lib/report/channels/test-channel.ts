import { eq } from "drizzle-orm";
import { MASK, recordAudit } from "#lib/audit/index.ts";
import { openChannel } from "#lib/channel/index.ts";
import type { ChannelConfig } from "#lib/channel/model.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { teams } from "#lib/db/schema.ts";
import { channelHttp } from "#lib/report/channels/http-client.ts";
import { type ChannelRequest, requestFor } from "#lib/report/channels/request.ts";
import { sampleReport } from "#lib/report/channels/sample.ts";
import { type Outcome, sendRequest } from "#lib/report/channels/send.ts";

/** Sends a sample to a channel now, and says what came back. @throws NOT_FOUND · BAD_REQUEST where its secrets are lost */
export async function testChannel(ctx: Ctx, channelId: string, origin: string): Promise<Outcome> {
  authorize(ctx, "testChannel");
  const { id, name, config } = await openChannel(ctx, channelId);
  const report = sampleReport(await teamOf(ctx), origin);
  // Of the sample nothing could be done or be noise.
  const outcome = await sendRequest(channelHttp(), requestFor(config, report, { slackButtons: false }));
  await db().transaction((tx) =>
    recordAudit(tx, ctx, { action: "channel.tested", object: { kind: "channel", id, name } }),
  );
  return outcome;
}

/**
 * What would be sent to a channel of this configuration, before it is kept; its secrets are left out.
 * @throws BAD_REQUEST for a template that cannot be filled
 */
export async function previewChannel(
  ctx: Ctx,
  config: ChannelConfig,
  origin: string,
): Promise<Pick<ChannelRequest, "method" | "body"> & { contentType: string }> {
  authorize(ctx, "previewChannel");
  const report = sampleReport(await teamOf(ctx), origin);
  // A topic is the one secret that a body has in it.
  const shown = config.kind === "ntfy" ? { ...config, topic: MASK } : config;
  const { method, headers, body } = requestFor(shown, report, { slackButtons: false });
  return { method, contentType: headers["content-type"] ?? "", body };
}

async function teamOf({ teamId }: Ctx): Promise<{ id: string; name: string }> {
  const [team] = await db()
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(eq(teams.id, teamId));
  return team ?? { id: teamId, name: "" };
}
