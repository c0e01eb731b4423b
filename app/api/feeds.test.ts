import { eq } from "drizzle-orm";
import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import { SaxesParser } from "saxes";
import { beforeEach, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { changes, feeds, memberships, pages } from "#lib/db/schema.ts";
import { createFeed } from "#lib/feed/index.ts";
import { type FeedAnswer, FeedLinks, MOST_FEEDS } from "#lib/feed/model.ts";
import { type ApiUser, answer, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { storeCheck } from "#testing/stored-checks.ts";
import { type Member, newMember, storeItem } from "#testing/stored-items.ts";

ownDatabase();

const path = "/api/v2/team/feeds";
let user: ApiUser;
let admin: Member;

beforeEach(async () => {
  user = await newApiUser();
  admin = await newMember(user, "admin");
});

async function create(body: object = { name: "My reader" }): Promise<FeedLinks> {
  const reply = await admin.call("POST", path, { body });
  return FeedLinks.parse(reply.body.data);
}

const read = (url: string, headers: Record<string, string> = {}) => answer(new Request(url, { headers }));

/** @throws Error where the XML is not well-formed */
function wellFormed(xml: string): string {
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  return xml;
}

async function readAtom(url: string) {
  const response = await read(url);
  expect(response.status).toBe(200);
  return parseAtomFeed(wellFormed(await response.text()));
}

test("a feed tells of the team's changes, newest first, each linked to its own page", async () => {
  const monitor = await user.create({ name: "Acme pricing" });
  const itemId = await storeItem(user.ctx, monitor, { url: "https://acme.example/pricing?a=1&b=2" });
  await storeCheck(user.ctx, await user.create({ name: "Acme docs" }), {
    found: [{ status: "error", error: "The page answered 503" }],
  });
  const links = await create();
  const feed = await readAtom(links.atom);
  expect(feed.title?.value).toBe("Test team · Tidemark");
  expect(feed.links).toMatchObject([{ rel: "self", href: links.atom }, { rel: "alternate" }]);
  const [failed, changed] = feed.entries ?? [];
  expect(failed?.title?.value).toMatch(/^Acme docs: .*cannot be read\. The page answered 503$/);
  expect(failed?.links?.[0]?.href).toMatch(/tidemark\.test\/monitors\/[\w-]+\/checks\/[\w-]+\?page=[\w-]+$/);
  expect(changed).toMatchObject({
    id: expect.stringMatching(/^urn:uuid:/),
    title: { value: "Acme pricing: Starter $19 → $24" },
    links: [
      { rel: "alternate", href: `http://tidemark.test/changes/${itemId}` },
      { rel: "related", href: "https://acme.example/pricing?a=1&b=2" },
    ],
  });
  expect(changed?.content).toMatchObject({
    type: "html",
    value: expect.stringContaining("<pre><del>- Starter $19</del>\n<ins>+ Starter $24</ins></pre>"),
  });
  expect(changed?.content?.value).toContain("https://acme.example/pricing?a=1&amp;b=2");
});

test("the JSON Feed tells the same", async () => {
  await storeItem(user.ctx, await user.create({ name: "Acme pricing" }));
  const links = await create();
  const response = await read(links.json);
  expect(response.headers.get("content-type")).toBe("application/feed+json; charset=utf-8");
  const feed = parseJsonFeed(await response.text());
  expect(feed).toMatchObject({ feed_url: links.json, title: "Test team · Tidemark" });
  const entries = (await readAtom(links.atom)).entries ?? [];
  expect(feed.items?.map(({ id, title, content_html }) => [id, title, content_html])).toEqual(
    entries.map(({ id, title, content }) => [id, title?.value, content?.value]),
  );
});

test("a feed of a monitor tells of that one alone, and ends with it", async () => {
  const [one, other] = [await user.create({ name: "One" }), await user.create({ name: "Other" })];
  await storeItem(user.ctx, one);
  await storeItem(user.ctx, other);
  const links = await create({ name: "One of them", monitorId: one.id });
  const feed = await readAtom(links.atom);
  expect(feed.title?.value).toBe("One · Tidemark");
  expect(feed.entries).toHaveLength(1);
  const all = await create();
  expect((await readAtom(all.atom)).entries).toHaveLength(2);
  await user.call("DELETE", `/api/v2/monitor/${one.id}`);
  expect((await read(links.atom)).status).toBe(404);
  expect((await readAtom(all.atom)).entries).toHaveLength(1);
});

test("what pages and people write breaks neither form, and runs nowhere", async () => {
  const hostile = `]]></content><script>alert(1)</script>&\u0000\u0008\ufffe "x" <!-- `;
  const monitor = await user.create({ name: `<b>${hostile.replaceAll("\u0000", "")}` });
  const { trackedIds } = await storeCheck(user.ctx, monitor, {
    found: [{ status: "changed", before: "calm", after: hostile.replaceAll("\u0000", "") }],
  });
  await db()
    .update(pages)
    .set({ title: "<img src=x onerror=alert(1)>\u0001" })
    .where(eq(pages.id, trackedIds[0] ?? ""));
  const links = await create();
  const [entry] = (await readAtom(links.atom)).entries ?? [];
  const json = parseJsonFeed(await (await read(links.json)).text());
  for (const html of [entry?.content?.value ?? "", json.items?.[0]?.content_html ?? ""]) {
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).not.toMatch(/<(script|img)/);
  }
  expect(entry?.title?.value).toContain("<b>]]></content><script>");
});

test("an empty feed is valid, and one of many changes has the newest fifty", async () => {
  const links = await create();
  const empty = await readAtom(links.atom);
  expect(empty.entries ?? []).toEqual([]);
  expect(parseJsonFeed(await (await read(links.json)).text()).items ?? []).toEqual([]);
  const found = Array.from({ length: 53 }, (_, n) => ({
    status: "changed" as const,
    before: "was",
    after: `is ${n}`,
  }));
  await storeCheck(user.ctx, await user.create(), { found });
  const feed = await readAtom(links.atom);
  expect(feed.entries).toHaveLength(50);
  expect(feed.entries?.[0]?.title?.value).toContain("is 52");
});

test("who has it already is told so, until something changed", async () => {
  const monitor = await user.create();
  await storeItem(user.ctx, monitor);
  const { atom } = await create();
  const first = await read(atom);
  const etag = first.headers.get("etag") ?? "";
  expect(first.headers.get("cache-control")).toBe("private, no-cache");
  const again = await read(atom, { "if-none-match": etag });
  expect(again.status).toBe(304);
  expect(again.headers.get("etag")).toBe(etag);
  expect(await again.text()).toBe("");
  await db()
    .update(changes)
    .set({ createdAt: new Date("2026-01-02T03:04:05.678Z") });
  const settled = await read(atom);
  expect(settled.headers.get("last-modified")).toBe("Fri, 02 Jan 2026 03:04:05 GMT");
  expect((await read(atom, { "if-modified-since": "Fri, 02 Jan 2026 03:04:05 GMT" })).status).toBe(304);
  await storeItem(user.ctx, monitor);
  expect((await read(atom, { "if-none-match": etag })).status).toBe(200);
  expect((await read(atom, { "if-modified-since": "Fri, 02 Jan 2026 03:04:05 GMT" })).status).toBe(200);
});

test("its secret is stored nowhere, and its address leads nowhere once it is revoked", async () => {
  const { id, atom, json } = await create();
  const token = atom.split("/").at(-2) ?? "";
  expect(token).toMatch(/^[\w-]{43}$/);
  const stored = await db().select().from(feeds).where(eq(feeds.id, id));
  expect(JSON.stringify(stored)).not.toContain(token);
  const listed = await user.call<FeedAnswer[]>("GET", path);
  expect(listed.body.data).toMatchObject([{ id, name: "My reader", lastReadAt: null, revokedAt: null }]);
  expect(JSON.stringify(listed.body)).not.toContain(token);
  await read(atom);
  expect((await user.call<FeedAnswer[]>("GET", path)).body.data[0]?.lastReadAt).not.toBeNull();
  expect((await admin.call("DELETE", `${path}/${id}`)).status).toBe(200);
  for (const url of [atom, json]) expect((await read(url)).status).toBe(404);
  expect((await admin.call("DELETE", `${path}/${id}`)).body.error).toBe("Feed not found");
  const audit = await admin.call<{ action: string; object: { name: string } }[]>("GET", "/api/v2/team/audit");
  const told = audit.body.data.filter(({ action }) => action.startsWith("feed"));
  expect(told.map(({ action, object }) => [action, object.name])).toEqual([
    ["feed.revoked", "My reader"],
    ["feed.created", "My reader"],
  ]);
  expect(JSON.stringify(audit.body)).not.toContain(token);
});

test.each(["x", "a".repeat(43), `${"a".repeat(42)}%00`])("the secret %j opens nothing", async (token) => {
  const reply = await read(`http://tidemark.test/api/feeds/${token}/atom.xml`);
  expect([reply.status, (await reply.json()).error]).toEqual([404, "Feed not found"]);
});

test("another file of a feed is not found, and nothing is written by its address", async () => {
  const { atom } = await create();
  expect((await read(atom.replace("atom.xml", "constructor"))).status).toBe(404);
  expect((await answer(new Request(atom, { method: "POST" }))).status).toBe(405);
});

test("feeds of whoever leaves the team end with that", async () => {
  const { atom } = await create();
  await db().delete(memberships).where(eq(memberships.userId, admin.id));
  expect((await read(atom)).status).toBe(404);
});

test("owners and admins make feeds, members read the list, keys make none", async () => {
  const member = await newMember(user);
  const body = { name: "More" };
  expect((await member.call("POST", path, { body })).status).toBe(403);
  expect((await user.call("POST", path, { body })).body.error).toMatch(/Settings, Feeds/);
  expect((await member.call("GET", path)).status).toBe(200);
});

test("another team's monitor and feed are not found", async () => {
  const stranger = await newApiUser();
  const theirs = await stranger.create();
  const reply = await admin.call("POST", path, { body: { name: "x", monitorId: theirs.id } });
  expect(reply).toMatchObject({ status: 404, body: { error: "Monitor not found" } });
  const { id } = await create();
  const other = await newMember(stranger, "admin");
  expect((await other.call("DELETE", `${path}/${id}`)).status).toBe(404);
});

test.each([
  [{ name: " " }, /must not be empty/],
  [{ name: "a".repeat(101) }, /at most 100 characters/],
  [{ name: "x", monitorId: "y" }, /must be a UUID/],
  [{ name: "x", token: "mine" }, /token/],
])("%j is no feed", async (body, sentence) => {
  const reply = await admin.call("POST", path, { body });
  expect(reply.status).toBe(400);
  expect(JSON.stringify(reply.body)).toMatch(sentence);
});

test("the hundred-and-first feed is refused, however many ask at once; a revoked one does not count", async () => {
  for (let made = 0; made < MOST_FEEDS - 1; made++) {
    await createFeed(user.ctx, { name: `Feed ${made}`, monitorId: null });
  }
  const post = () => admin.call<FeedLinks>("POST", path, { body: { name: "One more" } });
  const replies = await Promise.all([post(), post(), post()]);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  expect(replies.find(({ status }) => status === 400)?.body.error).toMatch(/at most 100 feeds. Revoke one/);
  const made = replies.find(({ status }) => status === 200)?.body.data.id;
  await admin.call("DELETE", `${path}/${made}`);
  expect((await post()).status).toBe(200);
});
