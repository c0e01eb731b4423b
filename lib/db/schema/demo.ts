import { bigserial, pgTable } from "drizzle-orm/pg-core";
import { createdAt } from "#lib/db/schema/columns.ts";

/** Each press of "Change the page" on the demo site; the newest id is its edition. */
export const demoChanges = pgTable("demo_changes", {
  id: bigserial("id", { mode: "number" }).primaryKey(),
  createdAt,
});
