import { createHash } from "node:crypto";
import { generateAtomFeed, generateJsonFeed } from "feedsmith";
import type { FoundFeed } from "#lib/feed/feeds.ts";
import { type FeedItem, itemOf } from "#lib/feed/item.ts";
import { plain } from "#lib/feed/plain.ts";
import { readChanges } from "#lib/feed/read-changes.ts";

export const FEED_FILES = {
  "atom.xml": "application/atom+xml; charset=utf-8",
  "feed.json": "application/feed+json; charset=utf-8",
} as const;
export type FeedFile = keyof typeof FEED_FILES;

export type WrittenFeed = { text: string; etag: string; newest: Date };

/** A feed as text, with what tells a reader whether it has that one already. */
export async function writeFeed(
  feed: FoundFeed,
  file: FeedFile,
  { origin, self }: { origin: string; self: string },
): Promise<WrittenFeed> {
  const items = (await readChanges(feed)).map((change) => itemOf(change, origin));
  const newest = items[0]?.at ?? feed.createdAt;
  const head = {
    id: `urn:uuid:${feed.id}`,
    title: plain(`${feed.monitor?.name ?? feed.teamName} · Tidemark`),
    home: feed.monitor ? `${origin}/monitors/${feed.monitor.id}` : `${origin}/changes`,
    self,
    newest,
  };
  const text = file === "atom.xml" ? atom(head, items) : json(head, items);
  const etag = `"${createHash("sha256").update(text).digest("base64url")}"`;
  return { text, etag, newest };
}

type Head = { id: string; title: string; home: string; self: string; newest: Date };

const atom = (head: Head, items: FeedItem[]): string =>
  generateAtomFeed({
    id: head.id,
    title: { value: head.title },
    updated: head.newest,
    authors: [{ name: "Tidemark" }],
    links: [
      { href: head.self, rel: "self", type: "application/atom+xml" },
      { href: head.home, rel: "alternate", type: "text/html" },
    ],
    entries: items.map(({ id, title, url, html, at, page }) => ({
      id,
      title: { value: title },
      updated: at,
      published: at,
      links: [
        { href: url, rel: "alternate", type: "text/html" },
        { href: page, rel: "related" },
      ],
      content: { type: "html", value: html },
    })),
  });

const json = (head: Head, items: FeedItem[]): string => {
  const feed = generateJsonFeed({
    title: head.title,
    home_page_url: head.home,
    feed_url: head.self,
    authors: [{ name: "Tidemark" }],
    items: items.map(({ id, title, url, html, at, page }) => ({
      id,
      url,
      external_url: page,
      title,
      content_html: html,
      date_published: at,
    })),
  });
  return JSON.stringify(feed);
};
