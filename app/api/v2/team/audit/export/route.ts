import { fileEndpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { exportAudit } from "#lib/audit/index.ts";

const TYPES = { csv: "text/csv; charset=utf-8", jsonl: "application/jsonl; charset=utf-8" };

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: fileEndpoint(routes.exportAudit, async ({ ctx, query }) => {
    const { format, ...filter } = query;
    const day = new Date().toISOString().slice(0, 10);
    return {
      name: `tidemark-audit-${day}.${format}`,
      type: TYPES[format],
      pieces: await exportAudit(ctx, filter, format),
    };
  }),
});
