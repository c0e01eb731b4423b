import type { AuditChange } from "#lib/audit/model.ts";
import { AUDIT_ACTIONS, type AuditAction, nameOfField } from "#lib/audit/words.ts";
import { scheduleInWords } from "#lib/monitor/schedule/index.ts";

export type Said = string;

const SHORT = 48;

/** A value of a field as people read it. */
export function valueInWords(field: string, value: AuditChange["before"]): Said {
  if (value === null) return "none";
  if (field === "schedule.cron" && typeof value === "string") return scheduleInWords(value);
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((entry) => typeof entry !== "object")) return value.join("\n");
  return JSON.stringify(value);
}

/** An edit in a few words, where it can be told in a few: "hourly → every 30 minutes". */
export function changesInShort(changes: AuditChange[]): Said | null {
  const [only, ...others] = changes;
  if (!only) return null;
  if (others.length > 0) return null;
  const { field, before, after } = only;
  if (Array.isArray(before) || Array.isArray(after)) return listInShort(before, after);
  if (before !== null && before === after) return "replaced";
  const [old, now] = [valueInWords(field, before), valueInWords(field, after)];
  if (before === null) return now.length <= SHORT ? now : null;
  return old.length <= SHORT && now.length <= SHORT ? `${old} → ${now}` : null;
}

function listInShort(before: AuditChange["before"], after: AuditChange["before"]): Said {
  const [old, now] = [before, after].map(
    (list) => new Set(Array.isArray(list) ? list.map((entry) => JSON.stringify(entry)) : []),
  ) as [Set<string>, Set<string>];
  const added = [...now].filter((entry) => !old.has(entry)).length;
  const removed = [...old].filter((entry) => !now.has(entry)).length;
  const parts = [added > 0 && `${added} added`, removed > 0 && `${removed} removed`].filter(Boolean);
  return parts.join(", ") || "in another order";
}

/** The field of a change below its first name: "targets 1 · urls". */
export function fieldInWords(field: string): Said {
  const [, first = field, rest = ""] = /^(\w+)(.*)$/.exec(field) ?? [];
  const inner = rest
    .replace(/\[(\d+)\]/g, (_, index: string) => ` ${Number(index) + 1}`)
    .replaceAll(".", " · ");
  return field.includes(" ") ? field : `${nameOfField(first)}${inner}`;
}

/** Actions to choose from, by what they are done to. */
export const ACTION_GROUPS = [
  { label: "Monitors", actions: ofPrefix("monitor", "check") },
  { label: "People", actions: ofPrefix("member", "person", "team") },
  { label: "API keys", actions: ofPrefix("key") },
  { label: "Channels and feeds", actions: ofPrefix("channel", "feed") },
  { label: "Signing in", actions: ofPrefix("session", "password", "provider") },
  { label: "This log", actions: ofPrefix("audit") },
];

function ofPrefix(...prefixes: string[]): AuditAction[] {
  const all = Object.keys(AUDIT_ACTIONS) as AuditAction[];
  return all.filter((action) => prefixes.includes(action.split(".")[0] ?? ""));
}

const THINGS: Record<string, string> = {
  monitor: "a monitor",
  check: "a monitor",
  key: "it",
  feed: "it",
  team: "it",
};

/** An action without the thing it was done to: "created a monitor". */
export function actionInWords(action: AuditAction): Said {
  const thing = THINGS[action.split(".")[0] ?? ""] ?? "somebody";
  const words = AUDIT_ACTIONS[action]
    .replace("{fields} of {object}", thing === "somebody" ? "somebody’s role" : thing)
    .replace(/(the API key|the channel|the feed|the team) (\{object\}|it)$/, "$1")
    .replace("{fields} of the", "the")
    .replace("{object}", action === "session.revoked" ? "another device" : thing);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
