import { beforeEach, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { signInAttempts } from "#lib/db/schema.ts";
import { createOwner, openSession } from "#lib/team/index.ts";
import type { MeAnswer, MemberAnswer } from "#lib/team/model.ts";
import { call } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";

ownDatabase();

const password = "a long enough password";
const origin = "http://tidemark.test";
let people = 0;

beforeEach(async () => void (await db().delete(signInAttempts)));

/** Somebody who owns a team, as their browser calls. */
async function owner() {
  const email = `owner${people++}@example.com`;
  const ids = await createOwner({ email, password, teamName: "Harbour" });
  const { token } = await openSession({ ...ids, ip: null, userAgent: null });
  return { email, ...ids, ...browser(`tidemark_session=${token}`) };
}

function browser(cookie: string) {
  const headers = { cookie, origin };
  return {
    cookie,
    ask: <D = unknown>(method: string, path: string, body?: unknown) =>
      call<D>(method, `/api${path}`, { headers, ...(body !== undefined && { body }) }),
  };
}

const tokenOf = (link: string) => link.split("/").at(-1) ?? "";
const accept = (body: unknown, headers: Record<string, string> = { origin }) =>
  call("POST", "/api/auth/invitation", { body, headers });

async function invite(by: Awaited<ReturnType<typeof owner>>, email: string, role = "member") {
  const reply = await by.ask<{ id: string; link: string }>("POST", "/v2/team/invitations", { email, role });
  expect(reply.status).toBe(200);
  return reply.body.data;
}

test("a link leads from an invitation to a session in the team, once", async () => {
  const ana = await owner();
  const { link } = await invite(ana, "nell@example.com", "viewer");
  expect(link).toMatch(/^http:\/\/tidemark\.test\/invite\/[\w-]{43}$/);
  const body = { token: tokenOf(link), name: "Nell", password };
  expect((await accept(body, { origin: "https://evil.example" })).status).toBe(403);
  const joined = await accept(body);
  expect(joined.status).toBe(200);
  const nell = browser((joined.headers.get("set-cookie") ?? "").split(";")[0] ?? "");
  const me = await nell.ask<MeAnswer>("GET", "/v2/team/me");
  expect(me.body.data).toMatchObject({ name: "Nell", role: "viewer", teamId: ana.teamId });
  const again = await accept(body);
  expect(again).toMatchObject({ status: 404, body: { error: expect.stringMatching(/accepted already/) } });
  const members = await nell.ask<MemberAnswer[]>("GET", "/v2/team/members");
  expect(members.body.data.map(({ email, openChanges }) => [email, openChanges])).toEqual([
    [ana.email, 0],
    ["nell@example.com", 0],
  ]);
  expect((await nell.ask("GET", "/v2/team/invitations")).status).toBe(403);
});

test("what is no invitation is refused in words: bad fields, a foreign session, a key", async () => {
  const ana = await owner();
  const eve = await owner();
  const { link } = await invite(ana, "nell@example.com");
  const token = tokenOf(link);
  const short = await accept({ token, name: "Nell", password: "short" });
  expect(short.body.details).toMatchObject([{ path: "password" }]);
  for (const body of [{}, { token: 1 }, { token: "x".repeat(65) }, [], { token, password, role: "owner" }]) {
    expect((await accept(body)).status, JSON.stringify(body)).toBe(400);
  }
  expect((await accept({ token })).status).toBe(401);
  const foreign = await eve.ask("POST", "/auth/invitation", { token });
  expect(foreign).toMatchObject({
    status: 403,
    body: { error: expect.stringMatching(/is for nell@example\.com/) },
  });
  for (const role of ["owner", "boss"]) {
    const refused = await ana.ask("POST", "/v2/team/invitations", { email: "a@example.com", role });
    expect(refused).toMatchObject({ status: 400, body: { details: [{ path: "role" }] } });
  }
});

test("removing somebody ends their session with the answer, and other teams' members are not found", async () => {
  const [ana, eve] = [await owner(), await owner()];
  const { link } = await invite(ana, "gone@example.com");
  const joined = await accept({ token: tokenOf(link), name: "Gone", password });
  const gone = browser((joined.headers.get("set-cookie") ?? "").split(";")[0] ?? "");
  const { userId } = (await gone.ask<MeAnswer>("GET", "/v2/team/me")).body.data;
  const path = `/v2/team/members/${userId}`;
  for (const reply of [
    await eve.ask("DELETE", path),
    await eve.ask("PATCH", path, { role: "viewer" }),
    await eve.ask("POST", `${path}/password-reset`),
    await ana.ask("DELETE", `${path}?changesTo=${eve.userId}`),
  ]) {
    expect(reply).toMatchObject({ status: 404, body: { error: "Member not found" } });
  }
  expect((await ana.ask("DELETE", `${path}?changesTo=${ana.userId}`)).status).toBe(200);
  expect((await gone.ask("GET", "/v2/team/me")).status).toBe(401);
});

test("a reset link sets a password once and ends the sessions", async () => {
  const ana = await owner();
  const { link } = await invite(ana, "forgot@example.com");
  const joined = await accept({ token: tokenOf(link), name: "Fo", password });
  const fo = browser((joined.headers.get("set-cookie") ?? "").split(";")[0] ?? "");
  const { userId } = (await fo.ask<MeAnswer>("GET", "/v2/team/me")).body.data;
  const made = await ana.ask<{ link: string }>("POST", `/v2/team/members/${userId}/password-reset`);
  expect(made.body.data.link).toMatch(/\/reset\/[\w-]{43}$/);
  const reset = (given: string) =>
    call("POST", "/api/auth/reset", {
      body: { token: tokenOf(made.body.data.link), password: given },
      headers: { origin },
    });
  expect((await reset("short")).body.details).toMatchObject([{ path: "password" }]);
  expect((await reset("quite another one")).status).toBe(200);
  expect((await fo.ask("GET", "/v2/team/me")).status).toBe(401);
  expect(await reset("a third password")).toMatchObject({
    status: 404,
    body: { error: expect.stringMatching(/used already/) },
  });
});

test("a session is asked of the team it looks at, and goes on in another when it leaves", async () => {
  const ana = await owner();
  expect((await ana.ask("POST", "/v2/team/leave")).status).toBe(409);
  const made = await ana.ask<{ id: string }>("POST", "/v2/team", { name: "Lighthouse" });
  const there = made.body.data.id;
  expect((await ana.ask("POST", "/v2/team/switch", { teamId: there })).status).toBe(200);
  expect((await ana.ask("GET", "/v2/team")).body.data).toEqual({ id: there, name: "Lighthouse" });
  const eve = await owner();
  const foreign = await ana.ask("POST", "/v2/team/switch", { teamId: eve.teamId });
  expect(foreign).toMatchObject({ status: 404, body: { error: "Team not found" } });
});

test("a key may be of a lesser role, and says so in the list", async () => {
  const ana = await owner();
  const made = await ana.ask<{ key: string }>("POST", "/v2/team/api-keys", {
    name: "Reader",
    role: "viewer",
    readOnly: true,
  });
  const headers = { authorization: `Bearer ${made.body.data.key}` };
  expect((await call("GET", "/api/v2/monitor", { headers })).status).toBe(200);
  const refused = await call("PATCH", "/api/v2/team", { headers, body: { name: "x" } });
  expect(refused).toMatchObject({ status: 403, body: { error: expect.stringMatching(/API key/) } });
  const [key] = (await ana.ask<object[]>("GET", "/v2/team/api-keys")).body.data;
  expect(key).toMatchObject({ name: "Reader", role: "viewer", readOnly: true });
});
