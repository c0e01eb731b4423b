import { fileEndpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { exportReview } from "#lib/inbox/review/index.ts";

const TYPES = { csv: "text/csv; charset=utf-8", json: "application/json; charset=utf-8" };

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: fileEndpoint(routes.exportReview, async ({ ctx, query }) => {
    const { format, ...filter } = query;
    const day = new Date().toISOString().slice(0, 10);
    return {
      name: `tidemark-review-${day}.${format}`,
      type: TYPES[format],
      pieces: await exportReview(ctx, filter, format),
    };
  }),
});
