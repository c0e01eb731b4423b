import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { createOwner } from "#lib/team/index.ts";
import { answer } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";

ownDatabase();

// next-auth's own addresses, as whoever knows them would use them.

const origin = "http://127.0.0.1:3000";
const email = "ana@example.com";
const password = "a long enough password";

beforeAll(async () => {
  await createOwner({ email, password, teamName: "Ana's" });
});
beforeEach(async () => {
  await db().execute(sql`delete from sign_in_attempts`);
});

type Ask = {
  method?: string;
  form?: Record<string, string>;
  json?: object;
  headers?: Record<string, string>;
};
function ask(path: string, { method, form, json, headers = {} }: Ask = {}): Promise<Response> {
  const body = form ? new URLSearchParams(form) : json ? JSON.stringify(json) : null;
  return answer(
    new Request(`${origin}/api/auth/${path}`, {
      method: method ?? (body ? "POST" : "GET"),
      headers: {
        "x-tidemark-client": "198.51.100.7",
        host: "127.0.0.1:3000",
        ...(json && { "content-type": "application/json" }),
        ...headers,
      },
      body,
    }),
  );
}

async function csrf(headers: Record<string, string> = {}) {
  const given = await ask("csrf", { headers });
  const { csrfToken } = (await given.json()) as { csrfToken: string };
  return {
    csrfToken,
    cookie: given.headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; "),
  };
}

const sessionsOpen = async () =>
  (await db().execute(sql`select 1 from sessions where revoked_at is null and expires_at > now()`)).length;
const cookieIn = (response: Response) =>
  response.headers.getSetCookie().find((one) => one.startsWith("tidemark_session="));

test("email and password by next-auth's own form open the same session, on 127.0.0.1 as it is called", async () => {
  const { csrfToken, cookie } = await csrf();
  const form = { csrfToken, email: " Ana@example.com", password, callbackUrl: "/usage" };
  const reply = await ask("callback/credentials", { form, headers: { cookie, origin } });
  expect(reply.status).toBe(302);
  expect(reply.headers.get("location")).toBe(`${origin}/usage`);
  expect(cookieIn(reply)).toMatch(/^tidemark_session=[\w-]{43}; Path=\/; .*HttpOnly; SameSite=Lax$/);
  const session = cookieIn(reply)?.split(";")[0] ?? "";
  const told = await (await ask("session", { headers: { cookie: session } })).json();
  expect(told).toMatchObject({ user: { email } });
  // Another form of its own ends it.
  const out = await ask("signout", {
    form: { csrfToken },
    headers: { cookie: `${cookie}; ${session}`, origin },
  });
  expect(cookieIn(out)).toMatch(/^tidemark_session=; Max-Age=0/);
  expect(await (await ask("session", { headers: { cookie: session } })).json()).toBeNull();
});

test("without the token of its own form nobody is signed in or out", async () => {
  const before = await sessionsOpen();
  const { csrfToken, cookie } = await csrf();
  for (const [given, kept] of [
    [{}, cookie],
    [{ csrfToken: "0".repeat(64) }, cookie],
    [{ csrfToken }, ""],
    [{ csrfToken }, "authjs.csrf-token=made-up"],
  ] as const) {
    const form = { ...given, email, password } as Record<string, string>;
    const reply = await ask("callback/credentials", { form, headers: { cookie: kept, origin } });
    expect(reply.headers.get("location")).toBe(`${origin}/sign-in?refused=too-late`);
    expect(cookieIn(reply)).toBeUndefined();
  }
  expect(await sessionsOpen()).toBe(before);
});

test("another site's page signs nobody in, token or not", async () => {
  const { csrfToken, cookie } = await csrf();
  const headers = { cookie, origin: "https://evil.example" };
  const reply = await ask("callback/credentials", { form: { csrfToken, email, password }, headers });
  expect(reply.status).toBe(403);
});

test("its public route has the limits of ours: ten failures, then 429 or a sentence", async () => {
  const { csrfToken, cookie } = await csrf();
  const headers = { cookie, origin };
  const guess = { csrfToken, email, password: "wrong password" };
  const wrong = await ask("callback/credentials", { form: guess, headers });
  expect(wrong.headers.get("location")).toBe(`${origin}/sign-in?refused=wrong-password`);
  expect((await ask("callback/credentials", { json: guess, headers })).status).toBe(401);
  await db().execute(sql`
    insert into sign_in_attempts (id, email, ip) select gen_random_uuid(), ${email}, '::1' from generate_series(1, 8)`);
  const right = { ...guess, password };
  const waiting = await ask("callback/credentials", { form: right, headers });
  expect(waiting.headers.get("location")).toBe(`${origin}/sign-in?refused=too-many`);
  const told = await ask("callback/credentials", { json: right, headers });
  expect(told.status).toBe(429);
  expect(Number(told.headers.get("retry-after"))).toBeGreaterThan(0);
});

test.each([
  "https://evil.example/x",
  "//evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
  "http://127.0.0.1:3000.evil.example/",
  "http://127.0.0.1:3000@evil.example/",
  "\t//evil.example",
])("a wanted page %j leads to a page of ours", async (callbackUrl) => {
  const { csrfToken, cookie } = await csrf();
  const form = { csrfToken, email, password, callbackUrl };
  const reply = await ask("callback/credentials", { form, headers: { cookie, origin } });
  expect(reply.headers.get("location")).toBe(`${origin}/changes`);
  const kept = `${cookie}; authjs.callback-url=${encodeURIComponent(callbackUrl)}`;
  const later = await ask("callback/credentials", {
    form: { csrfToken, email, password },
    headers: { cookie: kept, origin },
  });
  expect(later.headers.get("location")).toBe(`${origin}/`);
  const asked = await ask(`signin?callbackUrl=${encodeURIComponent(callbackUrl)}`);
  expect(new URL(asked.headers.get("location") ?? "").origin).toBe(origin);
});

test("the cookie keeps to encrypted connections where the person has one", async () => {
  const headers = { "x-forwarded-proto": "https", "x-forwarded-host": "watch.example.com" };
  const { csrfToken, cookie } = await csrf(headers);
  expect(cookie).toContain("__Host-authjs.csrf-token=");
  const form = { csrfToken, email, password };
  const reply = await ask("callback/credentials", {
    form,
    headers: { ...headers, cookie, origin: "https://watch.example.com" },
  });
  expect(reply.headers.get("location")).toBe("https://watch.example.com/");
  expect(cookieIn(reply)).toMatch(/; Secure/);
});

test("no provider is offered that the environment does not name, and none of next-auth's pages is", async () => {
  expect(Object.keys((await (await ask("providers")).json()) as object)).toEqual(["credentials"]);
  for (const path of ["signin", "signout", "error", "callback/github?code=x", "callback/credentials"]) {
    const reply = await ask(path);
    expect(reply.status, path).toBe(302);
    expect(reply.headers.get("location"), path).toMatch(/^http:\/\/127\.0\.0\.1:3000\/(sign-in|$)/);
  }
});

test.each([
  ["GET", "nowhere", 404],
  ["GET", "verify-request", 404],
  ["GET", "webauthn-options/x", 404],
  ["GET", "sign-in", 405],
  ["DELETE", "session", 405],
  ["POST", "session", 405],
  ["PUT", "sign-out", 405],
])("%s %s is %i, in JSON", async (method, path, status) => {
  const reply = await ask(path, { method });
  expect(reply.status).toBe(status);
  expect(await reply.json()).toMatchObject({ success: false, error: expect.any(String) });
});

test("a body that is broken or far too large is refused in words", async () => {
  const broken = await ask("callback/credentials", {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
  });
  expect(broken.status).toBeLessThan(500);
  const large = await ask("signin/github", { form: { csrfToken: "x".repeat(2 ** 20) }, headers: { origin } });
  expect(large.status).toBe(413);
});
