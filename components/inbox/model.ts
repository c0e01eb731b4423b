import type { ChangeExcerpt, ChangeKind } from "#lib/change/model.ts";
import type { LabelAnswer } from "#lib/inbox/labels/model.ts";
import type { Judgment } from "#lib/page/model.ts";

export type ItemState = "open" | "done" | "noise";
export type PersonAnswer = { id: string; email: string; name: string | null };

export type ItemAnswer = {
  id: string;
  kind: ChangeKind;
  state: ItemState;
  monitor: { id: string; name: string };
  page: { id: string; url: string; title: string | null } | null;
  checkId: string;
  checkPageId: string;
  pages: number;
  changes: number;
  failing: number;
  excerpt: ChangeExcerpt | null;
  linesAdded: number;
  linesRemoved: number;
  judgment: Judgment | null;
  openedAt: string;
  changedAt: string;
  lastGoodAt: string | null;
  closedAt: string | null;
  closedBy: string | null;
  assignee: PersonAnswer | null;
  snoozedUntil: string | null;
  snoozedUntilChange: boolean;
  important: boolean;
  label: LabelAnswer | null;
  labelledBy: string | null;
  reason: string | null;
  signedOffBy: string | null;
  unread: boolean;
  comments: number;
  edition: number;
};

/** An item with what it gathers, and the items beside it in the list that was asked with. */
export type ItemDetail = ItemAnswer & { previousId: string | null; nextId: string | null };
