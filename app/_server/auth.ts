import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { TidemarkError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import type { KnownPerson } from "#lib/team/index.ts";
import type { SignInRefusal } from "#lib/team/model.ts";
import { cookiesFor, isEncrypted, ownOrigin, refusedAddress } from "./auth-address.ts";
import { configFor } from "./auth-config.ts";
import { pendingLinkCookie } from "./auth-pending-link.ts";
import type { Visit } from "./auth-visit.ts";
import { readBytes } from "./body.ts";
import { requireOwnPage } from "./origin.ts";
import { respond, respondError } from "./respond.ts";
import { SESSION_COOKIE } from "./session-cookie.ts";

// All that Tidemark knows of next-auth is here and in the files auth-*.ts beside. Sessions are opened and closed by it
// alone, also those of the routes that answer in our own JSON.

// Its own settings of our address would have it read a request of Next's kind, in which 127.0.0.1 is called localhost.
// biome-ignore lint/style/noProcessEnv: next-auth reads it by itself.
for (const name of ["AUTH_URL", "NEXTAUTH_URL"]) delete process.env[name];

const visits = new WeakMap<Request, Visit>();

const { handlers } = NextAuth((request) => {
  const visit = request && visits.get(request);
  if (!visit) throw new Error("next-auth was asked for something outside of a visit.");
  return configFor(visit);
});

/** Asks next-auth, by a plain request at the address that the person's browser has for us. */
async function ask(visit: Visit, path: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(`${ownOrigin(visit.request)}/api/auth/${path}`, init);
  visits.set(request, visit);
  return handlers[init.method === "POST" ? "POST" : "GET"](request as NextRequest);
}

/** Posts as one of next-auth's own forms does, with the token that shows it. */
async function submit(visit: Visit, path: string, cookies: string): Promise<Response> {
  const given = await ask(visit, "csrf", { headers: { cookie: cookies } });
  const { csrfToken } = (await given.json()) as { csrfToken: string };
  const own = given.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  return ask(visit, path, {
    method: "POST",
    headers: { cookie: [cookies, ...own].filter(Boolean).join("; "), "content-type": "application/json" },
    body: JSON.stringify({ csrfToken }),
  });
}

/**
 * Opens a session for whoever `identify` finds out, and answers that it was done.
 * @throws what `identify` throws
 */
export async function signedIn(
  request: Request,
  requestId: string,
  identify: () => Promise<KnownPerson>,
): Promise<Response> {
  const visit: Visit = { request, requestId, identify };
  // Without the cookies of whoever was signed in here before.
  const answer = await submit(visit, "callback/credentials", "");
  return answerOf(visit, answer, requestId);
}

/** Ends the session that a request comes with. */
export async function signedOut(request: Request, requestId: string): Promise<Response> {
  const visit: Visit = { request, requestId };
  const answer = await submit(visit, "signout", cookiesFor(request));
  return answerOf(visit, answer, requestId);
}

/** Of what next-auth sets, only the session's cookie concerns somebody who does not come by its own forms. */
function answerOf(visit: Visit, answer: Response, requestId: string): Response {
  if (visit.refusal ?? visit.trouble) throw visit.refusal ?? visit.trouble;
  const response = respond({ success: true }, requestId);
  for (const cookie of answer.headers.getSetCookie()) {
    if (cookie.startsWith(`${SESSION_COOKIE}=`)) response.headers.append("set-cookie", cookie);
  }
  return response;
}

/** One of next-auth's own addresses, where the buttons of the sign-in page and the providers lead. */
export async function askNextAuth(request: Request, path: string, requestId: string): Promise<Response> {
  const visit: Visit = { request, requestId };
  const { searchParams } = new URL(request.url);
  // The page that somebody wants comes in a form, where it is made one of ours; in an address it can be a 500 only.
  searchParams.delete("callbackUrl");
  const headers = new Headers({ cookie: cookiesFor(request) });
  const contentType = request.headers.get("content-type");
  if (contentType) headers.set("content-type", contentType);
  const isPost = request.method === "POST";
  if (isPost) requireOwnPage(request);
  const body = isPost ? new Uint8Array(await readBytes(request)) : undefined;
  const answer = await ask(visit, `${path}?${searchParams}`, { method: request.method, headers, body });
  // A program cannot follow a form's redirect to another site: it is told where that would lead.
  const isProgram = contentType?.includes("json") || request.headers.has("x-auth-return-redirect");
  if (isProgram && visit.refusal) return respondError(visit.refusal, requestId);
  return finish(visit, answer, path, isProgram === true);
}

async function finish(visit: Visit, answer: Response, path: string, isProgram: boolean): Promise<Response> {
  const headers = new Headers(answer.headers);
  headers.set("cache-control", "no-store");
  if (visit.pendingLink) {
    headers.append("set-cookie", await pendingLinkCookie(visit.pendingLink, isEncrypted(visit.request)));
  }
  const given = headers.get("location");
  if (!given) return new Response(answer.body, { status: answer.status, headers });
  const url = destinationOf(visit, new URL(given, ownOrigin(visit.request)), path);
  headers.set("location", url);
  if (!isProgram) return new Response(null, { status: 302, headers });
  headers.delete("location");
  headers.delete("content-length");
  headers.set("content-type", "application/json");
  return new Response(JSON.stringify({ url }), { headers });
}

/** Where a redirect leads; one that only says that something went wrong is made to say what. */
function destinationOf(visit: Visit, given: URL, path: string): string {
  const origin = ownOrigin(visit.request);
  const error = given.searchParams.get("error");
  if (given.origin !== origin || given.pathname !== "/sign-in" || !error) return given.href;
  const provider = /^(?:signin|callback)\/([\w-]+)$/.exec(path)?.[1] ?? null;
  const why = reasonOf(visit, error);
  if (why === "provider-down" || why === "provider-failed") {
    log.warn({ provider, why, reason: wordsOf(visit.trouble) }, "signing in by a provider failed");
  }
  return origin + refusedAddress(visit, why, provider === "credentials" ? null : provider);
}

function reasonOf(visit: Visit, error: string): SignInRefusal {
  const told = new URL(visit.request.url).searchParams.get("error");
  if (told === "access_denied") return "denied";
  if (error === "CredentialsSignin") return isRateLimit(visit.refusal) ? "too-many" : "wrong-password";
  if (visit.isProviderDown) return "provider-down";
  const kind = (visit.trouble as { type?: string } | undefined)?.type;
  return error === "MissingCSRF" || kind === "InvalidCheck" ? "too-late" : "provider-failed";
}

const isRateLimit = (error: unknown) => error instanceof TidemarkError && error.code === "RATE_LIMITED";

/** The innermost of the errors that next-auth has wrapped, which alone says what happened. */
function wordsOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { err?: unknown } | Error | undefined) : undefined;
  const inner = cause instanceof Error ? cause : cause?.err;
  if (inner instanceof Error && inner !== error) return `${(error as Error).name}: ${wordsOf(inner)}`;
  return error instanceof Error ? error.message : String(error);
}
