import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea } from "#lib/db/schema/columns.ts";
import { monitors } from "#lib/db/schema/monitors.ts";

/**
 * The URLs of a site that a crawl target watches, one row a page (lib/target/crawl/url/identity). Of the latest check it is
 * the frontier, so that a crawl goes on where a dead worker left it; in between, what is known of the site.
 */
export const crawlUrls = pgTable(
  "crawl_urls",
  {
    monitorId: uuid("monitor_id")
      .notNull()
      .references(() => monitors.id, { onDelete: "cascade" }),
    targetId: uuid("target_id").notNull(),
    /** SHA-256 of what makes two URLs one page. */
    key: bytea("key").notNull(),
    /** As the site linked it first; the page keeps it whatever links come later. */
    url: text("url").notNull(),
    /** The latest check that found it; no foreign key, since checks go before what they found. */
    checkId: uuid("check_id").notNull(),
    /** Still to be fetched; fetched, or being fetched; not to be fetched, and why; fetched, and known to be another page. */
    state: text("state").$type<"waiting" | "taken" | "skipped" | "dropped">().notNull(),
    reason: text("reason"),
    /** Links from the start, or 1 for what a sitemap names. */
    depth: integer("depth").notNull(),
    /** The first page that linked it; null for the start and for what a sitemap names. */
    foundOn: text("found_on"),
    position: bigint("position", { mode: "number" }).generatedAlwaysAsIdentity(),
  },
  (t) => [
    primaryKey({ name: "crawl_urls_pkey", columns: [t.monitorId, t.targetId, t.key] }),
    check("crawl_urls_state", sql`${t.state} in ('waiting', 'taken', 'skipped', 'dropped')`),
    index("crawl_urls_frontier_idx").on(t.checkId, t.targetId, t.state, t.depth, t.position),
  ],
);
