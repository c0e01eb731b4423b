import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createChannel, openChannel } from "#lib/channel/index.ts";
import { type ChannelAnswer, CreateChannel, MOST_CHANNELS } from "#lib/channel/model.ts";
import { db } from "#lib/db/client.ts";
import { channels } from "#lib/db/schema.ts";
import { open, seal } from "#lib/delivery/index.ts";
import { type ApiUser, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { type Site, startSite } from "#testing/site.ts";
import { storeCheck } from "#testing/stored-checks.ts";
import { type Member, newMember } from "#testing/stored-items.ts";

ownDatabase();

const path = "/api/v2/team/channels";
let site: Site;
let user: ApiUser;
let admin: Member;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
beforeEach(async () => {
  user = await newApiUser();
  admin = await newMember(user, "admin");
});

const SECRET = "T0123/B4567/abcdefSECRETghi";
const slack = (more: object = {}) => ({
  kind: "slack",
  url: `https://hooks.slack.com/services/${SECRET}`,
  ...more,
});
const create = (config: object = slack(), more: object = {}, who: Member | ApiUser = admin) =>
  who.call<ChannelAnswer>("POST", path, { body: { name: "#pricing", config, ...more } });
const patch = (id: string, body: object) => admin.call<ChannelAnswer>("PATCH", `${path}/${id}`, { body });
const list = async () => (await user.call<ChannelAnswer[]>("GET", path)).body.data;

// --------------------------------------------------------------------------------------------------------------- secrets

const CONFIGS: [object, RegExp][] = [
  [slack(), /^hooks\.slack\.com\/••••••$/],
  [{ kind: "discord", url: `https://discord.com/api/webhooks/1/${SECRET}` }, /^discord\.com\/••••••$/],
  [{ kind: "teams", url: `https://acme.webhook.office.com/${SECRET}?sig=${SECRET}` }, /office\.com\/••••••$/],
  [{ kind: "ntfy", topic: "hidden-SECRET-topic", token: "tk_SECRET" }, /^ntfy\.sh\/hi••••••$/],
  [
    { kind: "telegram", token: "123456:SECRET_abcdefghijklmnopqrst", chatId: "-100123" },
    /^123456:•••••• → -100123$/,
  ],
  [
    {
      kind: "http",
      url: `https://user:SECRET@acme.example/SECRET`,
      headers: { "x-key": "SECRET" },
      body: "{}",
    },
    /^acme\.example\/••••••$/,
  ],
];

test.each(CONFIGS)(
  "of %j no secret is answered, listed, told in the audit log or stored as it is",
  async (config, hint) => {
    const made = await create(config);
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    expect(made.body.data.hint).toMatch(hint);
    const { id } = made.body.data;
    await patch(id, { config });
    const audit = await admin.call<{ action: string }[]>("GET", "/api/v2/team/audit");
    expect(audit.body.data.map(({ action }) => action).slice(0, 2)).toEqual([
      "channel.changed",
      "channel.created",
    ]);
    const stored = await db().select().from(channels).where(eq(channels.id, id));
    for (const told of [made.body, await list(), audit.body, stored])
      expect(JSON.stringify(told)).not.toContain("SECRET");
    expect((await openChannel(admin.ctx, id)).config).toMatchObject(config);
  },
);

test("what is sealed opens again, twice sealed looks twice different, and what was touched does not open", () => {
  const [one, two] = [seal("secret ünï 😀"), seal("secret ünï 😀")];
  expect(one).not.toBe(two);
  expect([open(one), open(two)]).toEqual(["secret ünï 😀", "secret ünï 😀"]);
  expect(open(seal(""))).toBe("");
  for (const broken of [
    `${one}A`,
    one.slice(0, -6),
    one.replace("v1.", "v2."),
    "",
    "x",
    "v1.0000.AAAA",
    "v1",
  ]) {
    expect(open(broken)).toBeNull();
  }
  const flipped = one.slice(0, -1) + (one.endsWith("A") ? "B" : "A");
  expect(open(`${flipped.slice(0, 20)}${flipped[20] === "A" ? "B" : "A"}${flipped.slice(21)}`)).toBeNull();
});

test("with another AUTH_SECRET a channel says that its secrets must be given again, and works once they are", async () => {
  const { id } = (await create()).body.data;
  const [, , bytes] = seal("x").split(".");
  await db()
    .update(channels)
    .set({ sealed: `v1.00000000.${bytes}` })
    .where(eq(channels.id, id));
  expect(await list()).toMatchObject([{ id, readable: false }]);
  const tested = await admin.call("POST", `${path}/${id}/test`);
  expect(tested).toMatchObject({
    status: 400,
    body: { error: expect.stringMatching(/AUTH_SECRET.*Give them again/) },
  });
  expect((await patch(id, { config: slack() })).body.data.readable).toBe(true);
});

// --------------------------------------------------------------------------------------------------------- list and change

test("a channel is named, changed, paused and deleted", async () => {
  const monitor = await user.create();
  const made = (await create(slack({ channelId: "C0123" }), { monitorIds: [monitor.id] })).body.data;
  expect(made).toMatchObject({
    kind: "slack",
    settings: { channelId: "C0123" },
    readable: true,
    monitorIds: [monitor.id],
    rule: { onlyMeaningful: false, minLines: 0, failingAfter: 2 },
    timing: { when: "at once", quiet: null, stormPages: 50 },
    pausedAt: null,
  });
  const changed = await patch(made.id, { name: "#prices", paused: true, monitorIds: null });
  expect(changed.body.data).toMatchObject({
    name: "#prices",
    monitorIds: null,
    pausedAt: expect.any(String),
  });
  const since = changed.body.data.pausedAt;
  expect((await patch(made.id, { paused: true })).body.data.pausedAt).toBe(since);
  expect((await patch(made.id, { paused: false })).body.data.pausedAt).toBeNull();
  expect((await admin.call("DELETE", `${path}/${made.id}`)).status).toBe(200);
  expect(await list()).toEqual([]);
  expect((await admin.call("DELETE", `${path}/${made.id}`)).body.error).toBe("Channel not found");
});

test("a name is a channel's alone in its team, in any case and however many ask at once", async () => {
  const replies = await Promise.all([create(), create(slack(), { name: "#PRICING" })]);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  const other = (await create(slack(), { name: "other" })).body.data;
  expect((await patch(other.id, { name: "#Pricing" })).body.error).toMatch(/called #Pricing already/);
  expect((await patch(other.id, { name: "OTHER" })).status).toBe(200);
});

test("another team's channels and monitors are not found", async () => {
  const { id } = (await create()).body.data;
  const stranger = await newApiUser();
  const theirs = await stranger.create();
  expect((await patch(id, { monitorIds: [theirs.id] })).body.error).toBe("Monitor not found");
  expect((await stranger.call("PATCH", `${path}/${id}`, { body: { name: "mine" } })).status).toBe(404);
  expect((await stranger.call("DELETE", `${path}/${id}`)).status).toBe(404);
  expect((await stranger.call("POST", `${path}/${id}/test`)).status).toBe(404);
  expect(await list()).toMatchObject([{ name: "#pricing", monitorIds: null }]);
});

test.each([
  [{ name: "a\nb" }, /one line/],
  [{ name: " " }, /must not be empty/],
  [{ name: "a".repeat(81) }, /at most 80 characters/],
  [{ config: { kind: "pager", url: "https://x.example" } }, /kind/],
  [{ config: { kind: "slack", url: "ftp://x.example" } }, /http\(s\) URL/],
  [{ config: { kind: "slack", url: `https://x.example/${"a".repeat(2048)}` } }, /at most 2048/],
  [{ config: { kind: "ntfy", topic: "a b" } }, /letters, digits/],
  [{ config: { kind: "telegram", token: "x", chatId: "1" } }, /bot's token/],
  [{ config: { kind: "telegram", token: `1:${"a".repeat(30)}`, chatId: "room" } }, /a number, or @/],
  [
    { config: { kind: "http", url: "https://x.example", body: "", headers: { "a b": "c" } } },
    /header's name/,
  ],
  [{ config: { kind: "http", url: "https://x.example", body: "", headers: { a: "b\r\nc: d" } } }, /one line/],
  [{ config: { kind: "http", url: "https://x.example", body: "", contentType: "a\r\nb" } }, /a type such as/],
  [{ config: { kind: "http", url: "https://x.example", body: "a".repeat(20_001) } }, /at most 20000/],
  [{ rule: { minLines: -1 } }, /minLines/],
  [{ rule: { urls: Array(21).fill("a") } }, /at most 20 patterns/],
  [{ rule: { kinds: ["moved"] } }, /kinds/],
  [{ timing: { when: "sometimes" } }, /when/],
  [{ timing: { quiet: { from: "25:00", to: "7:00" } } }, /a time such as 22:00/],
  [{ sealed: "x" }, /sealed/],
])("%j is refused with a sentence", async (more, sentence) => {
  const reply = await create(slack(), more);
  expect(reply.status).toBe(400);
  expect(JSON.stringify(reply.body)).toMatch(sentence);
});

test("a change of nothing, and of the kind, is refused", async () => {
  const { id } = (await create()).body.data;
  expect((await patch(id, {})).body.error).toMatch(/must change something/);
  const reply = await patch(id, { config: { kind: "discord", url: "https://x.example" } });
  expect(reply).toMatchObject({
    status: 400,
    body: { error: expect.stringMatching(/of kind slack. Make another/) },
  });
});

test("the hundred-and-first channel is refused, however many ask at once", async () => {
  for (let made = 0; made < MOST_CHANNELS - 1; made++) {
    await createChannel(user.ctx, CreateChannel.parse({ name: `Room ${made}`, config: slack() }));
  }
  const replies = await Promise.all(["a", "b", "c"].map((name) => create(slack(), { name })));
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  expect(replies.find(({ status }) => status === 400)?.body.error).toMatch(/at most 100 channels/);
});

// ------------------------------------------------------------------------------------------------------ preview and count

test("a preview shows what would be sent, and a template that cannot be filled is refused there", async () => {
  const preview = (config: object) =>
    admin.call<{ method: string; contentType: string; body: string }>("POST", `${path}/preview`, {
      body: { config },
    });
  const http = {
    kind: "http",
    url: "https://acme.example/SECRET",
    method: "PUT",
    headers: { "x-key": "SECRET" },
  };
  const shown = await preview({ ...http, body: '{"text": "{{title}}"}' });
  expect(shown.body.data).toEqual({
    method: "PUT",
    contentType: "application/json",
    body: '{"text": "Test: this is how a change looks here"}',
  });
  expect((await preview({ ...http, body: "{{titel}}" })).body.error).toMatch(/{{titel}} is no placeholder/);
  expect((await preview({ ...http, body: "{{title}}" })).body.error).toMatch(/would not be JSON/);
  for (const [config] of CONFIGS)
    expect(JSON.stringify((await preview(config)).body.data)).not.toContain("SECRET");
});

test("a rule says of how many changes of the last days it would have told", async () => {
  const [one, other] = [await user.create(), await user.create()];
  await storeCheck(user.ctx, one, {
    found: [
      { status: "changed", before: "a", after: "b" },
      { status: "changed", before: "a", after: "b\nc\nd\ne" },
      { status: "error", error: "503" },
    ],
  });
  await storeCheck(user.ctx, other, { found: [{ status: "changed", before: "a", after: "b" }] });
  const count = async (body: object) => (await user.call<object>("POST", `${path}/rule`, { body })).body.data;
  expect(await count({ rule: {} })).toEqual({ days: 7, changes: 4, of: 4, isMore: false });
  expect(await count({ rule: { kinds: ["failed"] } })).toMatchObject({ changes: 1, of: 4 });
  expect(await count({ rule: { kinds: ["changed"], minLines: 4 } })).toMatchObject({ changes: 1 });
  expect(await count({ rule: {}, monitorIds: [other.id] })).toMatchObject({ changes: 1, of: 1 });
  expect(await count({ rule: {}, monitorIds: [] })).toMatchObject({ changes: 0, of: 0 });
  const stranger = await newApiUser();
  const theirs = await stranger.call<object>("POST", `${path}/rule`, {
    body: { rule: {}, monitorIds: [one.id] },
  });
  expect(theirs.body.data).toMatchObject({ of: 0 });
});

// ------------------------------------------------------------------------------------------------------------------ a test

test("a test is sent at once, and what came back is told", async () => {
  site.page("/hook", { status: 204, body: "" });
  const { id } = (await create({ kind: "discord", url: site.url("/hook") })).body.data;
  const send = () => admin.call<{ delivered: boolean; error: string }>("POST", `${path}/${id}/test`);
  expect((await send()).body.data).toEqual({ delivered: true, statusCode: 204, answer: "", error: null });
  expect(site.lastRequest("/hook")?.body).toContain("this is how a change looks here");
  site.page("/hook", { status: 404, body: "Unknown Webhook" });
  expect((await send()).body.data).toEqual({
    delivered: false,
    statusCode: 404,
    answer: "Unknown Webhook",
    error: "It answered 404: Unknown Webhook",
  });
  const audit = await admin.call<object[]>("GET", "/api/v2/team/audit?action=channel.tested");
  expect(audit.body.data).toMatchObject(Array(2).fill({ object: { kind: "channel", name: "#pricing" } }));
  const member = await newMember(user);
  expect((await member.call("POST", `${path}/${id}/test`)).status).toBe(403);
});
