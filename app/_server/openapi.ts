import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { ErrorAnswer } from "./respond.ts";
import { type Route, routes } from "./routes.ts";

const EVERY_ROUTE = {
  400: "A parameter is not valid; details names it.",
  401: "The key or session is missing, unknown or revoked.",
  403: "The caller may not do this.",
  429: "The key or session has sent too many requests; Retry-After says how many seconds to wait.",
  500: "Something went wrong on our side; the answer names the request in the server's log.",
};

const header = (description: string, example: string | number) => ({
  description,
  schema: { type: typeof example === "number" ? ("integer" as const) : ("string" as const) },
  example,
});

/** On every answer to a caller that is known (draft-ietf-httpapi-ratelimit-headers). */
const LIMIT_HEADERS = {
  "RateLimit-Policy": header("How many requests (q) in so many seconds (w).", '"default";q=18000;w=60'),
  RateLimit: header("How many are left (r) for so many seconds (t).", '"default";r=17999;t=60'),
};
const RETRY_AFTER = { "Retry-After": header("Seconds to wait.", 12) };

/** The API's own description (OpenAPI 3.1), made from the schemas that validate every request. */
export function openApiDocument(origin: string) {
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Tidemark",
      version: "2.0.0",
      description: "Monitors of web pages. Clients made for Firecrawl's monitor API work with this base URL.",
    },
    servers: [{ url: `${origin}/api` }, { url: origin }],
    security: [{ apiKey: [] }, { session: [] }],
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "fc- and 32 hexadecimal digits" },
        session: { type: "apiKey", in: "cookie", name: "tidemark_session" },
      },
    },
    paths: paths(),
  });
}

function paths(): ZodOpenApiPathsObject {
  const result: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    result[route.path] = { ...result[route.path], [route.method]: operation(name, route) };
  }
  return result;
}

function operation(name: string, route: Route): ZodOpenApiOperationObject {
  const refusals = Object.entries({ ...EVERY_ROUTE, ...route.refusals }).map(([status, description]) => [
    status,
    {
      description,
      ...(status !== "401" && { headers: { ...LIMIT_HEADERS, ...(status === "429" && RETRY_AFTER) } }),
      content: { "application/json": { schema: ErrorAnswer } },
    },
  ]);
  return {
    operationId: name,
    summary: route.summary,
    tags: [tagOf(route.path)],
    requestParams: {
      ...(route.params && { path: route.params }),
      ...(route.query && { query: route.query }),
    },
    ...(route.body && { requestBody: requestBody(route.body) }),
    responses: {
      200: {
        description: "Done",
        headers: LIMIT_HEADERS,
        content: route.files ? filesOf(route.files) : { "application/json": { schema: route.answer } },
      },
      ...Object.fromEntries(refusals),
    },
  };
}

function tagOf(path: string): string {
  if (/^\/v2\/team\/(credit|token)-usage/.test(path)) return "Credits";
  if (/^\/v2\/(team\/(queue-status|activity)|concurrency-check)$/.test(path)) return "Activity";
  if (/^\/v2\/(changes|bell)/.test(path)) return "Changes";
  return path.startsWith("/v2/team") ? "Team" : "Monitors";
}

const filesOf = (types: readonly string[]) =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: "string" as const } }]));

function requestBody(schema: z.ZodType) {
  const optional = schema instanceof z.ZodOptional;
  return { required: !optional, content: { "application/json": { schema } } };
}
