// The whole data model, a file for each subject: read people, monitors, checks and pages first.
// Ids are UUIDv7 made by the program (PostgreSQL 15-17 cannot), so ordering by id is ordering by birth.

export * from "#lib/db/schema/audit.ts";
export * from "#lib/db/schema/channels.ts";
export * from "#lib/db/schema/checks.ts";
export * from "#lib/db/schema/crawl.ts";
export * from "#lib/db/schema/credits.ts";
export * from "#lib/db/schema/deliveries.ts";
export * from "#lib/db/schema/demo.ts";
export * from "#lib/db/schema/feeds.ts";
export * from "#lib/db/schema/history.ts";
export * from "#lib/db/schema/inbox.ts";
export * from "#lib/db/schema/monitors.ts";
export * from "#lib/db/schema/pages.ts";
export * from "#lib/db/schema/people.ts";
