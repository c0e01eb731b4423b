/** The pages of the settings, in the order in which they are offered. A new one is a line here and a folder of its name. */
export const SETTINGS_SECTIONS: readonly { href: string; label: string }[] = [
  { href: "/settings/team", label: "Team" },
  { href: "/settings/members", label: "Members" },
  { href: "/settings/channels", label: "Channels" },
  { href: "/settings/webhooks", label: "Webhooks" },
  { href: "/settings/keys", label: "API keys" },
  { href: "/settings/feeds", label: "Feeds" },
  { href: "/settings/inbox", label: "Inbox" },
  { href: "/settings/audit", label: "Audit log" },
  { href: "/settings/you", label: "You" },
];
