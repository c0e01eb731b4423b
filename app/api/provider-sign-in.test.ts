import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { CookieJar } from "tough-cookie";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readGitHubProfile } from "#app/_server/auth-github.ts";
import { db } from "#lib/db/client.ts";
import { createOwner, listSessions } from "#lib/team/index.ts";
import { answer } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { type OidcProvider, startOidcProvider } from "#testing/oidc-provider.ts";
import { startSite } from "#testing/site.ts";

// The same dance as in e2e/provider-sign-in.test.ts, step by step, and with what no browser would do.

const port = await vi.hoisted(async () => {
  const { freePort } = await import("../../testing/processes.ts");
  const free = await freePort();
  Object.assign(process.env, {
    AUTH_OIDC_ISSUER: `http://127.0.0.1:${free}`,
    AUTH_OIDC_ID: "tidemark",
    AUTH_OIDC_SECRET: "a secret between the two",
    AUTH_OIDC_NAME: "Harbour login",
    AUTH_ALLOWED_DOMAINS: "harbour.example",
  });
  return free;
});

ownDatabase();

const origin = "http://127.0.0.1:3000";
const email = "ana@example.com";
const password = "a long enough password";
let provider: OidcProvider;
let ana: { userId: string; teamId: string };

beforeAll(async () => {
  provider = await startOidcProvider(() => origin, port);
  ana = await createOwner({ email, password, teamName: "Harbour" });
});
afterAll(() => provider.close());

/** A browser that follows no redirect by itself. */
class Browser {
  readonly #jar = new CookieJar();

  async open(url: string, form?: Record<string, string>, json?: object): Promise<Response> {
    const body = form ? new URLSearchParams(form) : json ? JSON.stringify(json) : undefined;
    const headers: Record<string, string> = { cookie: await this.#jar.getCookieString(url) };
    if (json) headers["content-type"] = "application/json";
    const init = { method: body ? "POST" : "GET", headers, body, redirect: "manual" as const };
    const isOurs = url.startsWith(origin);
    if (isOurs)
      Object.assign(headers, { origin, host: "127.0.0.1:3000", "x-tidemark-client": "198.51.100.7" });
    const response = isOurs ? await answer(new Request(url, init)) : await fetch(url, init);
    for (const cookie of response.headers.getSetCookie()) await this.#jar.setCookie(cookie, url);
    return response;
  }

  /** Presses the button of the sign-in page. @returns where that leads */
  async begin(callbackUrl = "/usage"): Promise<string> {
    const { csrfToken } = (await (await this.open(`${origin}/api/auth/csrf`)).json()) as {
      csrfToken: string;
    };
    const json = { csrfToken, callbackUrl };
    const pressed = await this.open(`${origin}/api/auth/signin/oidc`, undefined, json);
    return ((await pressed.json()) as { url: string }).url;
  }

  /** Goes on from a page of the provider's until it sends back here. @returns the address of the callback */
  async answerAs(sub: string | null, from: string): Promise<string> {
    let at = from;
    for (let hop = 0; hop < 10 && !at.startsWith(origin); hop++) {
      let response = await this.open(at);
      if (response.status === 200) response = await this.open(at, sub === null ? { cancel: "1" } : { sub });
      at = new URL(response.headers.get("location") ?? "", at).href;
    }
    return at;
  }

  async signInAs(sub: string | null, callbackUrl?: string): Promise<string> {
    const back = await this.answerAs(sub, await this.begin(callbackUrl));
    return this.arrive(back);
  }

  async arrive(callback: string): Promise<string> {
    const response = await this.open(callback);
    return (response.headers.get("location") ?? "").replace(origin, "");
  }

  async keep(name: string, value: string): Promise<void> {
    await this.#jar.setCookie(`${name}=${value}; Path=/`, origin);
  }

  async cookie(name: string): Promise<string | undefined> {
    return (await this.#jar.getCookies(origin)).find(({ key }) => key === name)?.value;
  }
}

const ctxOf = (userId: string, teamId: string) => ({
  teamId,
  actor: { kind: "user" as const, userId, email, role: "owner" as const },
  requestId: "test",
});

test("the button leads to the provider with state, PKCE and the address it knows", async () => {
  const url = new URL(await new Browser().begin());
  expect(url.origin).toBe(provider.issuer);
  const asked = Object.fromEntries(url.searchParams);
  expect(asked).toMatchObject({
    client_id: "tidemark",
    redirect_uri: `${origin}/api/auth/callback/oidc`,
    code_challenge_method: "S256",
    state: expect.stringMatching(/.{20,}/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
  });
});

test("somebody new of an allowed domain comes in; the session is a row, with who and from where", async () => {
  const sub = randomUUID();
  provider.account(sub, { email: "Bo@harbour.example", email_verified: true });
  const browser = new Browser();
  expect(await browser.signInAs(sub)).toBe("/usage");
  const [row] = await db().execute<{ ip: string; role: string }>(sql`
    select ip, role from sessions join users on users.id = user_id join memberships using (user_id)
    where email = 'bo@harbour.example'`);
  expect(row).toEqual({ ip: "198.51.100.7", role: "viewer" });
  const read = await browser.open(`${origin}/api/v2/monitor`);
  expect(read.status).toBe(200);
  await db().execute(sql`update sessions set revoked_at = now() where ip = '198.51.100.7'`);
  expect((await browser.open(`${origin}/api/v2/monitor`)).status).toBe(401);
});

test.each([
  ["unverified", "unverified", { email: "cy@harbour.example", email_verified: false }],
  ["of unknown standing", "unverified", { email: "cy@harbour.example" }],
  ["missing", "unverified", {}],
  ["invited by nobody", "not-invited", { email: "cy@elsewhere.example", email_verified: true }],
])("an address that is %s is refused as %s, and no session opened", async (_, why, claims) => {
  const sub = randomUUID();
  provider.account(sub, claims);
  const browser = new Browser();
  expect(await browser.signInAs(sub)).toBe(`/sign-in?refused=${why}&by=oidc&next=%2Fusage`);
  expect(await browser.cookie("tidemark_session")).toBeUndefined();
  const [told] = await db().execute<{ changes: unknown }>(sql`
    select changes from audit_entries where action = 'session.refused' order by id desc limit 1`);
  expect(told?.changes).toMatchObject([{ after: `by oidc: ${why.replace("-", " ")}` }]);
});

test("cancelled there, it says so", async () => {
  expect(await new Browser().signInAs(null)).toBe("/sign-in?refused=denied&by=oidc&next=%2Fusage");
});

test("an account with a password is linked by that password alone, within this browser", async () => {
  const sub = randomUUID();
  provider.account(sub, { email, email_verified: true });
  const browser = new Browser();
  const asked = "/sign-in?refused=password-once&by=oidc&next=%2Fusage";
  expect(await browser.signInAs(sub)).toBe(asked);
  const signIn = (given: string, from = browser) =>
    from.open(`${origin}/api/auth/sign-in`, undefined, { email, password: given });
  expect((await signIn("wrong password")).status).toBe(401);
  // Signing in elsewhere links nothing, nor does a cookie that somebody made.
  expect((await signIn(password, new Browser())).status).toBe(200);
  const forged = new Browser();
  const link = { provider: `oidc:${provider.issuer}`, subject: sub, email };
  await forged.keep(
    "tidemark_link",
    await encode({ token: link, secret: "another one", salt: "tidemark_link" }),
  );
  expect((await signIn(password, forged)).status).toBe(200);
  expect(await new Browser().signInAs(sub)).toBe(asked);
  expect(await browser.cookie("tidemark_link")).toBeDefined();
  expect((await signIn(password)).status).toBe(200);
  expect(await browser.cookie("tidemark_link")).toBeUndefined();
  expect(await new Browser().signInAs(sub)).toBe("/usage");
  const sessions = await listSessions(ctxOf(ana.userId, ana.teamId));
  expect(sessions.length).toBeGreaterThanOrEqual(3);
  const thief = randomUUID();
  provider.account(thief, { email, email_verified: true });
  expect(await new Browser().signInAs(thief)).toBe(asked);
});

test("a callback belongs to the browser that began: another's, a used one and a forged one are refused", async () => {
  const sub = randomUUID();
  provider.account(sub, { email: "dee@harbour.example", email_verified: true });
  const [mine, other] = [new Browser(), new Browser()];
  const callback = await mine.answerAs(sub, await mine.begin());
  await other.begin();
  expect(await other.arrive(callback)).toMatch(/^\/sign-in\?refused=(too-late|provider-failed)&by=oidc/);
  expect(await other.cookie("tidemark_session")).toBeUndefined();
  const forged = callback.replace(/code=[^&]+/, "code=forged");
  expect(await mine.arrive(forged)).toMatch(/^\/sign-in\?refused=/);
  expect(await mine.cookie("tidemark_session")).toBeUndefined();
  expect(await new Browser().arrive(callback)).toMatch(/^\/sign-in\?refused=too-late/);
});

test("a provider that is down is told before and after its page; then it works again", async () => {
  const sub = randomUUID();
  provider.account(sub, { email: "eli@harbour.example", email_verified: true });
  const browser = new Browser();
  const callback = await browser.answerAs(sub, await browser.begin());
  await provider.goDown();
  const down = "/sign-in?refused=provider-down&by=oidc&next=%2Fusage";
  expect(await browser.arrive(callback)).toBe(down);
  expect((await new Browser().begin()).replace(origin, "")).toBe(down);
  await provider.comeBack();
  expect(await new Browser().signInAs(sub)).toBe("/usage");
});

test("a wanted page elsewhere leads home", async () => {
  const sub = randomUUID();
  provider.account(sub, { email: "fay@harbour.example", email_verified: true });
  expect(await new Browser().signInAs(sub, "https://evil.example/")).toBe("/changes");
});

test("of GitHub's addresses the primary one counts, and only as verified as GitHub says", async () => {
  const github = await startSite();
  const say = (path: string, body: unknown) => github.page(path, JSON.stringify(body));
  say("/user", { id: 7, login: "ana", email: "shown@example.com" });
  const read = () => readGitHubProfile(github.url("").replace(/\/$/, ""), "token", fetch);
  say("/user/emails", [
    { email: "other@example.com", primary: false, verified: true },
    { email: "ana@example.com", primary: true, verified: true },
  ]);
  expect(await read()).toMatchObject({ id: 7, email: "ana@example.com", email_verified: true });
  say("/user/emails", [{ email: "ana@example.com", primary: true, verified: false }]);
  expect(await read()).toMatchObject({ email: "ana@example.com", email_verified: false });
  say("/user/emails", []);
  expect(await read()).toMatchObject({ email: null, email_verified: false });
  say("/user/emails", { message: "Not found" });
  await expect(read()).rejects.toThrow();
  await github.close();
});
