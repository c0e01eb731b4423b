import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { v7 as uuidv7 } from "uuid";
import { signInAddress } from "#components/shell/sign-in-address.ts";
import type { Ctx } from "#lib/ctx.ts";
import { authenticateSession, needsSetUp } from "#lib/team/index.ts";
import { SESSION_COOKIE } from "./session-cookie.ts";

/** Who looks at a page, or null when nobody is signed in. Asked once per request, however many parts ask. */
export const pageCaller = cache(async (): Promise<Ctx | null> => {
  const token = (await cookies()).get(SESSION_COOKIE)?.value;
  const session = token ? await authenticateSession(token) : null;
  if (!session) return null;
  const { teamId, userId, email, name, role } = session;
  return { teamId, actor: { kind: "user", userId, email, name, role }, requestId: uuidv7() };
});

/** Who looks at a page for members: anybody else is sent to sign in and then back, or to set up on the first visit. */
export async function requireMember(): Promise<Ctx> {
  const caller = await pageCaller();
  if (caller) return caller;
  const path = (await headers()).get("x-path") ?? "/";
  redirect((await needsSetUp()) ? "/setup" : signInAddress(path));
}
