import { beforeEach, expect, test } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { createChannel, updateChannel } from "./channels.ts";
import { CreateChannel } from "./model.ts";
import { whoHears } from "./who-hears.ts";

ownDatabase();

let ctx: Ctx;
let monitor: MonitorAnswer;
beforeEach(async () => {
  const user = await newApiUser();
  ctx = user.ctx;
  monitor = await user.create();
});

const room = (name: string, monitorIds: string[] | null, more: object = {}) => {
  const config = { kind: "slack", url: "https://hooks.slack.com/services/x", ...more };
  return createChannel(ctx, CreateChannel.parse({ name, config, monitorIds }));
};
const heard = async (slack?: { enabled: boolean; channelId?: string; channelName?: string }) =>
  (await whoHears(db(), { id: monitor.id, teamId: ctx.teamId, notification: slack ? { slack } : null })).map(
    ({ name }) => name,
  );

test("channels of all monitors hear, and those that name this one; paused ones and other teams' do not", async () => {
  await room("all", null);
  await room("this", [monitor.id]);
  await room("none", []);
  const paused = await room("paused", null);
  await updateChannel(ctx, paused.id, { paused: true });
  const stranger = await newApiUser();
  await createChannel(
    stranger.ctx,
    CreateChannel.parse({ name: "theirs", config: { kind: "discord", url: "https://x.example" } }),
  );
  expect(await heard()).toEqual(["all", "this"]);
});

test("a monitor names a Slack channel by its id in Slack, its id here, or its name", async () => {
  const { id } = await room("#Pricing", [], { channelId: "C0123" });
  await room("#legal", []);
  expect(await heard({ enabled: true, channelId: "C0123" })).toEqual(["#Pricing"]);
  expect(await heard({ enabled: true, channelId: id.toUpperCase() })).toEqual(["#Pricing"]);
  expect(await heard({ enabled: true, channelId: "C9", channelName: "pricing" })).toEqual(["#Pricing"]);
  expect(await heard({ enabled: true, channelId: "C9", channelName: "#LEGAL" })).toEqual(["#legal"]);
  expect(await heard({ enabled: true, channelId: "C9" })).toEqual([]);
  expect(await heard({ enabled: false, channelId: "C0123" })).toEqual([]);
});

test("who is named and hears anyway is told once, and no other kind answers to the name", async () => {
  await room("#pricing", [monitor.id], { channelId: "C0123" });
  await createChannel(
    ctx,
    CreateChannel.parse({
      name: "ops",
      config: { kind: "discord", url: "https://x.example" },
      monitorIds: [],
    }),
  );
  expect(await heard({ enabled: true, channelId: "C0123", channelName: "#pricing" })).toEqual(["#pricing"]);
  expect(await heard({ enabled: true, channelId: "C9", channelName: "ops" })).toEqual(["#pricing"]);
});
