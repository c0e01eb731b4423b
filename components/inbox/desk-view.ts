import { CHANGE_KINDS, ITEM_VIEWS } from "#lib/statuses.ts";

export const VIEWS = ITEM_VIEWS;
export type View = (typeof VIEWS)[number];

/** What narrows a list, each by its name in the address. */
export const FILTERS = [
  "monitor",
  "kind",
  "assignee",
  "label",
  "important",
  "unread",
  "signOff",
  "q",
  "from",
] as const;
export type Filter = (typeof FILTERS)[number];
export type Filters = Partial<Record<Filter, string>>;

/** Which items are shown: a list, and what narrows it. All of it stands in the address. */
export type DeskView = { view: View; filters: Filters };

export const SPANS = [
  { value: "today", label: "Today", days: 1 },
  { value: "7d", label: "Last 7 days", days: 7 },
  { value: "30d", label: "Last 30 days", days: 30 },
] as const;

const ID = /^[\da-f]{8}-[\da-f-]{27}$/i;

/** What an address may say; anything else counts as not said. */
const ALLOWED: Record<Filter, (value: string) => boolean> = {
  monitor: (value) => ID.test(value),
  kind: (value) => (CHANGE_KINDS as readonly string[]).includes(value),
  assignee: (value) => value === "nobody" || value === "me" || ID.test(value),
  label: (value) => ID.test(value),
  important: (value) => value === "true",
  unread: (value) => value === "true",
  signOff: (value) => value === "true",
  q: (value) => value.length <= 256,
  from: (value) => SPANS.some((span) => span.value === value),
};

export function readDeskView(search: Pick<URLSearchParams, "get">): DeskView {
  const view = VIEWS.find((one) => one === search.get("view")) ?? "open";
  const filters: Filters = {};
  for (const name of FILTERS) {
    const value = search.get(name)?.trim();
    if (value && ALLOWED[name](value)) filters[name] = value;
  }
  return { view, filters };
}

/** The address of a view, as people send it to each other. */
export function deskAddress({ view, filters }: DeskView, item?: string): string {
  const named = new URLSearchParams({
    ...(view !== "open" && { view }),
    ...filters,
    ...(item && { item }),
  });
  return `/changes${named.size > 0 ? `?${named}` : ""}`;
}

const DAY_MS = 86_400_000;

/** What the API is asked for. A span of days begins at the start of one, so that a list's name stays the same all day. */
export function apiQueryOf({ view, filters }: DeskView, now: number): URLSearchParams {
  const { from, ...rest } = filters;
  const days = SPANS.find(({ value }) => value === from)?.days;
  return new URLSearchParams({
    view,
    ...rest,
    ...(days && { from: startOfDay(now - (days - 1) * DAY_MS) }),
  });
}

function startOfDay(at: number): string {
  const day = new Date(at);
  day.setHours(0, 0, 0, 0);
  return day.toISOString();
}

/** The address of an item, which leads through the list that it was opened from. */
export function itemAddress(id: string, view: DeskView): string {
  const { search } = new URL(deskAddress(view), "http://here.invalid");
  return `/changes/${id}${search}`;
}
