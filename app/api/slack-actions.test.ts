import { eq } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { db } from "#lib/db/client.ts";
import { changes, items, users } from "#lib/db/schema.ts";
import { isFromSlack, signatureOf } from "#lib/report/channels/slack/signature.ts";
import type { MeAnswer } from "#lib/team/model.ts";
import { type ApiUser, answer, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { type Member, newMember, storeItem } from "#testing/stored-items.ts";

// Before any module reads it.
vi.hoisted(() => {
  process.env.SLACK_SIGNING_SECRET = "a signing secret of Slack";
});

ownDatabase();

const SECRET = "a signing secret of Slack";
let user: ApiUser;
let member: Member;
let slackId: string;
let itemId: string;
let changeId: string;

let turn = 0;
beforeEach(async () => {
  user = await newApiUser();
  member = await newMember(user);
  slackId = `U0123456${String(turn++).padStart(3, "0")}`;
  itemId = await storeItem(user.ctx, await user.create());
  const [change] = await db().select().from(changes).where(eq(changes.itemId, itemId));
  changeId = change?.id ?? "";
});

const claim = (id: string | null, who = member) =>
  who.call<MeAnswer>("PATCH", "/api/v2/team/me", { body: { slackMemberId: id } });
const press = (action_id: string, value = changeId, id = slackId) => ({
  type: "block_actions",
  user: { id },
  actions: [{ action_id, value }],
});
const now = () => String(Math.floor(Date.now() / 1000));

function send(payload: unknown, { secret = SECRET, at = now(), altered = "", raw = "" } = {}) {
  const body = raw || `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": at,
    "x-slack-signature": signatureOf(secret, at, Buffer.from(body)),
  };
  const url = "http://tidemark.test/api/slack/actions";
  return answer(new Request(url, { method: "POST", headers, body: body + altered }));
}
const said = async (payload: unknown) => {
  const response = await send(payload);
  expect(response.status).toBe(200);
  return (await response.json()) as { text: string; response_type: string };
};
const item = async () => (await db().select().from(items).where(eq(items.id, itemId)))[0];

test.each([
  ["tidemark_done", "done", "Done, in Tidemark's inbox as you."],
  ["tidemark_noise", "noise", "Noise, in Tidemark's inbox as you."],
])("%s makes the item %s, as the member whose Slack id it is", async (action, state, sentence) => {
  await claim(slackId);
  expect(await said(press(action))).toEqual({
    response_type: "ephemeral",
    replace_original: false,
    text: sentence,
  });
  expect(await item()).toMatchObject({ state, closedBy: member.id });
  expect((await said(press(action))).text).toMatch(/already/);
});

test("whoever is nobody here, or not in this team, is told how to be somebody, and nothing is done", async () => {
  expect((await said(press("tidemark_done"))).text).toMatch(
    /does not know who you are in Slack.*Copy member ID/,
  );
  const stranger = await newMember(await newApiUser());
  await claim(slackId, stranger);
  expect((await said(press("tidemark_done"))).text).toMatch(/not in this team/);
  expect((await said(press("tidemark_done", "no change"))).text).toMatch(/does not know/);
  expect((await item())?.state).toBe("open");
});

test("a viewer may no more in Slack than here, and an item that is gone is said to be", async () => {
  const viewer = await newMember(user, "viewer");
  await claim(slackId, viewer);
  expect((await said(press("tidemark_done"))).text).toMatch(/Your role in this team is viewer/);
  expect((await item())?.state).toBe("open");
  await claim(null, viewer);
  await claim(slackId);
  await db().update(changes).set({ itemId: null }).where(eq(changes.id, changeId));
  expect((await said(press("tidemark_done"))).text).toMatch(/not in the inbox/);
});

test("what Slack did not sign, or long ago, does nothing", async () => {
  await claim(slackId);
  const old = String(Number(now()) - 301);
  const early = String(Number(now()) + 400);
  const refused = [
    send(press("tidemark_done"), { secret: "another secret" }),
    send(press("tidemark_done"), { altered: " " }),
    send(press("tidemark_done"), { at: old }),
    send(press("tidemark_done"), { at: early }),
    send(press("tidemark_done"), { at: "soon" }),
  ];
  for (const response of await Promise.all(refused)) expect(response.status).toBe(401);
  expect((await item())?.state).toBe("open");
  const almost = String(Number(now()) - 290);
  expect((await send(press("tidemark_done"), { at: almost })).status).toBe(200);
});

test("the signature is Slack's own, over the raw bytes", () => {
  // From Slack's documentation of verifying requests.
  const body =
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  const headers = new Headers({
    "x-slack-request-timestamp": "1531420618",
    "x-slack-signature": "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
  });
  const secret = "8f742231b10e8888abcd99yyyzzz85a5";
  expect(isFromSlack(secret, Buffer.from(body), headers, 1531420618_000)).toBe(true);
  expect(isFromSlack(secret, Buffer.from(body), headers, 1531420618_000 + 301_000)).toBe(false);
  expect(isFromSlack(secret, Buffer.from(body), new Headers(), 1531420618_000)).toBe(false);
});

test("what else Slack tells of is passed over, and what is no JSON is refused", async () => {
  for (const payload of [press("tidemark_open"), { type: "view_submission" }, { ...press("toString") }]) {
    const response = await send(payload);
    expect([response.status, await response.text()]).toEqual([200, ""]);
  }
  expect((await send(null, { raw: "payload=%7B" })).status).toBe(400);
  expect((await send(null, { raw: "nothing=1" })).status).toBe(400);
});

test("an answer goes to Slack alone: another address is no press of it", async () => {
  await claim(slackId);
  const elsewhere = { ...press("tidemark_done"), response_url: "https://hooks.slack.com.evil.example/x" };
  const response = await send(elsewhere);
  expect([response.status, await response.text()]).toEqual([200, ""]);
  expect((await item())?.state).toBe("open");
});

test("a Slack id is one person's, however many claim it at once, and must look like one", async () => {
  const other = await newMember(user);
  const replies = await Promise.all([claim(slackId), claim(slackId, other)]);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  const holder = replies[0]?.status === 200 ? member : other;
  expect((await claim(slackId, holder)).body.data.slackMemberId).toBe(slackId);
  const named = await holder.call<MeAnswer>("PATCH", "/api/v2/team/me", { body: { name: "Ana" } });
  expect(named.body.data).toMatchObject({ name: "Ana", slackMemberId: slackId });
  expect((await claim(null, holder)).body.data).toMatchObject({ name: "Ana", slackMemberId: null });
  for (const bad of ["@ana", "u0123456789", "U1", `U${"1".repeat(30)}`]) {
    expect((await claim(bad, holder)).status, bad).toBe(400);
  }
  expect((await holder.call("PATCH", "/api/v2/team/me", { body: {} })).status).toBe(400);
  expect((await db().select().from(users).where(eq(users.id, holder.id)))[0]?.slackMemberId).toBeNull();
});
