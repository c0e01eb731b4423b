import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { setUpCode } from "#lib/team/set-up-code.ts";
import { call } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";

ownDatabase();

const owner = { email: "ana@example.com", password: "a long enough password", teamName: "Harbour" };
const WRONG = "0000-0000";

beforeEach(async () => {
  await db().execute(sql`truncate users, sign_in_attempts cascade`);
});

type From = { ip?: string; here?: boolean };
const setUp = (body: object = {}, { ip = "203.0.113.5", here = false }: From = {}) =>
  call("POST", "/api/auth/set-up", {
    body: { ...owner, ...body },
    headers: { "x-tidemark-here": String(here), "x-tidemark-client": ip },
  });
const people = async () => (await db().execute(sql`select email from users`)).length;

test("at the machine itself nobody is asked for a code", async () => {
  const reply = await setUp({}, { here: true, ip: "127.0.0.1" });
  expect(reply.status).toBe(200);
  expect(reply.headers.get("set-cookie")).toMatch(/^tidemark_session=/);
});

test.each([
  ["without a code", {}],
  ["with an empty one", { code: "  " }],
  ["with a wrong one", { code: WRONG }],
  ["with another length", { code: "0" }],
])("from another machine %s it is refused at the field, with where to find it", async (_, body) => {
  const reply = await setUp(body);
  expect(reply.status).toBe(403);
  expect(reply.body).toMatchObject({
    code: "FORBIDDEN",
    error: expect.stringMatching(/printed.*started.*setup-code/),
  });
  expect(reply.body.details).toEqual([{ path: "code", message: expect.stringMatching(/code\.$/) }]);
  expect(reply.headers.get("set-cookie")).toBeNull();
  expect(await people()).toBe(0);
});

test("from another machine the code opens, however it is typed", async () => {
  const code = await setUpCode();
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  const typed = ` ${code.toLowerCase().replace("-", "").replaceAll("0", "o").replaceAll("1", "l")} `;
  for (const one of [code, typed]) {
    await db().execute(sql`truncate users cascade`);
    expect((await setUp({ code: one })).status).toBe(200);
    expect(await people()).toBe(1);
  }
});

test("a client does not say itself that it is at the machine", async () => {
  const reply = await call("POST", "/api/auth/set-up", {
    body: owner,
    headers: { "x-tidemark-here": "1", "x-forwarded-for": "127.0.0.1", host: "localhost" },
  });
  expect(reply.status).toBe(403);
});

test("ten wrong codes from one address: then even the right one waits", async () => {
  for (let guess = 0; guess < 10; guess++) expect((await setUp({ code: WRONG })).status).toBe(403);
  const reply = await setUp({ code: await setUpCode() });
  expect(reply).toMatchObject({ status: 429, body: { code: "RATE_LIMITED" } });
  expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(14 * 60);
  expect(await people()).toBe(0);
  expect((await setUp({}, { here: true, ip: "127.0.0.1" })).status).toBe(200);
});

test("another address at every guess lifts the limit for none of them", async () => {
  const guesses = Array.from({ length: 30 }, (_, n) => setUp({ code: WRONG }, { ip: `198.51.100.${n}` }));
  const statuses = (await Promise.all(guesses)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 403).length).toBeLessThanOrEqual(10);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(20);
});

test("a code that was not given is no guess", async () => {
  for (let n = 0; n < 15; n++) expect((await setUp()).status).toBe(403);
  expect((await setUp({ code: await setUpCode() })).status).toBe(200);
});

test("fields that are wrong are told first, and cost no guess", async () => {
  for (let n = 0; n < 12; n++) expect((await setUp({ code: WRONG, password: "short" })).status).toBe(400);
  expect((await setUp({ code: "x".repeat(65) })).status).toBe(400);
  expect((await setUp({ code: await setUpCode() })).status).toBe(200);
});

test("once somebody has an account, nobody is asked for a code any more", async () => {
  await setUp({}, { here: true });
  for (const body of [{}, { code: WRONG }]) expect((await setUp(body)).status).toBe(409);
  const [row] = await db().execute(sql`select count(*)::int as guesses from sign_in_attempts`);
  expect(row?.guesses).toBe(0);
});
