import { answering, methods } from "#app/_server/endpoint.ts";
import { respond } from "#app/_server/respond.ts";
import { isMigrated } from "#lib/db/is-migrated.ts";

// Asked anew each time: whether the database answers is the whole question.
export const dynamic = "force-dynamic";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: answering(async (_request, _context, requestId) => {
    const ready = await isMigrated().catch(() => false);
    return respond({ success: ready, status: ready ? "ok" : "unavailable" }, requestId, ready ? 200 : 503);
  }),
});
