import type { Ctx } from "#lib/ctx.ts";
import { TidemarkError, unauthorized } from "#lib/errors.ts";
import { authenticateApiKey, authenticateSession } from "#lib/team/index.ts";
import { whenceOf } from "./client-ip.ts";
import { BEHIND_A_PROXY, isSameOrigin } from "./origin.ts";
import { sessionToken } from "./session-cookie.ts";

/** Who calls, and the id of the key or the session that their requests are counted by. */
export type Caller = { ctx: Ctx; countedAs: string };

/** The caller of a request that is not counted. @throws as identify does */
export async function callerOf(request: Request, requestId: string): Promise<Ctx> {
  return (await identify(request, requestId)).ctx;
}

/**
 * Who calls: a bearer key, or the dashboard's session (which may change something only from our own pages).
 * @throws UNAUTHORIZED · FORBIDDEN
 */
export async function identify(request: Request, requestId: string): Promise<Caller> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) return keyCaller(authorization, request, requestId);
  const token = sessionToken(request);
  if (!token) throw unauthorized("send an API key as `Authorization: Bearer fc-…`.");
  const session = await authenticateSession(token);
  if (!session) throw unauthorized("this session has ended. Sign in again.");
  if (!["GET", "HEAD"].includes(request.method) && !isSameOrigin(request)) {
    throw new TidemarkError(
      "FORBIDDEN",
      `A session may change something only from Tidemark's own pages. Use an API key. ${BEHIND_A_PROXY}`,
    );
  }
  const { teamId, userId, email, name, role } = session;
  const actor = { kind: "user" as const, userId, email, name, role };
  const ctx: Ctx = { teamId, actor, requestId, from: whenceOf(request) };
  return { ctx, countedAs: session.sessionId };
}

async function keyCaller(authorization: string, request: Request, requestId: string): Promise<Caller> {
  const key = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (!key) throw unauthorized("the Authorization header must read `Bearer fc-…`.");
  const { teamId, ...caller } = await authenticateApiKey(key);
  const actor = { kind: "apiKey" as const, ...caller };
  return { ctx: { teamId, actor, requestId, from: whenceOf(request) }, countedAs: caller.keyId };
}

/** The session a request comes with, or null: a bearer key has none. */
export async function currentSessionId(request: Request): Promise<string | null> {
  const token = sessionToken(request);
  return token ? ((await authenticateSession(token))?.sessionId ?? null) : null;
}
