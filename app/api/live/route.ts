import { callerOf } from "#app/_server/caller.ts";
import { answering, methods } from "#app/_server/endpoint.ts";
import { openStream } from "#app/_server/event-stream.ts";
import { subscribe } from "#lib/live/listener.ts";

export const dynamic = "force-dynamic";

/** Server-sent events (WHATWG HTML, section 9.2) of the caller's team: ids of what changed, never data. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: answering(async (request, _context, requestId) => {
    const { teamId } = await callerOf(request, requestId);
    const mayStay = () => callerOf(request, requestId);
    return openStream(request.signal, (send, end) => subscribe(teamId, send, end), mayStay);
  }),
});
