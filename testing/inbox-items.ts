import type { ItemAnswer, PersonAnswer } from "#components/inbox/model.ts";

const HEAD = "0197d9a3-5b1c-7000-8000-";
/** Ids that sort as their numbers. */
export const idOf = (number: number) => HEAD + String(number).padStart(12, "0");

export const ANA: PersonAnswer = { id: idOf(901), email: "ana@example.com", name: "Ana" };
export const BEN: PersonAnswer = { id: idOf(902), email: "ben.holt@example.com", name: null };

/** An item as the API answers it, the later the higher its number. */
export function itemOf(number: number, given: Partial<ItemAnswer> = {}): ItemAnswer {
  const at = new Date(Date.UTC(2026, 10, 27, 10, number)).toISOString();
  return {
    id: idOf(number),
    kind: "changed",
    state: "open",
    monitor: { id: idOf(800), name: "Acme pricing" },
    page: { id: idOf(700), url: "https://acme.com/pricing", title: "Pricing" },
    changeId: idOf(650),
    checkId: idOf(600),
    checkPageId: idOf(500),
    pages: 1,
    changes: 1,
    failing: 0,
    excerpt: { lead: "Starter", before: "$19", after: "$24", changes: 3 },
    linesAdded: 2,
    linesRemoved: 2,
    judgment: null,
    openedAt: at,
    changedAt: at,
    lastGoodAt: null,
    closedAt: null,
    closedBy: null,
    assignee: null,
    snoozedUntil: null,
    snoozedUntilChange: false,
    important: false,
    label: null,
    labelledBy: null,
    reason: null,
    signedOffBy: null,
    signedOffAt: null,
    unread: true,
    changesSinceRead: 1,
    lastRead: null,
    comments: 0,
    edition: 1,
    ...given,
  };
}
