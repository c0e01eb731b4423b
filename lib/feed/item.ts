import { diffHtml } from "#lib/feed/diff-html.ts";
import { asHtml, plain, shortened } from "#lib/feed/plain.ts";
import type { FeedChange } from "#lib/feed/read-changes.ts";

export type FeedItem = { id: string; url: string; title: string; html: string; at: Date; page: string };

const LONGEST_TITLE = 160;

/** A change as an item of a feed. Its id never changes, whatever becomes of its words. */
export function itemOf(change: FeedChange, origin: string): FeedItem {
  const title = plain(`${change.monitor.name}: ${finding(change)}`)
    .replace(/\s+/g, " ")
    .trim();
  return {
    id: `urn:uuid:${change.id}`,
    url: linkOf(change, origin),
    title: shortened(title, LONGEST_TITLE),
    html: htmlOf(change),
    at: change.at,
    page: plain(change.page.url),
  };
}

/** The change's own page: its item in the inbox, or the check that found it where it was never filed. */
function linkOf({ itemId, monitor, checkId, checkPageId }: FeedChange, origin: string): string {
  if (itemId) return `${origin}/changes/${itemId}`;
  return `${origin}/monitors/${monitor.id}/checks/${checkId}?page=${checkPageId}`;
}

function finding(change: FeedChange): string {
  const { kind, page, excerpt } = change;
  const name = page.title || page.url;
  switch (kind) {
    case "changed":
      return excerptInWords(change) || `${name} changed`;
    case "new":
      return `new page ${name}`;
    case "removed":
      return `${name} is gone`;
    case "failed":
      return `${name} cannot be read. ${excerpt?.after ?? ""}`;
    case "recovered":
      return `${name} can be read again`;
  }
}

function excerptInWords({ excerpt }: FeedChange): string {
  if (!excerpt) return "";
  const { lead, before, after } = excerpt;
  const turn = before && after ? `${before} → ${after}` : before ? `${before} (removed)` : after;
  return `${lead} ${turn}`.trim();
}

function htmlOf(change: FeedChange): string {
  const { page, judgment, linesAdded, linesRemoved, diff, kind } = change;
  const where = page.title ? `${asHtml(page.title)}<br>` : "";
  const counts = linesAdded + linesRemoved > 0 ? `<p>+${linesAdded} −${linesRemoved} lines</p>` : "";
  const shown = diff ? diffHtml(diff) : "";
  return [
    `<p>${where}<a href="${asHtml(page.url)}">${asHtml(page.url)}</a></p>`,
    judgment
      ? `<p>${judgment.meaningful ? "Meaningful" : "Likely noise"}: ${asHtml(judgment.reason)}</p>`
      : "",
    kind === "changed" ? counts : `<p>${asHtml(finding(change))}</p>`,
    shown || (kind === "changed" ? `<p>${asHtml(excerptInWords(change))}</p>` : ""),
  ].join("");
}
