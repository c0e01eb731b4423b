import { and, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { bellEntries, memberships } from "#lib/db/schema.ts";
import type { BellAnswer } from "#lib/inbox/bell/model.ts";
import type { CommentAnswer } from "#lib/inbox/comments/model.ts";
import { subscribe } from "#lib/live/listener.ts";
import type { LiveEvent } from "#lib/live/model.ts";
import { type ApiUser, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { type Member, newMember, storeItem } from "#testing/stored-items.ts";

ownDatabase();

let user: ApiUser;
let ana: Member;
let ben: Member;
let itemId: string;
let path: string;

beforeEach(async () => {
  user = await newApiUser();
  ana = await newMember(user);
  ben = await newMember(user, "viewer");
  itemId = await storeItem(user.ctx, await user.create());
  path = `/api/v2/changes/${itemId}/comments`;
});

type Page = { data: CommentAnswer[]; nextCursor: string | null; total: number };
type Rung = { data: BellAnswer[]; unread: number; nextCursor: string | null };

const say = (who: Member | ApiUser, text: unknown) =>
  who.call<CommentAnswer>("POST", path, { body: { text } });
const comments = async (who: Member | ApiUser, query = "") =>
  (await who.call("GET", path + query)).body as unknown as Page;
const bell = async (who: Member, query = "") =>
  (await who.call("GET", `/api/v2/bell${query}`)).body as unknown as Rung;

test("what one says, the others read, with who said it and who is mentioned", async () => {
  await say(ana, `Look, @${ben.email}`);
  await say(user, "A program says so, too");
  const { data, total } = await comments(ben);
  expect(total).toBe(2);
  expect(data).toMatchObject([
    { by: null, byName: 'API key "test"', text: "A program says so, too", mine: false },
    { by: { id: ana.id }, byName: ana.email, mentions: [{ id: ben.id }], mine: false, editedAt: null },
  ]);
  expect((await comments(ana)).data.map(({ mine }) => mine)).toEqual([false, true]);
  expect((await comments(user)).data.map(({ mine }) => mine)).toEqual([true, false]);
});

test("a mention rings for whom it means, once, and for nobody who wrote it themselves", async () => {
  await say(ana, `@${ben.email} and @${ana.email} and @${ben.email} and @eve@example.com`);
  const { data, unread } = await bell(ben);
  expect(unread).toBe(1);
  expect(data).toMatchObject([
    {
      kind: "mention",
      itemId,
      by: ana.email,
      title: "Prices",
      words: expect.stringContaining("and"),
      readAt: null,
    },
  ]);
  expect((await bell(ana)).unread).toBe(0);
});

test("the bell is told live, to whom it rings for", async () => {
  const heard: LiveEvent[] = [];
  const stop = subscribe(
    user.ctx.teamId,
    (event) => heard.push(event),
    () => {},
  );
  await expect.poll(() => heard).toEqual([{ type: "resync" }]);
  await say(ana, `@${ben.email}`);
  await expect
    .poll(() => heard.flatMap((event) => (event.type === "changed" ? event.topics : [])))
    .toEqual(expect.arrayContaining([`bell:${ben.id}`, `item:${itemId}`]));
  stop();
});

test("an edit rings for whom it mentions for the first time, and takes back what was not read", async () => {
  const cem = await newMember(user);
  const { id } = (await say(ana, `@${ben.email} please`)).body.data;
  const edited = await ana.call<CommentAnswer>("PATCH", `${path}/${id}`, {
    body: { text: `@${cem.email} please` },
  });
  expect(edited.body.data).toMatchObject({ text: `@${cem.email} please`, editedAt: expect.any(String) });
  expect([(await bell(ben)).unread, (await bell(cem)).unread]).toEqual([0, 1]);
  await cem.call("POST", "/api/v2/bell/read", { body: { all: true } });
  await ana.call("PATCH", `${path}/${id}`, { body: { text: `@${cem.email} again` } });
  expect(await bell(cem)).toMatchObject({ unread: 0, data: [{ commentId: id }] });
});

test("a deleted comment is gone for everybody, with what it rang for", async () => {
  const { id } = (await say(ana, `@${ben.email} please`)).body.data;
  expect((await ana.call("DELETE", `${path}/${id}`)).status).toBe(200);
  expect(await comments(ben)).toMatchObject({ data: [], total: 0 });
  expect(await bell(ben)).toMatchObject({ data: [], unread: 0 });
  expect((await ana.call("DELETE", `${path}/${id}`)).body).toMatchObject({ error: "Comment not found" });
});

test("only its author edits or deletes a comment, whatever the others' role", async () => {
  const owner = await newMember(user, "owner");
  const { id } = (await say(ana, "Mine")).body.data;
  for (const other of [owner, ben, user]) {
    for (const [method, body] of [
      ["PATCH", { text: "Yours" }],
      ["DELETE", undefined],
    ] as const) {
      const reply = await other.call(method, `${path}/${id}`, { body });
      expect(reply).toMatchObject({
        status: 403,
        body: { error: expect.stringContaining(`Only ${ana.email}`) },
      });
    }
  }
  expect((await comments(ana)).data).toMatchObject([{ text: "Mine", editedAt: null }]);
});

test.each([
  ["nothing", "", /must not be empty/],
  ["only blanks", " \n ", /must not be empty/],
  ["100 KB", "a".repeat(102_400), /at most 10,000 characters/],
  ["one sign too many", "a".repeat(10_001), /at most 10,000 characters/],
  ["a number", 7, /must be text/],
])("%s is no comment", async (_, text, sentence) => {
  const reply = await say(ana, text);
  expect(reply.status).toBe(400);
  expect(JSON.stringify(reply.body)).toMatch(sentence);
  expect((await comments(ana)).total).toBe(0);
});

test("as long as a comment may be, it is kept as it was typed, scripts and all", async () => {
  const text = `<script>alert(1)</script>${"a".repeat(10_000 - 25)}`;
  expect((await say(ana, text)).body.data.text).toBe(text);
});

test("51 mentions are too many, and so are as many as fit; 50 are not", async () => {
  const mentions = (count: number) => Array.from({ length: count }, (_, n) => `@p${n}@a.b`).join(" ");
  expect((await say(ana, mentions(50))).status).toBe(200);
  expect((await say(ana, mentions(51))).body.error).toMatch(/mentions 51 people. Mention at most 50/);
  expect((await say(ana, mentions(10_000).slice(0, 9990))).body.error).toMatch(/Mention at most 50/);
  expect((await say(ana, mentions(10_000))).body.error).toMatch(/at most 10,000 characters/);
});

test("the comments of an item come a page at a time, newest first, and none twice", async () => {
  for (let n = 1; n <= 5; n++) await say(ana, `Comment ${n}`);
  const texts: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: Page = await comments(ben, `?limit=2${cursor && `&cursor=${cursor}`}`);
    texts.push(...page.data.map(({ text }) => text));
    cursor = page.nextCursor;
  }
  expect(texts).toEqual([5, 4, 3, 2, 1].map((n) => `Comment ${n}`));
});

test("another team's item is not found, nor a comment of another item", async () => {
  const stranger = await newMember(await newApiUser());
  const { id } = (await say(ana, "Ours")).body.data;
  expect((await say(stranger, "Theirs")).body).toMatchObject({ error: "Change not found" });
  expect((await stranger.call("GET", path)).status).toBe(404);
  expect((await stranger.call("DELETE", `${path}/${id}`)).status).toBe(404);
  const otherItem = await storeItem(user.ctx, await user.create());
  expect((await ana.call("DELETE", `/api/v2/changes/${otherItem}/comments/${id}`)).status).toBe(404);
});

test("a stranger cannot be mentioned, and whoever has left is not rung for", async () => {
  const stranger = await newMember(await newApiUser());
  await db().delete(memberships).where(eq(memberships.userId, ben.id));
  const { mentions } = (await say(ana, `@${stranger.email} @${ben.email}`)).body.data;
  expect(mentions).toEqual([]);
  expect(await db().select().from(bellEntries).where(eq(bellEntries.itemId, itemId))).toEqual([]);
});

test("entries of the bell are read one by one, by their item, and all at once, by their own reader only", async () => {
  for (let n = 0; n < 3; n++) await say(ana, `${n} @${ben.email}`);
  const [first] = (await bell(ben)).data;
  const read = (who: Member, body: unknown) => who.call("POST", "/api/v2/bell/read", { body });
  expect((await read(ana, { ids: [first?.id] })).body).toMatchObject({ read: 0 });
  expect((await read(ben, { ids: [first?.id] })).body).toMatchObject({ read: 1 });
  expect(await bell(ben, "?limit=1")).toMatchObject({ unread: 2, data: [{ readAt: expect.any(String) }] });
  expect((await read(ben, { itemId })).body).toMatchObject({ read: 2 });
  await say(ana, `@${ben.email}`);
  expect((await read(ben, { all: true })).body).toMatchObject({ read: 1 });
  expect((await bell(ben)).unread).toBe(0);
  expect((await read(ben, {})).body.error).toMatch(/one of ids, itemId and all/);
  expect((await read(ben, { ids: Array(101).fill(first?.id) })).body.error).toMatch(/at most 100/);
});

test("a key has no bell, and no part in who looks", async () => {
  expect((await user.call("GET", "/api/v2/bell")).body.error).toMatch(/API key has no bell/);
  const body = { viewer: crypto.randomUUID(), here: true };
  const reply = await user.call("POST", `/api/v2/changes/${itemId}/presence`, { body });
  expect(reply.body.error).toMatch(/API key looks at nothing/);
});

test("a person who is in two teams has a bell in each", async () => {
  await say(ana, `@${ben.email}`);
  const entries = await db()
    .select()
    .from(bellEntries)
    .where(and(eq(bellEntries.userId, ben.id), eq(bellEntries.teamId, user.ctx.teamId)));
  expect(entries).toHaveLength(1);
  const { listBell } = await import("#lib/inbox/bell/index.ts");
  const elsewhere = { ...ben.ctx, teamId: (await newApiUser()).ctx.teamId };
  expect(await listBell(elsewhere, { limit: 10 })).toMatchObject({ data: [], unread: 0 });
});

test("who else looks at an item is told to each, and ends when they leave", async () => {
  const at = `/api/v2/changes/${itemId}/presence`;
  const look = (who: Member, viewer: string, here: boolean) =>
    who.call<{ id: string }[]>("POST", at, { body: { viewer, here } });
  const [tabOfAna, tabOfBen] = [crypto.randomUUID(), crypto.randomUUID()];
  expect((await look(ana, tabOfAna, true)).body.data).toEqual([]);
  expect((await look(ben, tabOfBen, true)).body.data).toMatchObject([{ id: ana.id }]);
  expect((await ana.call("GET", at)).body.data).toMatchObject([{ id: ben.id, email: ben.email }]);
  expect((await user.call("GET", at)).body.data).toHaveLength(2);
  await look(ben, tabOfBen, false);
  expect((await ana.call("GET", at)).body.data).toEqual([]);
  const stranger = await newMember(await newApiUser());
  expect((await look(stranger, crypto.randomUUID(), true)).status).toBe(404);
  await look(ana, tabOfAna, false);
});
