export { isKnown, lastModified } from "#lib/feed/conditional.ts";
export { createFeed, findFeed, listFeeds, revokeFeed } from "#lib/feed/feeds.ts";
export { FEED_FILES, type FeedFile, writeFeed } from "#lib/feed/write-feed.ts";
