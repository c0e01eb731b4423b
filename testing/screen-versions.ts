import type { PageVersionAnswer, PageVersionTextAnswer } from "../lib/page/model.ts";

const AT = "2026-11-20T12:00:00.000Z";

/** A version of a page as the list of versions answers it. */
export const versionAnswer = (id: string, more: Partial<PageVersionAnswer> = {}): PageVersionAnswer => ({
  id,
  checkId: `check of ${id}`,
  status: "changed",
  firstSeenAt: AT,
  lastSeenAt: AT,
  isBaseline: false,
  kind: "markdown",
  size: 100,
  title: null,
  excerpt: { lead: "Starter", before: "$19", after: "$24" },
  linesAdded: 3,
  linesRemoved: 3,
  sameChecks: 0,
  failedChecks: 0,
  failure: null,
  keptUntil: null,
  kept: null,
  ...more,
});

/** The same with its text. */
export const versionText = (id: string, text: string): PageVersionTextAnswer => ({
  id,
  url: "https://acme.com/pricing",
  title: null,
  contentType: "text/html",
  kind: "markdown",
  firstSeenAt: AT,
  size: text.length,
  text,
  olderId: null,
  newerId: null,
});
