import { answering } from "#app/_server/endpoint.ts";
import { TidemarkError } from "#lib/errors.ts";

const unknown = answering(async (request) => {
  const { pathname } = new URL(request.url);
  throw new TidemarkError(
    "NOT_FOUND",
    `There is no route ${pathname}. GET /api/v2/openapi.json lists them all.`,
  );
});

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT };
