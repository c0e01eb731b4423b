import { z } from "zod";

/**
 * What may have changed: `monitor:<id>`, `check:<id>`, `item:<id>` of the inbox, who looks at it (`presence:<id>`), what
 * rings for a member (`bell:<id>`), who is in the team and what they may (`people:all`), and `changes`, all lists of the inbox. A screen that shows a topic reads it again, so a
 * new screen needs no new kind of notice.
 */
export type Topic =
  | `monitor:${string}`
  | `check:${string}`
  | `item:${string}`
  | `presence:${string}`
  | `bell:${string}`
  | `people:${string}`
  | "changes";

const Topic = z.union([
  z.literal("changes"),
  z.templateLiteral([z.enum(["monitor", "check", "item", "presence", "bell", "people"]), ":", z.string()]),
]);

/** What one transaction tells of a team when it commits. Never data; whoever hears it reads again. */
export const Notice = z.object({
  teamId: z.uuid(),
  topics: z.array(Topic),
});
export type Notice = { teamId: string; topics: Topic[] };

/** The PostgreSQL channel of all notices. */
export const CHANNEL = "tidemark";

/** The topics of a monitor and, where it is one of its checks that changed, of that check. */
export function topicsOf(monitorId: string, checkId?: string): Topic[] {
  return checkId ? [`monitor:${monitorId}`, `check:${checkId}`] : [`monitor:${monitorId}`];
}

/** What a browser is told: read these again, or (after a lost connection) everything; or only that it is heard. */
export type LiveEvent = { type: "changed"; topics: Topic[] } | { type: "resync" } | { type: "beat" };
