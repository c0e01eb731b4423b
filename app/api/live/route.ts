import { callerOf, identify } from "#app/_server/caller.ts";
import { answering, methods } from "#app/_server/endpoint.ts";
import { openStream } from "#app/_server/event-stream.ts";
import { countAgainstLimit } from "#app/_server/request-limit.ts";
import { subscribe } from "#lib/live/listener.ts";

export const dynamic = "force-dynamic";

/** Server-sent events (WHATWG HTML, section 9.2) of the caller's team: ids of what changed, never data. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: answering(async (request, _context, requestId, headers) => {
    const caller = await identify(request, requestId);
    await countAgainstLimit(caller, request, headers);
    const { teamId } = caller.ctx;
    const mayStay = () => callerOf(request, requestId);
    return openStream(request.signal, (send, end) => subscribe(teamId, send, end), mayStay);
  }),
});
