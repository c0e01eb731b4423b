import { and, count, desc, eq, getTableColumns, isNull, lt, notInArray } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { actorName, authorize, type Ctx } from "#lib/ctx.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { bellEntries, comments, items } from "#lib/db/schema.ts";
import { badRequest, notFound, TidemarkError } from "#lib/errors.ts";
import { membersAmong, peopleById, ring } from "#lib/inbox/bell/index.ts";
import { MOST_MENTIONS } from "#lib/inbox/comments/bounds.ts";
import type { CommentAnswer } from "#lib/inbox/comments/model.ts";
import { mentionedIn } from "#lib/inbox/comments/small-markdown.ts";
import { announce } from "#lib/live/announce.ts";

type Row = typeof comments.$inferSelect;

/** The comments of an item, newest first. @throws NOT_FOUND for an item of nobody's or of another team */
export async function listComments(
  ctx: Ctx,
  itemId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ data: CommentAnswer[]; nextCursor: string | null; total: number }> {
  authorize(ctx, "listComments");
  await assertItem(ctx, itemId);
  const ofItem = eq(comments.itemId, itemId);
  const [rows, [counted]] = await Promise.all([
    db()
      .select(getTableColumns(comments))
      .from(comments)
      .where(and(ofItem, cursor ? lt(comments.id, cursor) : undefined))
      .orderBy(desc(comments.id))
      .limit(limit + 1),
    db().select({ total: count() }).from(comments).where(ofItem),
  ]);
  const data = await answersOf(ctx, rows.slice(0, limit));
  const nextCursor = rows.length > limit ? (data.at(-1)?.id ?? null) : null;
  return { data, nextCursor, total: counted?.total ?? 0 };
}

/**
 * Says something of an item; the bell rings for the members it mentions.
 * @throws NOT_FOUND as listComments · BAD_REQUEST when it mentions too many
 */
export async function addComment(ctx: Ctx, itemId: string, text: string): Promise<CommentAnswer> {
  authorize(ctx, "addComment");
  const emails = mentioned(text);
  const row = await db().transaction(async (tx) => {
    await assertItem(ctx, itemId, tx);
    const people = await membersAmong(tx, ctx.teamId, { emails });
    const values = { id: uuidv7(), teamId: ctx.teamId, itemId, text, mentions: people.map(({ id }) => id) };
    const [row] = await tx
      .insert(comments)
      .values({ ...values, ...authorOf(ctx) })
      .returning();
    if (!row) throw notFound("Change");
    await ringMentioned(tx, ctx, row);
    await tellItem(tx, ctx, itemId);
    return row;
  });
  return firstOf(ctx, row);
}

/**
 * Puts another text in the place of the caller's own comment. Who is mentioned for the first time is rung for; who is not
 * mentioned any more, and has not read it yet, is not.
 * @throws NOT_FOUND · FORBIDDEN for somebody else's comment · BAD_REQUEST when it mentions too many
 */
export async function editComment(
  ctx: Ctx,
  itemId: string,
  commentId: string,
  text: string,
): Promise<CommentAnswer> {
  authorize(ctx, "editComment");
  const emails = mentioned(text);
  const row = await db().transaction(async (tx) => {
    await assertOwn(tx, ctx, itemId, commentId, "edit");
    const people = await membersAmong(tx, ctx.teamId, { emails });
    const mentions = people.map(({ id }) => id);
    const [row] = await tx
      .update(comments)
      .set({ text, mentions, editedAt: new Date() })
      .where(eq(comments.id, commentId))
      .returning();
    if (!row) throw notFound("Comment");
    const silenced = await tx
      .delete(bellEntries)
      .where(
        and(
          eq(bellEntries.commentId, commentId),
          isNull(bellEntries.readAt),
          mentions.length > 0 ? notInArray(bellEntries.userId, mentions) : undefined,
        ),
      )
      .returning({ userId: bellEntries.userId });
    await tellBells(tx, ctx, silenced);
    await ringMentioned(tx, ctx, row);
    await tellItem(tx, ctx, itemId);
    return row;
  });
  return firstOf(ctx, row);
}

/** Takes the caller's own comment away, and with it what it rang for. @throws NOT_FOUND · FORBIDDEN as editComment */
export async function deleteComment(ctx: Ctx, itemId: string, commentId: string): Promise<void> {
  authorize(ctx, "deleteComment");
  await db().transaction(async (tx) => {
    await assertOwn(tx, ctx, itemId, commentId, "delete");
    const silenced = await tx
      .delete(bellEntries)
      .where(eq(bellEntries.commentId, commentId))
      .returning({ userId: bellEntries.userId });
    await tx.delete(comments).where(eq(comments.id, commentId));
    await tellBells(tx, ctx, silenced);
    await tellItem(tx, ctx, itemId);
  });
}

function mentioned(text: string): string[] {
  const emails = mentionedIn(text);
  if (emails.length > MOST_MENTIONS) {
    throw badRequest(
      `The comment mentions ${emails.length.toLocaleString("en")} people. Mention at most ${MOST_MENTIONS}.`,
      [{ path: "text", message: `must mention at most ${MOST_MENTIONS} people` }],
    );
  }
  return emails;
}

async function assertItem({ teamId }: Ctx, itemId: string, tx: Tx | ReturnType<typeof db> = db()) {
  const [item] = await tx
    .select({ id: items.id })
    .from(items)
    .where(and(eq(items.id, itemId), eq(items.teamId, teamId)));
  if (!item) throw notFound("Change");
}

async function assertOwn(tx: Tx, ctx: Ctx, itemId: string, commentId: string, what: "edit" | "delete") {
  const [row] = await tx
    .select(getTableColumns(comments))
    .from(comments)
    .where(and(eq(comments.id, commentId), eq(comments.itemId, itemId), eq(comments.teamId, ctx.teamId)))
    .for("update");
  if (!row) throw notFound("Comment");
  if (!isOwn(ctx, row)) {
    throw new TidemarkError(
      "FORBIDDEN",
      `Only ${row.byName}, who wrote this comment, may ${what} it. Write one of your own.`,
    );
  }
}

const isOwn = ({ actor }: Ctx, { userId, apiKeyId }: Row) =>
  (actor.kind === "user" && actor.userId === userId) || (actor.kind === "apiKey" && actor.keyId === apiKeyId);

function authorOf({ actor }: Ctx) {
  return {
    userId: actor.kind === "user" ? actor.userId : null,
    apiKeyId: actor.kind === "apiKey" ? actor.keyId : null,
    byName: actorName(actor),
  };
}

/** Nobody is rung for by what they wrote themselves. */
async function ringMentioned(tx: Tx, ctx: Ctx, row: Row): Promise<void> {
  const { id: commentId, itemId, byName } = row;
  const others = row.mentions.filter((id) => id !== row.userId);
  await ring(
    tx,
    ctx.teamId,
    others.map((userId) => ({ userId, itemId, commentId, kind: "mention", byName })),
  );
}

const tellItem = (tx: Tx, { teamId }: Ctx, itemId: string) =>
  announce(tx, { teamId, topics: [`item:${itemId}`] });

async function tellBells(tx: Tx, { teamId }: Ctx, whose: { userId: string }[]): Promise<void> {
  if (whose.length > 0) {
    await announce(tx, { teamId, topics: whose.map(({ userId }) => `bell:${userId}` as const) });
  }
}

const peopleOf = (rows: Row[]) => peopleById(rows.flatMap(({ userId, mentions }) => [userId, ...mentions]));

async function answersOf(ctx: Ctx, rows: Row[]): Promise<CommentAnswer[]> {
  const people = await peopleOf(rows);
  return rows.map((row) => answerOf(ctx, row, people));
}

const firstOf = async (ctx: Ctx, row: Row) => answerOf(ctx, row, await peopleOf([row]));

function answerOf(ctx: Ctx, row: Row, people: Awaited<ReturnType<typeof peopleOf>>): CommentAnswer {
  return {
    id: row.id,
    itemId: row.itemId,
    text: row.text,
    by: (row.userId && people.get(row.userId)) || null,
    byName: row.byName,
    mine: isOwn(ctx, row),
    mentions: row.mentions.flatMap((id) => people.get(id) ?? []),
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
  };
}
