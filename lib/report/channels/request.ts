import type { ChannelConfig } from "#lib/channel/model.ts";
import { discordMessage } from "#lib/report/channels/discord/message.ts";
import { fillTemplate } from "#lib/report/channels/http/template.ts";
import { ntfyMessage } from "#lib/report/channels/ntfy/message.ts";
import { slackMessage } from "#lib/report/channels/slack/message.ts";
import { teamsMessage } from "#lib/report/channels/teams/message.ts";
import { telegramMessage } from "#lib/report/channels/telegram/message.ts";
import type { Report } from "#lib/report/model.ts";

export type ChannelRequest = {
  url: string;
  method: "POST" | "PUT" | "PATCH";
  headers: Record<string, string>;
  body: string;
};

const TELEGRAM = "https://api.telegram.org";

/**
 * What is sent to a channel to tell it of a report.
 * @throws BAD_REQUEST for a template that cannot be filled
 */
export function requestFor(
  config: ChannelConfig,
  report: Report,
  { slackButtons, telegram = TELEGRAM }: { slackButtons: boolean; telegram?: string },
): ChannelRequest {
  switch (config.kind) {
    case "slack":
      return json(config.url, slackMessage(report, { buttons: slackButtons }));
    case "discord":
      return json(config.url, discordMessage(report));
    case "teams":
      return json(config.url, teamsMessage(report));
    case "ntfy": {
      const { server, topic, token } = config;
      return json(server, ntfyMessage(report, { topic }), token ? { authorization: `Bearer ${token}` } : {});
    }
    case "telegram":
      return json(`${telegram}/bot${config.token}/sendMessage`, telegramMessage(report, config));
    case "http": {
      const { url, method, headers, contentType, body } = config;
      return {
        url,
        method,
        headers: { ...headers, "content-type": contentType },
        body: fillTemplate(body, report, contentType),
      };
    }
  }
}

const json = (url: string, message: object, headers: Record<string, string> = {}): ChannelRequest => ({
  url,
  method: "POST",
  headers: { ...headers, "content-type": "application/json" },
  body: JSON.stringify(message),
});
