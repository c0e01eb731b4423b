import type { ChannelKind } from "#lib/channel/model.ts";

export type KindField = {
  name: string;
  label: string;
  hint?: string;
  placeholder?: string;
  optional?: true;
  lines?: true;
  secret?: true;
};

/** What is asked for each kind of channel. A new kind is an entry here, and one in lib/channel/model.ts. */
export const KINDS: Record<ChannelKind, { label: string; fields: KindField[] }> = {
  slack: {
    label: "Slack",
    fields: [
      {
        name: "url",
        label: "Incoming webhook URL",
        placeholder: "https://hooks.slack.com/services/…",
        hint: "In Slack: your app, Incoming Webhooks, Add New Webhook.",
        secret: true,
      },
      {
        name: "channelId",
        label: "Channel id",
        placeholder: "C0123456789",
        hint: "By it, monitors that are made through the API name this channel.",
        optional: true,
      },
    ],
  },
  discord: {
    label: "Discord",
    fields: [
      {
        name: "url",
        label: "Webhook URL",
        placeholder: "https://discord.com/api/webhooks/…",
        hint: "In Discord: the channel's settings, Integrations, Webhooks.",
        secret: true,
      },
    ],
  },
  teams: {
    label: "Microsoft Teams",
    fields: [
      {
        name: "url",
        label: "Workflow URL",
        placeholder: "https://….webhook.office.com/…",
        hint: "In Teams: the channel's workflows, “when a webhook request is received”.",
        secret: true,
      },
    ],
  },
  ntfy: {
    label: "ntfy",
    fields: [
      { name: "server", label: "Server", placeholder: "https://ntfy.sh", optional: true },
      { name: "topic", label: "Topic", hint: "Whoever knows it can read it.", secret: true },
      { name: "token", label: "Access token", optional: true, secret: true },
    ],
  },
  telegram: {
    label: "Telegram",
    fields: [
      { name: "token", label: "Bot token", placeholder: "123456:ABC-DEF…", secret: true },
      { name: "chatId", label: "Chat", placeholder: "-1001234567890 or @channel" },
    ],
  },
  http: {
    label: "HTTP request of your own",
    fields: [
      { name: "url", label: "URL", placeholder: "https://…", secret: true },
      { name: "method", label: "Method", placeholder: "POST", optional: true, hint: "POST, PUT or PATCH." },
      { name: "contentType", label: "Content type", placeholder: "application/json", optional: true },
      {
        name: "headers",
        label: "Headers",
        hint: "One a line, such as Authorization: Bearer … Tokens belong here: they are never shown again.",
        lines: true,
        optional: true,
        secret: true,
      },
      {
        name: "body",
        label: "Body",
        placeholder: '{"text": "{{title}}", "link": "{{link}}", "changes": {{changes}}}',
        hint: "{{title}}, {{text}}, {{link}}, {{monitor.name}}, {{changes}} and more stand for what is told.",
        lines: true,
      },
    ],
  },
};

/** What the fields of a kind say, as the API takes it. Left empty is not given. */
export function configOf(kind: ChannelKind, values: Record<string, string>): Record<string, unknown> {
  const given = KINDS[kind].fields
    .map(({ name }) => [name, values[name] ?? ""] as const)
    .filter(([, value]) => value.trim() !== "")
    .map(([name, value]) => [name, name === "headers" ? headersOf(value) : value] as const);
  return { kind, ...Object.fromEntries(given) };
}

function headersOf(text: string): Record<string, string> {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return colon < 0 ? [line.trim(), ""] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
}
