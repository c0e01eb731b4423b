import { and, eq, isNull, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { bellEntries, changes, items, monitors } from "#lib/db/schema.ts";
import {
  actOnItem,
  actOnItems,
  countItems,
  fileChanges,
  getItem,
  handOver,
  listItems,
  markRead,
  wakeItems,
} from "#lib/inbox/index.ts";
import type { ItemAnswer } from "#lib/inbox/model.ts";
import { type ApiUser, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { storeCheck } from "#testing/stored-checks.ts";
import { type Member, newMember, storeItem } from "#testing/stored-items.ts";

ownDatabase();

let user: ApiUser;
let ana: Member;
let ben: Member;
let monitor: Awaited<ReturnType<ApiUser["create"]>>;
beforeEach(async () => {
  user = await newApiUser();
  ana = await newMember(user, "member");
  ben = await newMember(user, "member");
  monitor = await user.create();
});

const open = (ctx = ana.ctx, more = {}) => listItems(ctx, { view: "open", limit: 100, ...more });
const changed = (before: string, after: string) => ({ status: "changed" as const, before, after });
const item = (more = {}) => storeItem(user.ctx, monitor, more);
const now = async (id: string): Promise<ItemAnswer> =>
  getItem(ana.ctx, id, { view: "all", changesLimit: 25 });

test("changes are filed once, however many file them at the same moment", async () => {
  await storeCheck(user.ctx, monitor, {
    found: [changed("$19", "$24"), changed("a $19", "a $24"), changed("other", "words")],
  });
  await Promise.all([fileChanges(), fileChanges(), fileChanges()]);
  await fileChanges();
  const { items: found } = await open();
  expect(found.map(({ pages, changes: count }) => [pages, count]).sort()).toEqual([
    [1, 1],
    [2, 2],
  ]);
  const left = await db()
    .select()
    .from(changes)
    .where(and(eq(changes.teamId, user.ctx.teamId), isNull(changes.itemId)));
  expect(left).toEqual([]);
});

test("hundreds of pages with one difference are one item, over two batches", async () => {
  const found = Array.from({ length: 520 }, () => changed("© 2025", "© 2026"));
  await storeCheck(user.ctx, monitor, { found });
  await fileChanges();
  const { items: all } = await open();
  expect(all).toHaveLength(1);
  expect(all[0]).toMatchObject({
    pages: 520,
    changes: 520,
    excerpt: { before: "© 2025", after: "© 2026" },
  });
});

test("what a deleted monitor found last is filed nowhere, and given to nobody", async () => {
  await storeCheck(user.ctx, monitor, { found: [changed("a", "b")] });
  await db().update(monitors).set({ status: "deleted", nextRunAt: null }).where(eq(monitors.id, monitor.id));
  await fileChanges();
  expect(await db().$count(items, eq(items.teamId, user.ctx.teamId))).toBe(0);
  const [change] = await db().select().from(changes).where(eq(changes.teamId, user.ctx.teamId));
  expect(change?.itemId).toBe("00000000-0000-0000-0000-000000000000");
});

test("whoever is given a change hears of it; whoever takes one does not", async () => {
  const [given, taken] = [await item(), await item()];
  await actOnItem(ana.ctx, given, { act: "assign", userId: ben.id });
  await actOnItem(ana.ctx, taken, { act: "assign", userId: ana.id });
  await actOnItem(ana.ctx, given, { act: "assign", userId: ben.id });
  const rung = await db().select().from(bellEntries).where(eq(bellEntries.teamId, user.ctx.teamId));
  expect(rung.map(({ userId, itemId, kind }) => ({ userId, itemId, kind }))).toEqual([
    { userId: ben.id, itemId: given, kind: "assigned" },
  ]);
});

test("an opening is not taken back over what came since", async () => {
  const id = await item();
  await actOnItem(ana.ctx, id, { act: "done" });
  const { actId } = await actOnItem(ana.ctx, id, { act: "reopen" });
  const [row] = await db().select().from(items).where(eq(items.id, id));
  await db()
    .update(items)
    .set({ edition: (row?.edition ?? 0) + 1, changes: 2, changedAt: new Date() })
    .where(eq(items.id, id));
  const outcome = await actOnItem(ana.ctx, id, { act: "undo", actId: actId ?? "" });
  expect(outcome.conflict).toMatch(/changed again/);
  expect((await now(id)).state).toBe("open");
});

test("what was found before there was an inbox stays filed nowhere", async () => {
  await storeCheck(user.ctx, monitor, { found: [changed("a", "b")] });
  await db()
    .update(changes)
    .set({ itemId: "00000000-0000-0000-0000-000000000000" })
    .where(eq(changes.teamId, user.ctx.teamId));
  await fileChanges();
  expect((await open()).items).toEqual([]);
});

test("items go with their monitor", async () => {
  const id = await item();
  await db().update(monitors).set({ status: "deleted", nextRunAt: null }).where(eq(monitors.id, monitor.id));
  expect((await open()).items).toEqual([]);
  await expect(now(id)).rejects.toThrow("Change not found");
  await expect(actOnItem(ana.ctx, id, { act: "done" })).rejects.toThrow("Change not found");
});

test("another team finds nothing, and a viewer may read and not act", async () => {
  const id = await item();
  const stranger = await newMember(await newApiUser(), "owner");
  await expect(getItem(stranger.ctx, id, { view: "all", changesLimit: 1 })).rejects.toThrow("not found");
  await expect(actOnItems(stranger.ctx, [id], { act: "done" })).rejects.toThrow("not found");
  const viewer = await newMember(user, "viewer");
  expect((await open(viewer.ctx)).items).toHaveLength(1);
  await expect(actOnItem(viewer.ctx, id, { act: "done" })).rejects.toThrow(
    /Your role in this team is viewer/,
  );
});

test("each act does what it says, and undo takes it back", async () => {
  const id = await item();
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const steps: [Parameters<typeof actOnItem>[2], Partial<ItemAnswer>][] = [
    [{ act: "assign", userId: ben.id }, { assignee: { id: ben.id, email: ben.email, name: null } }],
    [{ act: "important", important: true }, { important: true }],
    [{ act: "snooze", until }, { snoozedUntil: until }],
    [{ act: "unsnooze" }, { snoozedUntil: null }],
    [{ act: "snooze", untilChange: true }, { snoozedUntilChange: true }],
    [
      { act: "done", reason: "told sales" },
      { state: "done", reason: "told sales", snoozedUntilChange: false },
    ],
    [{ act: "reopen" }, { state: "open" }],
    [{ act: "noise" }, { state: "noise" }],
  ];
  for (const [act, after] of steps) {
    const before = await now(id);
    const { actId } = await actOnItem(ana.ctx, id, act);
    expect(await now(id), act.act).toMatchObject(after);
    await actOnItem(ana.ctx, id, { act: "undo", actId: actId ?? "" });
    const {
      edition: _a,
      acts: _b,
      ...restored
    } = await getItem(ana.ctx, id, { view: "all", changesLimit: 1 });
    const { edition: _c, acts: _d, ...was } = before as typeof restored & { edition: number; acts: unknown };
    expect(restored, act.act).toEqual(was);
    await actOnItem(ana.ctx, id, act);
  }
});

test("two people who want the same see the same; one who wants the contrary is told, and nothing is lost", async () => {
  const id = await item();
  const { edition } = await now(id);
  const first = await actOnItem(ana.ctx, id, { act: "done", edition });
  expect(first).toMatchObject({ item: { state: "done", closedBy: ana.email } });
  const same = await actOnItem(ben.ctx, id, { act: "done", edition });
  expect(same).toMatchObject({ item: { state: "done", closedBy: ana.email } });
  expect(same.conflict).toBeUndefined();
  const contrary = await actOnItem(ben.ctx, id, { act: "noise", edition });
  expect(contrary.conflict).toMatch(new RegExp(`^${ana.email} marked it done`));
  expect(await now(id)).toMatchObject({ state: "done", closedBy: ana.email });
  const knowing = await actOnItem(ben.ctx, id, { act: "noise", edition: contrary.item?.edition });
  expect(knowing).toMatchObject({ item: { state: "noise", closedBy: ben.email } });
});

test("an undo does not overrule what somebody did since", async () => {
  const id = await item();
  const { actId } = await actOnItem(ana.ctx, id, { act: "assign", userId: ana.id });
  const { edition } = await now(id);
  await actOnItem(ben.ctx, id, { act: "assign", userId: ben.id, edition });
  const undone = await actOnItem(ana.ctx, id, { act: "undo", actId: actId ?? "" });
  expect(undone.conflict).toContain(ben.email);
  expect((await now(id)).assignee?.id).toBe(ben.id);
});

test("what was done to many is taken back of all of them at once, where nobody did something since", async () => {
  const ids = [await item(), await item(), await item()];
  const done = await actOnItems(ana.ctx, ids, { act: "done" });
  const actIds = done.map(({ actId }) => actId ?? "");
  const [, theirs = ""] = ids;
  await actOnItem(ben.ctx, theirs, { act: "noise", edition: (await now(theirs)).edition });
  const undone = await actOnItems(ana.ctx, ids, { act: "undo", actIds: actIds.toReversed() });
  expect(undone.map(({ item: one }) => one?.state)).toEqual(["open", "noise", "open"]);
  expect(undone[1]?.conflict).toContain(ben.email);
  const again = await actOnItems(ana.ctx, ids, { act: "undo", actIds });
  expect(again.map(({ actId }) => actId ?? null)).toEqual([null, null, null]);
  const [strange] = await actOnItems(ana.ctx, [theirs], { act: "undo", actIds: [actIds[0] ?? ""] });
  expect(strange?.error).toMatch(/no such act/);
});

test("hundreds are acted on at once, each with its outcome", async () => {
  const ids = [await item(), await item(), crypto.randomUUID()];
  const outcomes = await actOnItems(ana.ctx, ids, { act: "done" });
  expect(outcomes.map(({ item: one, error }) => one?.state ?? error)).toEqual([
    "done",
    "done",
    "Change not found",
  ]);
  const body = { act: "done", ids: Array.from({ length: 501 }, () => crypto.randomUUID()) };
  const reply = await ana.call("POST", "/api/v2/changes/act", { body });
  expect(reply.status).toBe(400);
  expect(reply.body.error).toMatch(/at most 500/);
});

test("acts that make no sense are refused with what to do", async () => {
  const id = await item();
  const stranger = await newMember(await newApiUser());
  const refused = (act: Parameters<typeof actOnItem>[2]) => expect(actOnItem(ana.ctx, id, act)).rejects;
  await refused({ act: "assign", userId: stranger.id }).toThrow("no member of this team");
  await refused({ act: "label", labelId: crypto.randomUUID() }).toThrow("no label of this team");
  await refused({ act: "snooze", until: "2020-01-01T00:00:00Z" }).toThrow("has passed");
  await refused({ act: "snooze" }).toThrow("Give one of until and untilChange");
  await db().execute(sql`update teams set ask_reason = true where id = ${user.ctx.teamId}`);
  await refused({ act: "noise" }).toThrow("asks for a reason");
  expect(await actOnItem(ana.ctx, id, { act: "noise", reason: "a counter" })).toMatchObject({
    item: { state: "noise", reason: "a counter" },
  });
});

test("lists go on by their cursor at any depth, also where all changed at one moment", async () => {
  const id = await item();
  await db().execute(sql`
    insert into items (id, team_id, monitor_id, kind, group_hash, change_id, check_id, page_id, check_page_id, pages,
      changes, opened_at, changed_at)
    select gen_random_uuid(), team_id, monitor_id, kind, group_hash, change_id, check_id, page_id, check_page_id, pages,
      changes, opened_at, changed_at from items, generate_series(1, 204) where id = ${id}::uuid`);
  const seen: string[] = [];
  let path: string | null = "/api/v2/changes?limit=20";
  while (path) {
    const reply = await ana.call<ItemAnswer[]>("GET", path);
    seen.push(...reply.body.data.map((one) => one.id));
    const { next } = reply.body as unknown as { next?: string };
    path = next ? new URL(next).pathname + new URL(next).search : null;
  }
  expect(seen).toHaveLength(205);
  expect(new Set(seen).size).toBe(205);
  expect((await ana.call("GET", "/api/v2/changes?cursor=nonsense")).status).toBe(400);
  const middle = await getItem(ana.ctx, seen[100] ?? "", { view: "open", changesLimit: 1 });
  expect([middle.previousId, middle.nextId]).toEqual([seen[99], seen[101]]);
});

test("each filter narrows, and counts agree with lists", async () => {
  const mine = await item({ assigneeId: ana.id, important: true });
  const failing = await item({ kind: "failed", failing: 1 });
  await item({ snoozedUntil: new Date(Date.now() + 3_600_000) });
  await item({ state: "done" });
  const ids = async (more: object) => (await open(ana.ctx, more)).items.map(({ id }) => id);
  expect(await ids({ view: "mine" })).toEqual([mine]);
  expect(await ids({ view: "failing" })).toEqual([failing]);
  expect(await ids({ important: true })).toEqual([mine]);
  expect(await ids({ assignee: "nobody" })).toEqual([failing]);
  expect(await ids({ assignee: "me" })).toEqual([mine]);
  expect(await ids({ kind: "failed" })).toEqual([failing]);
  expect(await ids({ q: "starter prices" })).toHaveLength(2);
  expect(await ids({ q: "100%" })).toEqual([]);
  expect(await ids({ monitor: crypto.randomUUID() })).toEqual([]);
  expect(await ids({ to: "2020-01-01T00:00:00Z" })).toEqual([]);
  expect(await countItems(ana.ctx, {})).toEqual({
    open: 2,
    mine: 1,
    failing: 1,
    snoozed: 1,
    done: 1,
    noise: 0,
    all: 4,
    unread: 2,
  });
});

test("an item is unread until each has read it, and again when it changes", async () => {
  const id = await item();
  await markRead(ana.ctx, id);
  expect(await now(id)).toMatchObject({ unread: false, changesSinceRead: 0 });
  expect((await open(ben.ctx)).items[0]).toMatchObject({ unread: true });
  await db().execute(sql`update items set changes = changes + 3 where id = ${id}::uuid`);
  expect(await now(id)).toMatchObject({
    unread: true,
    changesSinceRead: 3,
    lastRead: { changeId: expect.any(String) },
  });
  expect((await open(user.ctx)).items[0]).toMatchObject({ unread: expect.any(Boolean) });
});

test("a snooze ends by its time, by a change of the page, and with who is told", async () => {
  const slept = await item({ snoozedUntil: new Date(Date.now() - 1000) });
  await wakeItems();
  expect((await open()).items.map(({ id }) => id)).toEqual([slept]);
  const [row] = await db().select().from(items).where(eq(items.id, slept));
  await db().update(items).set({ snoozedUntilChange: true, gathersIn: null }).where(eq(items.id, slept));
  expect((await open()).items).toEqual([]);
  // The page changes again, in another way.
  const { checkId, pageIds } = await storeCheck(user.ctx, monitor, { found: [changed("x", "y")] });
  await db()
    .update(changes)
    .set({ pageId: row?.pageId ?? "" })
    .where(eq(changes.checkPageId, pageIds[0] ?? ""));
  await fileChanges();
  expect(await now(slept)).toMatchObject({ snoozedUntilChange: false, changes: 2, checkId });
});

test("who leaves hands over what is theirs", async () => {
  const id = await item({ assigneeId: ana.id });
  const count = await db().transaction((tx) => handOver(tx, user.ctx.teamId, ana.id, ben.id));
  expect(count).toBe(1);
  expect((await now(id)).assignee?.id).toBe(ben.id);
});

test("a label that asks for it is agreed to by somebody else, and only as it was seen", async () => {
  const id = await item();
  const [legal, wording] = await db().execute<{ id: string }>(sql`
    select id from labels where team_id = ${user.ctx.teamId} and name in ('Legal', 'Wording') order by name`);
  await actOnItem(ana.ctx, id, { act: "label", labelId: legal?.id ?? "" });
  await expect(actOnItem(ana.ctx, id, { act: "signOff" })).resolves.toMatchObject({
    error: expect.stringMatching(/You gave it this label/),
  });
  const { edition } = await now(id);
  await actOnItem(ana.ctx, id, { act: "label", labelId: wording?.id ?? "" });
  const stale = await actOnItem(ben.ctx, id, { act: "signOff", edition });
  expect(stale.conflict).toMatch(/labelled it/);
  const seen = await actOnItem(ben.ctx, id, { act: "signOff", edition: stale.item?.edition });
  expect(seen.item).toMatchObject({ signedOffBy: ben.email, label: { name: "Wording" } });
});
