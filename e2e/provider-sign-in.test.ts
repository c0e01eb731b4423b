import { randomUUID } from "node:crypto";
import { env } from "node:process";
import type { BrowserContext, Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import { type OidcProvider, startOidcProvider } from "../testing/oidc-provider.ts";
import { freePort, startProduct } from "../testing/product.ts";
import { asLook, expectGoodLook, LOOKS } from "./looks.ts";
import { Person } from "./person.ts";
import { test as base, expect } from "./test.ts";

// A second web process on the same database, which knows a provider: the whole dance, in a real browser.

const DOMAIN = `${randomUUID().slice(0, 8)}.example`;
const TEAM = `Team of ${DOMAIN}`;

const test = base.extend<{ newcomer: Newcomer }, { provider: OidcProvider }>({
  provider: [
    async ({}, use) => {
      let stop = async () => {};
      const provider = await startOidcProvider(async (issuer) => {
        const product = await startProduct({
          mode: "web",
          port: await freePort(),
          env: {
            DATABASE_URL: env.DATABASE_URL ?? "",
            AUTH_SECRET: env.AUTH_SECRET ?? "",
            AUTH_OIDC_ISSUER: issuer,
            AUTH_OIDC_ID: "tidemark",
            AUTH_OIDC_SECRET: "a secret between the two",
            AUTH_OIDC_NAME: "Harbour login",
            AUTH_ALLOWED_DOMAINS: `${DOMAIN}=${TEAM}`,
            // What another program's next-auth may have left in the environment.
            AUTH_URL: "https://elsewhere.example",
          },
        });
        stop = () => product.remove();
        return product.url;
      });
      await use(provider);
      await provider.close();
      await stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ provider }, use) => use(provider.product),
  newcomer: async ({ provider }, use) => use(new Newcomer(provider)),
});

test.describe.configure({ mode: "serial" });

/** Somebody at the provider, of whom Tidemark knows nothing. */
class Newcomer {
  readonly sub = randomUUID();
  readonly #provider: OidcProvider;

  constructor(provider: OidcProvider) {
    this.#provider = provider;
  }

  is(email: string, email_verified?: boolean): void {
    this.#provider.account(this.sub, { email, ...(email_verified !== undefined && { email_verified }) });
  }

  /** From the sign-in page to the provider and back. */
  async comeBy(page: Page, from = "/sign-in"): Promise<void> {
    await page.goto(from);
    await page.getByRole("button", { name: "Continue with Harbour login" }).click();
    await page.getByLabel("Subject").fill(this.sub);
    await page.getByRole("button", { name: "Continue" }).click();
    // A form that is sent before React has taken it over is sent as the browser would.
    await page.waitForURL(`${this.#provider.product}/**`);
    await page.waitForLoadState("networkidle");
  }
}

const refusal = (page: Page) => page.getByRole("main").getByRole("alert");

async function expectNobody(page: Page, context: BrowserContext): Promise<void> {
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("tidemark_session");
  await page.goto("/changes");
  await expect(page).toHaveURL("/sign-in");
}

async function invite(person: Person, email: string, role = "member", expires = "1 day"): Promise<void> {
  await db().execute(sql`
    insert into invitations (id, team_id, email, role, token_hash, expires_at)
    values (gen_random_uuid(), ${person.ctx.teamId}, ${email}, ${role}::member_role, sha256(${randomUUID()}::bytea),
      now() + ${expires}::interval)`);
}

const membershipsOf = (email: string) =>
  db().execute<{ role: string; name: string; team_id: string }>(sql`
    select role, name, team_id from memberships join teams on teams.id = team_id
    where user_id = (select id from users where email = ${email})`);

test("who is invited comes in by the provider, to the page they wanted, and again; a revoked session is told", async ({
  page,
  context,
  person,
  newcomer,
}) => {
  const email = `${randomUUID()}@elsewhere.example`;
  newcomer.is(email, true);
  await invite(person, email);
  await newcomer.comeBy(page, "/sign-in?next=%2Fusage");
  await expect(page).toHaveURL("/usage");
  expect(await membershipsOf(email)).toMatchObject([{ role: "member", team_id: person.ctx.teamId }]);
  const cookie = (await context.cookies()).find(({ name }) => name === "tidemark_session");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", secure: false, path: "/" });
  expect(cookie?.value).toMatch(/^[\w-]{43}$/);

  await page.goto("/settings/you");
  const password = page.getByRole("region", { name: "Password" });
  await expect(page.getByText(`You sign in as ${email}, with Harbour login.`)).toBeVisible();
  await expect(password).toContainText("Your account has no password");
  await expectGoodLook(page);
  await page.goto("about:blank");

  await db().execute(
    sql`update sessions set revoked_at = now() where user_id = (select id from users where email = ${email})`,
  );
  await page.goto("/changes");
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("main").getByRole("status")).toHaveText(
    "Your session has ended. Sign in again to go on.",
  );
  // The provider remembers them: no question is asked there.
  await page.getByRole("button", { name: "Continue with Harbour login" }).click();
  await expect(page).toHaveURL("/changes");
  expect(await membershipsOf(email)).toHaveLength(1);
});

test("who cancels at the provider is told, and the password works as before", async ({
  page,
  person,
  newcomer,
}) => {
  newcomer.is(person.email, true);
  await page.goto("/sign-in?next=%2Fusage");
  await page.getByRole("button", { name: "Continue with Harbour login" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(refusal(page)).toHaveText(
    "Signing in with Harbour login was cancelled there. Try again, or sign in with your password.",
  );
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL("/usage");
});

for (const [what, verified] of [
  ["called unverified", false],
  ["of which the provider says nothing", undefined],
] as const) {
  test(`an address ${what} lets nobody in, invited or not`, async ({ page, context, person, newcomer }) => {
    const email = `${randomUUID()}@elsewhere.example`;
    newcomer.is(email, verified);
    await invite(person, email);
    await newcomer.comeBy(page);
    await expect(refusal(page)).toContainText("Harbour login has not verified your email address.");
    expect(await membershipsOf(email)).toEqual([]);
    await expectNobody(page, context);
  });
}

test("who is not invited, or not any more, is told whom to ask", async ({
  page,
  context,
  person,
  newcomer,
}) => {
  const email = `${randomUUID()}@elsewhere.example`;
  newcomer.is(email, true);
  await invite(person, email, "member", "-1 minute");
  await newcomer.comeBy(page);
  await expect(refusal(page)).toContainText("Nobody has invited the address that Harbour login has for you.");
  await expectNobody(page, context);
});

test("people of an allowed domain come in as viewers of the team it names, and of no other domain", async ({
  page,
  provider,
  newBrowser,
  person,
}) => {
  const [ana, eve] = [new Newcomer(provider), new Newcomer(provider)];
  ana.is(`Ana@${DOMAIN}`, true);
  await ana.comeBy(page);
  await expect(refusal(page)).toContainText("the team they are to join is not there");
  await db().execute(sql`update teams set name = ${TEAM} where id = ${person.ctx.teamId}`);
  await page.getByRole("button", { name: "Continue with Harbour login" }).click();
  await expect(page).toHaveURL("/changes");
  expect(await membershipsOf(`ana@${DOMAIN}`)).toMatchObject([
    { role: "viewer", team_id: person.ctx.teamId },
  ]);

  eve.is(`eve@evil-${DOMAIN}`, true);
  const other = await (await newBrowser()).newPage();
  await eve.comeBy(other);
  await expect(refusal(other)).toContainText("Nobody has invited the address");

  await page.goto("about:blank");
  await db().execute(
    sql`delete from memberships where user_id = (select id from users where email = ${`ana@${DOMAIN}`})`,
  );
  await page.context().clearCookies({ name: "tidemark_session" });
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue with Harbour login" }).click();
  await expect(refusal(page)).toContainText("Your account is in no team any more.");
});

test("an account with a password is linked by giving it once, and by nothing else", async ({
  page,
  context,
  person,
  newcomer,
  quiet,
}) => {
  quiet.allow(401);
  newcomer.is(person.email, true);
  await newcomer.comeBy(page, "/sign-in?next=%2Fusage");
  await expect(refusal(page)).toContainText(
    "Enter the password once, and from then on Harbour login signs you in to it.",
  );
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("tidemark_session");
  await expect(page.getByLabel("Email")).toHaveValue(person.email);
  await expect(page.getByLabel("Password")).toBeFocused();
  await page.getByLabel("Password").fill("not the password");
  await page.keyboard.press("Enter");
  await expect(refusal(page).last()).toContainText("wrong");
  expect(await db().execute(sql`select 1 from identities where subject = ${newcomer.sub}`)).toHaveLength(0);
  await page.getByLabel("Password").fill(person.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/usage");
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("tidemark_link");

  await page.getByRole("button", { name: `Account of ${person.email}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
  await page.getByRole("button", { name: "Continue with Harbour login" }).click();
  await expect(page).toHaveURL("/changes");
  await page.goto("/settings/you");
  await expect(page.getByText(/also with Harbour login/)).toBeVisible();
});

test("the password of another account links nothing to either", async ({
  page,
  baseURL,
  person,
  newcomer,
}) => {
  const victim = await Person.join(baseURL ?? "");
  newcomer.is(victim.email, true);
  await newcomer.comeBy(page);
  await expect(refusal(page)).toContainText("Enter the password once");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/changes");
  expect(await db().execute(sql`select 1 from identities where subject = ${newcomer.sub}`)).toHaveLength(0);
});

test("another subject of the same provider takes over no account by its address", async ({
  page,
  provider,
  newBrowser,
  person,
}) => {
  const email = `${randomUUID()}@elsewhere.example`;
  const [owner, thief] = [new Newcomer(provider), new Newcomer(provider)];
  owner.is(email, true);
  thief.is(email.toUpperCase(), true);
  await invite(person, email);
  await owner.comeBy(page);
  await expect(page).toHaveURL("/changes");
  await invite(person, email, "admin");
  const context = await newBrowser();
  const other = await context.newPage();
  await thief.comeBy(other);
  await expect(refusal(other)).toContainText("belongs to an account that signs in another way");
  await expectNobody(other, context);
  expect(await membershipsOf(email)).toMatchObject([{ role: "member" }]);
});

test("a provider that is down is told in a sentence, and the password still works", async ({
  page,
  person,
  provider,
}) => {
  const down = "Harbour login does not answer at the moment. Try again later, or sign in with your password.";
  await provider.goDown();
  await page.goto("/sign-in?next=%2Fusage");
  await page.getByRole("button", { name: "Continue with Harbour login" }).click();
  await expect(refusal(page)).toHaveText(down);
  await expect(page).toHaveURL("/sign-in?refused=provider-down&by=oidc&next=%2Fusage");
  // What happens when it goes down behind its page is in app/api/provider-sign-in.test.ts.
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/usage");
  await provider.comeBack();
});

test("a callback that nobody asked for, and a wanted page elsewhere, lead nowhere", async ({
  page,
  person,
  newcomer,
}) => {
  await page.goto("/api/auth/callback/oidc?code=stolen&state=made-up");
  await expect(refusal(page)).toContainText("took too long, or was begun in another browser");
  newcomer.is(`${randomUUID()}@elsewhere.example`, true);
  await invite(person, await emailOf(newcomer, person));
  await newcomer.comeBy(page, "/sign-in?next=//evil.example/x");
  await expect(page).toHaveURL("/changes");
});

/** A fresh address of theirs, verified. */
async function emailOf(newcomer: Newcomer, { email }: Person): Promise<string> {
  const own = `of-${email}`;
  newcomer.is(own, true);
  return own;
}

for (const look of LOOKS) {
  test.describe(look.name, () => {
    test.use(asLook(look));
    test("the ways to sign in look right, with the longest refusal, too", async ({ page }) => {
      await page.goto("/sign-in");
      await expect(page.getByRole("button", { name: "Continue with Harbour login" })).toBeVisible();
      await expectGoodLook(page);
      await page.goto("/sign-in?refused=other-way&by=oidc");
      await expect(refusal(page)).toBeVisible();
      await expectGoodLook(page);
      await page.screenshot({ path: `test-results/sign-in-${look.width}-${look.colorScheme}.png` });
    });
  });
}
