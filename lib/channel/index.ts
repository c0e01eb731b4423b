export {
  type Channel,
  createChannel,
  deleteChannel,
  listChannels,
  openChannel,
  updateChannel,
} from "#lib/channel/channels.ts";
export { type HeardChange, matches, whyNotHeard } from "#lib/channel/hears.ts";
export { type Telling, type Traffic, whenToTell } from "#lib/channel/timing.ts";
export { type HearingChannel, whoHears } from "#lib/channel/who-hears.ts";
export { countWouldSend } from "#lib/channel/would-send.ts";
