import { and, asc, count, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { savedViews, teams } from "#lib/db/schema.ts";
import { badRequest, notFound, TidemarkError } from "#lib/errors.ts";
import { ITEMS } from "#lib/inbox/item-rows.ts";
import { Filters, View } from "#lib/inbox/model.ts";
import { MOST_VIEWS, type ViewAnswer, type ViewChange, type ViewInput } from "#lib/inbox/views/model.ts";
import { whichItems } from "#lib/inbox/which-items.ts";
import { announce } from "#lib/live/announce.ts";

type Row = typeof savedViews.$inferSelect;

/** Nobody reads a count beyond this, and counting further would take longer than the list itself. */
const COUNTED_TO = 1000;

/** The caller's own views and the team's, each with how many items it shows to the caller now. */
export async function listViews(ctx: Ctx): Promise<ViewAnswer[]> {
  authorize(ctx, "listViews");
  const rows = await db()
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.teamId, ctx.teamId), or(isNull(savedViews.userId), ownOf(ctx))))
    .orderBy(sql`${savedViews.userId} is null`, asc(sql`lower(${savedViews.name})`), asc(savedViews.id));
  const counts = await countsOf(ctx, rows);
  return rows.map((row) => answerOf(row, counts));
}

/** @throws BAD_REQUEST when there are as many as there may be · FORBIDDEN for a team's view by a viewer */
export async function createView(ctx: Ctx, { shared, ...view }: ViewInput): Promise<ViewAnswer> {
  authorize(ctx, "createView");
  if (shared) assertMayShare(ctx);
  const userId = shared ? null : ownerOf(ctx);
  const row = await db().transaction(async (tx) => {
    await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, ctx.teamId)).for("update");
    const among = userId ? ownOf(ctx) : isNull(savedViews.userId);
    const [existing] = await tx
      .select({ views: count() })
      .from(savedViews)
      .where(and(eq(savedViews.teamId, ctx.teamId), among));
    if ((existing?.views ?? 0) >= MOST_VIEWS) {
      throw badRequest(`There are ${MOST_VIEWS} saved views already. Delete one that is not used any more.`);
    }
    const [row] = await tx
      .insert(savedViews)
      .values({ id: uuidv7(), teamId: ctx.teamId, userId, ...view })
      .returning();
    if (!row) throw notFound("Saved view");
    await tell(tx, ctx);
    return row;
  });
  return answerOf(row, await countsOf(ctx, [row]));
}

/** @throws NOT_FOUND also for the own view of somebody else · FORBIDDEN for a team's view by a viewer */
export async function updateView(ctx: Ctx, viewId: string, change: ViewChange): Promise<ViewAnswer> {
  authorize(ctx, "updateView");
  const row = await db().transaction(async (tx) => {
    await holdView(tx, ctx, viewId);
    const [row] = await tx
      .update(savedViews)
      .set({ ...(change.name && { name: change.name }), ...(change.query && { query: change.query }) })
      .where(eq(savedViews.id, viewId))
      .returning();
    if (!row) throw notFound("Saved view");
    await tell(tx, ctx);
    return row;
  });
  return answerOf(row, await countsOf(ctx, [row]));
}

/** @throws as updateView */
export async function deleteView(ctx: Ctx, viewId: string): Promise<void> {
  authorize(ctx, "deleteView");
  await db().transaction(async (tx) => {
    await holdView(tx, ctx, viewId);
    await tx.delete(savedViews).where(eq(savedViews.id, viewId));
    await tell(tx, ctx);
  });
}

async function holdView(tx: Tx, ctx: Ctx, viewId: string): Promise<void> {
  const [row] = await tx
    .select({ userId: savedViews.userId })
    .from(savedViews)
    .where(
      and(
        eq(savedViews.id, viewId),
        eq(savedViews.teamId, ctx.teamId),
        or(isNull(savedViews.userId), ownOf(ctx)),
      ),
    )
    .for("update");
  if (!row) throw notFound("Saved view");
  if (row.userId === null) assertMayShare(ctx);
}

function ownOf({ actor }: Ctx): SQL {
  return actor.kind === "user" ? eq(savedViews.userId, actor.userId) : sql`false`;
}

/** @throws FORBIDDEN for a key, which is nobody's own */
function ownerOf({ actor }: Ctx): string {
  if (actor.kind === "user") return actor.userId;
  throw new TidemarkError(
    "FORBIDDEN",
    "An API key has no views of its own. Send shared: true to save one for the team.",
  );
}

/** The team's views change for everybody, so it takes who may also act on items. @throws FORBIDDEN for a viewer */
function assertMayShare({ actor }: Ctx): void {
  if (actor.kind !== "user" || actor.role !== "viewer") return;
  throw new TidemarkError(
    "FORBIDDEN",
    "Your role in this team is viewer, and views of the team take a member. Save one of your own.",
  );
}

const tell = (tx: Tx, { teamId }: Ctx) => announce(tx, { teamId, topics: ["changes"] });

/** All counts by view, in one statement, none of which looks at more than a thousand items. */
async function countsOf(ctx: Ctx, rows: Row[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const counts = rows.map(
    ({ id, query }) => sql`select ${id}::text as id, count(*)::int as count from (
      select 1 from ${ITEMS} where ${shownBy(ctx, query)} limit ${COUNTED_TO}) counted`,
  );
  const found = await db().execute<{ id: string; count: number }>(sql.join(counts, sql` union all `));
  return new Map(found.map(({ id, count }) => [id, count]));
}

/** What the list of items would show; nothing for what the list would refuse. */
function shownBy(ctx: Ctx, query: Row["query"]) {
  const asked = AskedFor.safeParse(query);
  return asked.success ? whichItems(ctx, asked.data.view, asked.data) : sql`false`;
}
const AskedFor = Filters.extend({ view: View.default("open") });

function answerOf({ id, name, query, userId }: Row, counts: Map<string, number>): ViewAnswer {
  return { id, name, query, shared: userId === null, count: counts.get(id) ?? 0 };
}
