import { randomUUID } from "node:crypto";
import type { BrowserContext } from "@playwright/test";
import { SESSION_COOKIE } from "#app/_server/session-cookie.ts";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { memberships } from "#lib/db/schema.ts";
import type { Role } from "#lib/policy.ts";
import { createApiKey, createOwner, openSession, updateFirstSteps } from "#lib/team/index.ts";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const PASSWORD = "a long enough password";
const TEAM_NAME = "Harbour";

/** Somebody with a team of their own: what one test does, no other sees. */
export class Person {
  readonly email: string;
  readonly password = PASSWORD;
  readonly teamName = TEAM_NAME;
  readonly #ids: { userId: string; teamId: string };
  readonly #url: string;
  readonly #role: Role;

  private constructor(
    email: string,
    ids: { userId: string; teamId: string },
    url: string,
    role: Role = "owner",
  ) {
    this.email = email;
    this.#ids = ids;
    this.#url = url;
    this.#role = role;
  }

  static async join(url: string): Promise<Person> {
    const email = `${randomUUID()}@example.com`;
    const ids = await createOwner({ email, password: PASSWORD, teamName: TEAM_NAME });
    const person = new Person(email, ids, url);
    // Somebody who knows their way; the test of a first visit is about somebody new.
    await updateFirstSteps(person.ctx, "over");
    return person;
  }

  /** Somebody else of the same team. */
  async colleague(role: Role, name = "ben"): Promise<Person> {
    const email = `${name}-${randomUUID()}@example.com`;
    const { userId } = await createOwner({ email, password: PASSWORD, teamName: "Of their own" });
    const { teamId } = this.#ids;
    await db().insert(memberships).values({ teamId, userId, role });
    const person = new Person(email, { userId, teamId }, this.#url, role);
    await updateFirstSteps(person.ctx, "over");
    return person;
  }

  /** Speaks to our verbs as this person. */
  get ctx(): Ctx {
    const { userId, teamId } = this.#ids;
    return { teamId, actor: { kind: "user", userId, email: this.email, role: this.#role }, requestId: "e2e" };
  }

  /** Signs a browser in without the form; tests of the form fill it in. */
  async signIn(context: BrowserContext): Promise<void> {
    const { token } = await openSession({ ...this.#ids, ip: "192.0.2.7", userAgent: FIREFOX });
    await context.addCookies([{ name: SESSION_COOKIE, value: token, url: this.#url }]);
  }

  /** A key for calls of the API. */
  async apiKey(name = "e2e"): Promise<string> {
    return (await createApiKey(this.ctx, { name })).key;
  }
}
