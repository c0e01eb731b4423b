import { callerOf, currentSessionId } from "#app/_server/caller.ts";
import { answering, methods } from "#app/_server/endpoint.ts";
import { requestOrigin } from "#app/_server/origin.ts";
import { respond } from "#app/_server/respond.ts";
import { expiredCookie } from "#app/_server/session-cookie.ts";
import { revokeSession } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: answering(async (request, _, requestId) => {
    const ctx = await callerOf(request, requestId);
    const sessionId = await currentSessionId(request);
    if (sessionId) await revokeSession(ctx, sessionId, "session.ended");
    const cookie = expiredCookie(requestOrigin(request).startsWith("https:"));
    return respond({ success: true }, requestId, 200, { "set-cookie": cookie });
  }),
});
