import { inWords } from "#lib/in-words.ts";
import { type KnownPerson, linkIdentity, signIn } from "#lib/team/index.ts";
import { SignIn } from "#lib/team/model.ts";
import { signedIn, signedOut } from "./auth.ts";
import { isEncrypted } from "./auth-address.ts";
import { LINK_COOKIE, noPendingLink, readPendingLink } from "./auth-pending-link.ts";
import { readJson } from "./body.ts";
import { callerOf } from "./caller.ts";
import { clientIp, whenceOf } from "./client-ip.ts";
import { requireOwnPage } from "./origin.ts";
import { cookieOf } from "./session-cookie.ts";

/**
 * Signs in by email and password.
 * Whoever came by a provider before, with the address of this account, has now shown that it is theirs: linked from here on.
 */
export async function signInByPassword(request: Request, requestId: string): Promise<Response> {
  requireOwnPage(request);
  const credentials = SignIn.parse(await readJson(request), inWords);
  const kept = cookieOf(request, LINK_COOKIE);
  const link = await readPendingLink(kept);
  const from = { ...whenceOf(request), requestId };
  const response = await signedIn(request, requestId, async (): Promise<KnownPerson> => {
    const person = await signIn({ ...credentials, ip: clientIp(request), from });
    if (link?.email === credentials.email) await linkIdentity(link, person, from);
    return person;
  });
  if (kept) response.headers.append("set-cookie", noPendingLink(isEncrypted(request)));
  return response;
}

/** Ends the session that a request comes with, for our own pages only. */
export async function signOut(request: Request, requestId: string): Promise<Response> {
  await callerOf(request, requestId);
  return signedOut(request, requestId);
}
