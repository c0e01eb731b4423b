import { z } from "zod";
import { type ErrorCode, TidemarkError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { fromZod } from "./issues.ts";

/** Status numbers belong to HTTP alone; the domain knows codes. */
export const STATUS: Record<ErrorCode, number> = {
  BAD_REQUEST: 400,
  BAD_REQUEST_INVALID_JSON: 400,
  UNAUTHORIZED: 401,
  PAYMENT_REQUIRED: 402,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  INTERNAL: 500,
};

/** Every refusal, as JSON (contract: base paths and errors). */
export const ErrorAnswer = z
  .looseObject({
    success: z.literal(false),
    code: z.enum(Object.keys(STATUS) as [ErrorCode, ...ErrorCode[]]),
    error: z.string().describe("A sentence that explains itself."),
    checkId: z.uuid().optional().describe("Of the check that is already running, on a 409."),
    retryAfter: z.int().optional().describe("Seconds to wait, on a 429; as in Retry-After."),
    details: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Error" });

export function respond(body: object, requestId: string, status = 200, headers: HeadersInit = {}): Response {
  return Response.json(body, {
    status,
    headers: { "cache-control": "no-store", "x-request-id": requestId, ...headers },
  });
}

/** A file to be saved, as it comes: however long it is, a piece of it is in memory. */
export type AnsweredFile = { name: string; type: string; pieces: AsyncGenerator<string> };

export function respondFile({ name, type, pieces }: AnsweredFile, requestId: string): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  const headers = {
    "content-type": type,
    "content-disposition": `attachment; filename="${name}"`,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-request-id": requestId,
  };
  return new Response(body, { headers });
}

/** Anything thrown, as an answer. What nobody foresaw is logged, and its words stay here. */
export function respondError(error: unknown, requestId: string, headers: HeadersInit = {}): Response {
  const known = error instanceof z.ZodError ? fromZod(error) : error;
  if (!(known instanceof TidemarkError)) {
    log.error({ err: error, requestId }, "a request failed");
    const sentence = `Something went wrong on our side. Try again; the server's log has it as request ${requestId}.`;
    return respond({ success: false, code: "INTERNAL", error: sentence }, requestId, 500);
  }
  const { code, message, extra, retryAfter } = known;
  const details = known.details ?? (code === "BAD_REQUEST" ? [{ path: "", message }] : undefined);
  return respond(
    { success: false, code, error: message, ...(details && { details }), ...extra },
    requestId,
    STATUS[code],
    {
      ...headers,
      // RFC 9110 sections 11.6.1 and 10.2.3
      ...(code === "UNAUTHORIZED" && { "www-authenticate": "Bearer" }),
      ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
    },
  );
}
