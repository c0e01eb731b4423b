import type { ChannelAnswer } from "#lib/channel/model.ts";

/** A channel as the API answers it. */
export const channelAnswer = (id: string, more: Partial<ChannelAnswer> = {}): ChannelAnswer => ({
  id,
  name: `#room-${id}`,
  kind: "slack",
  settings: {},
  hint: "hooks.slack.com/••••••",
  readable: true,
  monitorIds: null,
  rule: {
    kinds: ["changed", "new", "removed", "failed", "recovered"],
    onlyMeaningful: false,
    minConfidence: null,
    urls: [],
    minLines: 0,
    failingAfter: 2,
  },
  timing: {
    when: "at once",
    hour: 9,
    weekday: 1,
    timezone: "UTC",
    quiet: null,
    stormPages: 50,
    stormMessages: 30,
  },
  pausedAt: null,
  createdAt: "2026-11-01T12:00:00.000Z",
  ...more,
});
