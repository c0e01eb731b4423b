export { type ChannelRequest, requestFor } from "#lib/report/channels/request.ts";
export { sampleReport } from "#lib/report/channels/sample.ts";
export { type Outcome, sendRequest } from "#lib/report/channels/send.ts";
export { previewChannel, testChannel } from "#lib/report/channels/test-channel.ts";
