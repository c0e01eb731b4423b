import { MASK, withoutRandomParts } from "#lib/audit/index.ts";
import { ChannelConfig, type ChannelSettings } from "#lib/channel/model.ts";
import { open, seal } from "#lib/delivery/index.ts";

/** A configuration as it is stored: what may be shown, what is sealed, and what stands in for that. */
export function stored(config: ChannelConfig): { settings: ChannelSettings; sealed: string; hint: string } {
  return { settings: shown(config), sealed: seal(JSON.stringify(config)), hint: hintOf(config) };
}

/** The configuration again; null where it must be given again. */
export function opened(sealed: string): ChannelConfig | null {
  const text = open(sealed);
  return text === null ? null : (ChannelConfig.safeParse(JSON.parse(text)).data ?? null);
}

function shown(config: ChannelConfig): ChannelSettings {
  switch (config.kind) {
    case "slack":
      return config.channelId ? { channelId: config.channelId } : {};
    case "ntfy":
      return { server: withoutRandomParts(config.server) };
    case "telegram":
      return { chatId: config.chatId };
    case "http": {
      const { method, contentType, headers, body } = config;
      return { method, contentType, headerNames: Object.keys(headers), body };
    }
    default:
      return {};
  }
}

function hintOf(config: ChannelConfig): string {
  switch (config.kind) {
    case "telegram":
      return `${config.token.split(":")[0]}:${MASK} → ${config.chatId}`;
    // Whoever knows a topic reads it.
    case "ntfy":
      return `${new URL(config.server).host}/${config.topic.slice(0, 2)}${MASK}`;
    // What an address has behind its host opens it: which part of it is the secret is each service's own affair.
    default:
      return `${new URL(config.url).host}/${MASK}`;
  }
}
