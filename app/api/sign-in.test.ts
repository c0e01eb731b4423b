import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { createOwner } from "#lib/team/index.ts";
import { call } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";

ownDatabase();

const email = "ana@example.com";
const password = "a long enough password";

beforeAll(async () => {
  await createOwner({ email, password, teamName: "Ana's" });
});
beforeEach(async () => {
  await db().execute(sql`delete from sign_in_attempts`);
});

let caller = 0;
const freshIp = () => `198.51.100.${++caller}`;

const signIn = (body: unknown, ip = freshIp(), headers: Record<string, string> = {}) =>
  call("POST", "/api/auth/sign-in", { body, headers: { "x-tidemark-client": ip, ...headers } });

/** Failures as they would stand after so many guesses, without the seconds that hashing takes. */
async function failures(count: number, who: { email?: string; ip?: string; minutesAgo?: number }) {
  await db().execute(sql`
    insert into sign_in_attempts (id, email, ip, created_at)
    select gen_random_uuid(), ${who.email ?? "somebody@example.com"}, ${who.ip ?? "203.0.113.9"},
      now() - make_interval(mins => ${who.minutesAgo ?? 1})
    from generate_series(1, ${count})`);
}

test("an unknown user and a wrong password get the same answer, in about the same time", async () => {
  const timed = async (body: unknown) => {
    const started = performance.now();
    const reply = await signIn(body);
    return { reply, took: performance.now() - started };
  };
  await timed({ email: "warm@example.com", password: "wrong password" });
  const wrong = await timed({ email, password: "wrong password" });
  const unknown = await timed({ email: "nobody@example.com", password: "wrong password" });
  expect(wrong.reply.status).toBe(401);
  expect(unknown.reply.status).toBe(401);
  expect(unknown.reply.body).toEqual(wrong.reply.body);
  expect(wrong.reply.body).toMatchObject({ success: false, code: "UNAUTHORIZED" });
  expect(wrong.reply.headers.get("set-cookie")).toBeNull();
  // Without the hash an answer takes a few milliseconds, with it a quarter of a second.
  expect(unknown.took).toBeGreaterThan(wrong.took / 4);
});

test.each([
  ["the address", { email }],
  ["the IP", { ip: "203.0.113.7" }],
])("after ten failures of %s even the right password waits: 429, Retry-After, in words", async (_, who) => {
  await failures(9, { ...who, minutesAgo: 5 });
  const ip = "ip" in who ? who.ip : freshIp();
  expect((await signIn({ email, password: "wrong password" }, ip)).status).toBe(401);
  for (const guess of [password, "wrong password"]) {
    const reply = await signIn({ email, password: guess }, ip);
    expect(reply.status).toBe(429);
    expect(reply.body).toMatchObject({
      success: false,
      code: "RATE_LIMITED",
      error: expect.stringMatching(/Too many.*10 min/),
    });
    const wait = Number(reply.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(9 * 60);
    expect(wait).toBeLessThanOrEqual(10 * 60);
  }
});

test("waiting ends: failures older than 15 minutes count for nothing, refused ones do not prolong it", async () => {
  await failures(10, { email, minutesAgo: 16 });
  expect((await signIn({ email, password })).status).toBe(200);
  await failures(10, { email, minutesAgo: 14 });
  for (let guess = 0; guess < 20; guess++) expect((await signIn({ email, password })).status).toBe(429);
  const [row] = await db().execute(sql`select count(*)::int as count from sign_in_attempts`);
  expect(row?.count).toBe(10);
});

test("a success clears the address; somebody else's address and IP are not locked with it", async () => {
  await failures(9, { email });
  expect((await signIn({ email, password })).status).toBe(200);
  expect((await signIn({ email, password })).status).toBe(200);
  await failures(10, { email: "other@example.com", ip: "203.0.113.8" });
  expect((await signIn({ email, password })).status).toBe(200);
  expect((await signIn({ email, password }, "203.0.113.8")).status).toBe(429);
});

test("an own account does not clear the guesses at others from one IP", async () => {
  const ip = "203.0.113.20";
  await failures(10, { email: "victim@example.com", ip });
  expect((await signIn({ email, password }, ip)).status).toBe(429);
});

test("thirty guesses at once: at most ten are looked at", async () => {
  const guesses = Array.from({ length: 30 }, () => signIn({ email, password: "wrong password" }));
  const replies = (await Promise.all(guesses)).map((reply) => reply.status);
  expect(replies.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
  expect(replies.filter((status) => status === 429).length).toBeGreaterThanOrEqual(20);
});

test("thirty guesses at once at thirty addresses from one IP: the same", async () => {
  const guesses = Array.from({ length: 30 }, (_, index) =>
    signIn({ email: `u${index}@example.com`, password: "wrong password" }, "203.0.113.30"),
  );
  const replies = (await Promise.all(guesses)).map((reply) => reply.status);
  expect(replies.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
  expect(replies.filter((status) => status === 429).length).toBeGreaterThanOrEqual(20);
});

test.each([
  [undefined, 400],
  ["{", 400],
  [{}, 400],
  [{ email }, 400],
  [{ email: "x", password }, 400],
  [{ email, password: "" }, 400],
  [{ email, password: "p".repeat(257) }, 400],
  [{ email, password, remember: true }, 400],
  [{ email: [email], password }, 400],
])("a malformed sign-in %j is 400", async (body, status) => {
  const reply = await signIn(body);
  expect(reply.status).toBe(status);
  expect(reply.body).toMatchObject({ success: false, error: expect.any(String) });
});

test("a form on another site cannot sign anybody in", async () => {
  const reply = await signIn({ email, password }, freshIp(), { origin: "https://evil.example" });
  expect(reply.status).toBe(403);
  expect((await signIn({ email, password }, freshIp(), { origin: "http://tidemark.test" })).status).toBe(200);
});

test("what a client says of its own address changes nothing: it is the door's word that counts", async () => {
  const forged = { "x-forwarded-for": "198.51.100.1", "x-real-ip": "198.51.100.1" };
  await signIn({ email, password }, "203.0.113.5", forged);
  const [row] = await db().execute<{ ip: string }>(
    sql`select ip from sessions order by created_at desc, id desc limit 1`,
  );
  expect(row?.ip).toBe("203.0.113.5");
});

test("another address at every guess lifts the limit of an account for none of them", async () => {
  const guesses = [];
  for (let n = 0; n < 14; n++) guesses.push((await signIn({ email, password: "wrong password" })).status);
  expect(guesses).toEqual([...Array(10).fill(401), ...Array(4).fill(429)]);
  expect((await signIn({ email, password })).status).toBe(429);
});

test("the current password cannot be guessed with somebody's session: 429 after ten failures", async () => {
  const signedIn = await signIn({ email, password });
  const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  const change = (currentPassword: string) =>
    call("POST", "/api/v2/team/password", {
      body: { currentPassword, newPassword: password },
      headers: { cookie, origin: "http://tidemark.test" },
    });
  expect((await change("wrong password")).status).toBe(400);
  await failures(9, { email });
  const refused = await change(password);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  await db().execute(sql`delete from sign_in_attempts`);
  expect((await change(password)).status).toBe(200);
});
