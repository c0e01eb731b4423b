import { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { pageAfterSignIn } from "#components/shell/sign-in-address.ts";
import { env } from "#lib/env.ts";
import { TidemarkError } from "#lib/errors.ts";
import { inWords } from "#lib/in-words.ts";
import {
  admitByProvider,
  authenticateSession,
  beginSession,
  endSession,
  type KnownPerson,
  recordRefusedSignIn,
  signIn,
} from "#lib/team/index.ts";
import { SESSION_DAYS, SignIn } from "#lib/team/model.ts";
import { isEncrypted, refusedAddress } from "./auth-address.ts";
import { identityIn, providersFor } from "./auth-providers.ts";
import type { Visit } from "./auth-visit.ts";
import { clientIp, whenceOf } from "./client-ip.ts";
import { SESSION_COOKIE } from "./session-cookie.ts";

/**
 * How next-auth is to treat one request. What it calls a JWT is the opaque token of a row in `sessions`: the row is the
 * truth, and a session that is revoked there has ended everywhere at once.
 */
export function configFor(visit: Visit): NextAuthConfig {
  const secure = isEncrypted(visit.request);
  return {
    basePath: "/api/auth",
    // The address is made by requestOrigin, which believes no header of a stranger.
    trustHost: true,
    secret: env().AUTH_SECRET,
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    session: { strategy: "jwt", maxAge: SESSION_DAYS * 86_400 },
    cookies: {
      sessionToken: { name: SESSION_COOKIE, options: { httpOnly: true, sameSite: "lax", path: "/", secure } },
    },
    providers: [
      Credentials({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (given) => identify(visit, given),
      }),
      ...providersFor(visit),
    ],
    jwt: {
      encode: ({ token }) => String(token?.sid),
      decode: async ({ token }) => {
        const session = token ? await authenticateSession(token) : null;
        return session && { sid: token, sub: session.userId, email: session.email };
      },
    },
    callbacks: {
      signIn: ({ account, profile }) =>
        account && profile ? admit(visit, account.provider, account.providerAccountId, profile) : true,
      jwt: async ({ token, account }) => (account ? { sid: await sessionFor(visit) } : token),
      redirect: ({ url, baseUrl }) => {
        const page = pageAfterSignIn(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url);
        // The first that it asks about is what came in a form or in its cookie.
        visit.wanted ??= page;
        return baseUrl + page;
      },
    },
    events: {
      signOut: async (message) => {
        if ("token" in message && message.token) await endSession(String(message.token.sid), fromOf(visit));
      },
    },
    logger: {
      error: (error) => {
        visit.trouble = error;
      },
      warn: () => {},
      debug: () => {},
    },
  };
}

/** What our verb says of a refusal is kept for the answer; next-auth hears only that nobody signed in. */
async function identify(visit: Visit, given: Partial<Record<string, unknown>>) {
  try {
    visit.person = await (visit.identify?.() ?? byPassword(visit, given));
    return { id: visit.person.userId };
  } catch (error) {
    visit.refusal = error;
    const refusal = new CredentialsSignin();
    refusal.code = error instanceof TidemarkError ? error.code : "credentials";
    throw refusal;
  }
}

function byPassword(
  visit: Visit,
  { email, password }: Partial<Record<string, unknown>>,
): Promise<KnownPerson> {
  const from = fromOf(visit);
  return signIn({ ...SignIn.parse({ email, password }, inWords), ip: clientIp(visit.request), from });
}

/** Whether somebody comes in by a provider; else the address that tells them why not. */
async function admit(
  visit: Visit,
  provider: string,
  subject: string,
  profile: { email?: unknown; email_verified?: unknown },
): Promise<true | string> {
  const identity = identityIn(provider, subject, profile);
  const admission = await admitByProvider(identity, fromOf(visit));
  if (admission.kind === "in") {
    visit.person = admission.person;
    visit.way = provider;
    return true;
  }
  const why = admission.kind === "refused" ? admission.why : "password-once";
  const who = identity.email ?? `${subject} at ${provider}`;
  await recordRefusedSignIn(who, `by ${provider}: ${why.replaceAll("-", " ")}`, fromOf(visit));
  if (admission.kind === "refused") return refusedAddress(visit, admission.why, provider);
  visit.pendingLink = { provider: identity.provider, subject, email: admission.email };
  return refusedAddress(visit, "password-once", provider);
}

async function sessionFor(visit: Visit): Promise<string> {
  const { person, request, way = "password" } = visit;
  if (!person) throw new Error("Nobody has signed in.");
  return (await beginSession(person, { way, ip: clientIp(request), from: fromOf(visit) })).token;
}

const fromOf = ({ request, requestId }: Visit) => ({ ...whenceOf(request), requestId });
