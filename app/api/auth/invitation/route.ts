import { z } from "zod";
import { signedIn } from "#app/_server/auth.ts";
import { readJson } from "#app/_server/body.ts";
import { callerOf, currentSessionId } from "#app/_server/caller.ts";
import { clientIp } from "#app/_server/client-ip.ts";
import { answering, methods } from "#app/_server/endpoint.ts";
import { requireOwnPage } from "#app/_server/origin.ts";
import { respond } from "#app/_server/respond.ts";
import { unauthorized } from "#lib/errors.ts";
import { inWords } from "#lib/in-words.ts";
import { acceptInvitation, acceptSignedIn } from "#lib/team/index.ts";
import { AcceptInvitation, LinkToken } from "#lib/team/model.ts";

const TokenAlone = z.strictObject({ token: LinkToken });

/** Accepts an invitation: with a password by somebody who is not signed in, without one by somebody who is. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: answering(async (request, _, requestId) => {
    requireOwnPage(request);
    const given = await readJson(request);
    if (!hasPassword(given)) return bySession(request, TokenAlone.parse(given, inWords).token, requestId);
    const input = AcceptInvitation.parse(given, inWords);
    return signedIn(request, requestId, () => acceptInvitation(input, clientIp(request)));
  }),
});

const hasPassword = (given: unknown) => typeof given === "object" && given !== null && "password" in given;

async function bySession(request: Request, token: string, requestId: string): Promise<Response> {
  const { actor } = await callerOf(request, requestId);
  const sessionId = await currentSessionId(request);
  if (actor.kind !== "user" || !sessionId) throw unauthorized("sign in, or set a password, to accept it.");
  await acceptSignedIn(token, { userId: actor.userId, email: actor.email, sessionId });
  return respond({ success: true }, requestId);
}
