export { channelHttp } from "#lib/report/channels/http-client.ts";
export { type ChannelRequest, requestFor } from "#lib/report/channels/request.ts";
export { sampleReport } from "#lib/report/channels/sample.ts";
export { type Outcome, sendRequest } from "#lib/report/channels/send.ts";
export { answerPress, SlackPress } from "#lib/report/channels/slack/press.ts";
export { isFromSlack } from "#lib/report/channels/slack/signature.ts";
export { previewChannel, testChannel } from "#lib/report/channels/test-channel.ts";
