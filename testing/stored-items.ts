import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Ctx } from "../lib/ctx.ts";
import { db } from "../lib/db/client.ts";
import { changes, items, memberships, pages, users } from "../lib/db/schema.ts";
import type { MonitorAnswer } from "../lib/monitor/model.ts";
import type { Role } from "../lib/policy.ts";
import { openSession } from "../lib/team/index.ts";
import { type ApiUser, type CallOptions, call } from "./api.ts";
import { storeCheck } from "./stored-checks.ts";

type Item = typeof items.$inferInsert;

/** Writes an item of one changed page, as filing would have left it; `more` says what has been done with it since. */
export async function storeItem(
  ctx: Ctx,
  monitor: MonitorAnswer,
  { url, ...more }: Partial<Item> & { url?: string } = {},
): Promise<string> {
  const { checkId, trackedIds } = await storeCheck(ctx, monitor, {
    found: [{ status: "changed", before: "Starter $19", after: "Starter $24" }],
  });
  const pageId = trackedIds[0] ?? "";
  if (url) await setUrl(pageId, url);
  const [change] = await db().select().from(changes).where(eq(changes.pageId, pageId));
  if (!change) throw new Error("The check left no change.");
  const id = uuidv7();
  await db()
    .insert(items)
    .values({
      id,
      teamId: ctx.teamId,
      monitorId: monitor.id,
      kind: change.kind,
      checkId,
      pageId,
      changeId: change.id,
      checkPageId: change.checkPageId,
      groupHash: change.groupHash,
      pages: 1,
      changes: 1,
      openedAt: change.createdAt,
      changedAt: change.createdAt,
      excerpt: change.excerpt,
      linesAdded: change.linesAdded,
      linesRemoved: change.linesRemoved,
      ...more,
    });
  await db().update(changes).set({ itemId: id }).where(eq(changes.id, change.id));
  return id;
}

async function setUrl(pageId: string, url: string): Promise<void> {
  await db().update(pages).set({ url }).where(eq(pages.id, pageId));
}

export type Member = {
  id: string;
  email: string;
  ctx: Ctx;
  /** As their browser calls the API. */
  call: ApiUser["call"];
};

/** Somebody who joins the team of an API user, signed in. */
export async function newMember({ ctx }: ApiUser, role: Role = "member", name?: string): Promise<Member> {
  const id = uuidv7();
  const email = `${name ?? id}@example.com`;
  await db().insert(users).values({ id, email, passwordHash: "none" });
  await db().insert(memberships).values({ teamId: ctx.teamId, userId: id, role });
  const { token } = await openSession({ teamId: ctx.teamId, userId: id, ip: null, userAgent: null });
  const own = { cookie: `tidemark_session=${token}`, "sec-fetch-site": "same-origin" };
  return {
    id,
    email,
    ctx: { ...ctx, actor: { kind: "user", userId: id, email, role } },
    call: (method: string, path: string, options: CallOptions = {}) =>
      call(method, path, { ...options, headers: { ...own, ...options.headers } }),
  };
}
