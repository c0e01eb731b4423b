import { callerOf, identify } from "#app/_server/caller.ts";
import { answering, methods } from "#app/_server/endpoint.ts";
import { openStream } from "#app/_server/event-stream.ts";
import { countAgainstLimit } from "#app/_server/request-limit.ts";
import type { Actor } from "#lib/ctx.ts";
import { subscribe } from "#lib/live/listener.ts";
import type { LiveEvent } from "#lib/live/model.ts";

export const dynamic = "force-dynamic";

/** Server-sent events (WHATWG HTML, section 9.2) of the caller's team: ids of what changed, never data. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: answering(async (request, _context, requestId, headers) => {
    const caller = await identify(request, requestId);
    await countAgainstLimit(caller, request, headers);
    const { teamId, actor } = caller.ctx;
    const mayStay = () => callerOf(request, requestId);
    const begin = (send: (event: LiveEvent) => void, end: () => void) =>
      subscribe(teamId, (event) => sendOwn(event, actor, send), end);
    return openStream(request.signal, begin, mayStay);
  }),
});

/** Whose bell rings is told to them alone. */
function sendOwn(event: LiveEvent, actor: Actor, send: (event: LiveEvent) => void): void {
  const own = actor.kind === "user" ? `bell:${actor.userId}` : null;
  const mayHear = (topic: string) => !topic.startsWith("bell:") || topic === own;
  const heard = event.type === "changed" ? { ...event, topics: event.topics.filter(mayHear) } : event;
  if (heard.type !== "changed" || heard.topics.length > 0) send(heard);
}
