import { answering, methods } from "#app/_server/endpoint.ts";
import { openApiDocument } from "#app/_server/openapi.ts";
import { requestOrigin } from "#app/_server/origin.ts";
import { respond } from "#app/_server/respond.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: answering(async (request, _, requestId) =>
    respond(openApiDocument(requestOrigin(request)), requestId),
  ),
});
