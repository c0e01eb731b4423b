import { v7 as uuidv7 } from "uuid";
import type { z } from "zod";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { badRequest, TidemarkError } from "#lib/errors.ts";
import { inWords } from "#lib/in-words.ts";
import { readJson } from "./body.ts";
import { identify } from "./caller.ts";
import { countAgainstLimit } from "./request-limit.ts";
import { type AnsweredFile, respond, respondError, respondFile } from "./respond.ts";
import { actionOf, type Route } from "./routes.ts";

type Parsed<S> = S extends z.ZodType ? z.infer<S> : undefined;

export type Call<R extends Route> = {
  ctx: Ctx;
  request: Request;
  params: Parsed<R["params"]>;
  query: Parsed<R["query"]>;
  body: Parsed<R["body"]>;
};

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };
export type Handler = (request: Request, context: RouteContext) => Promise<Response>;

/**
 * Makes a route's handler: who calls and whether they may, then params, query and body by the route's own schemas, then
 * one verb.
 * What it throws goes through the one error mapper.
 */
export function endpoint<const R extends Route>(
  route: R,
  handle: (call: Call<R>) => Promise<Omit<z.input<R["answer"]>, "success">>,
): Handler {
  return calling(route, async (call, requestId) =>
    respond({ success: true, ...(await handle(call)) }, requestId),
  );
}

/** As endpoint, for a route that answers with a file; its refusals are JSON like any other. */
export function fileEndpoint<const R extends Route>(
  route: R,
  handle: (call: Call<R>) => Promise<AnsweredFile>,
): Handler {
  return calling(route, async (call, requestId) => respondFile(await handle(call), requestId));
}

function calling<const R extends Route>(
  route: R,
  respondTo: (call: Call<R>, requestId: string) => Promise<Response>,
): Handler {
  return answering(async (request, context, requestId, headers) => {
    const caller = await identify(request, requestId);
    await countAgainstLimit(caller, request, headers);
    const { ctx } = caller;
    authorize(ctx, actionOf(route));
    const params = route.params?.parse(await context.params, inWords);
    const query = route.query?.parse(givenQuery(request, route), inWords);
    const body = route.body?.parse(await readBody(request, route), inWords);
    return respondTo({ ctx, request, params, query, body } as Call<R>, requestId);
  });
}

type Work = (
  request: Request,
  context: RouteContext,
  requestId: string,
  /** What the answer is to carry besides its own, be it a refusal. */
  headers: Headers,
) => Promise<Response>;

/** A handler whose every failure is a JSON answer, never a page. */
export function answering(work: Work): Handler {
  return async (request, context) => {
    const requestId = uuidv7();
    const headers = new Headers();
    const response = await work(request, context, requestId, headers).catch((error) =>
      respondError(error, requestId),
    );
    for (const [name, value] of headers) response.headers.set(name, value);
    return response;
  };
}

/**
 * An empty value counts as not given: `?status=` asks for no status. A key that the route does not know says nothing.
 * @throws BAD_REQUEST for a key it knows and that is given twice: whichever were taken, the other would be passed over
 */
function givenQuery(request: Request, { query, neverEmpty = [] }: Route): Record<string, string> {
  const { searchParams } = new URL(request.url);
  for (const key of Object.keys(query?.shape ?? {})) {
    if (searchParams.getAll(key).length < 2) continue;
    const message = "is given twice";
    throw badRequest(`${key} ${message}. Give it once.`, [{ path: key, message }]);
  }
  const given = [...searchParams].filter(([key, value]) => value !== "" || neverEmpty.includes(key));
  return Object.fromEntries(given);
}

async function readBody(request: Request, route: Route): Promise<unknown> {
  const value = await readJson(request);
  if (value === undefined && !route.body?.safeParse(undefined).success) {
    throw new TidemarkError("BAD_REQUEST_INVALID_JSON", "The body is empty. Send a JSON object.");
  }
  return value;
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];

/** A path's handlers by method; the other methods answer 405 in JSON. */
export function methods(handlers: Partial<Record<Method, Handler>>): Record<Method, Handler> {
  const allowed = Object.keys(handlers).join(", ");
  const refuse: Handler = async ({ method }) => {
    const error = new TidemarkError("METHOD_NOT_ALLOWED", `${method} is not allowed here. Use ${allowed}.`);
    return respondError(error, uuidv7(), { allow: allowed });
  };
  return Object.fromEntries(METHODS.map((method) => [method, handlers[method] ?? refuse])) as Record<
    Method,
    Handler
  >;
}
