import { expect, test } from "vitest";
import { z } from "zod";
import {
  badRequest,
  conflict,
  type ErrorCode,
  rateLimited,
  TidemarkError,
  unauthorized,
} from "#lib/errors.ts";
import { ErrorAnswer, respond, respondError, STATUS } from "./respond.ts";

async function refusalOf(error: unknown, headers?: HeadersInit) {
  const response = respondError(error, "request-1", headers);
  return {
    status: response.status,
    headers: response.headers,
    body: ErrorAnswer.parse(await response.json()),
  };
}

test("an answer is never kept by a cache, and names its request", async () => {
  const response = respond({ success: true }, "request-1", 200, { "set-cookie": "a=b" });
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("x-request-id")).toBe("request-1");
  expect(response.headers.get("set-cookie")).toBe("a=b");
  expect(await response.json()).toEqual({ success: true });
});

test.each(Object.entries(STATUS) as [ErrorCode, number][])(
  "%s is %i, as JSON that says so",
  async (code, status) => {
    const reply = await refusalOf(new TidemarkError(code, "Not so."));
    expect(reply.status).toBe(status);
    expect(reply.body).toMatchObject({ success: false, code, error: "Not so." });
    expect(reply.headers.get("x-request-id")).toBe("request-1");
  },
);

test.each([
  ["an error of the database", new Error('relation "monitors" does not exist')],
  ["no error at all", "postgres://user:secret@host"],
  ["nothing", undefined],
])("what nobody foresaw keeps its words to itself: %s", async (_, thrown) => {
  const { status, body } = await refusalOf(thrown);
  expect(status).toBe(500);
  expect(body.code).toBe("INTERNAL");
  expect(body.error).toContain("request-1");
  expect(JSON.stringify(body)).not.toMatch(/relation|secret/);
});

test("a bad request always has details: its own, or its sentence", async () => {
  const named = [{ path: "schedule.text", message: "is no schedule" }];
  expect((await refusalOf(badRequest("Bad.", named))).body.details).toEqual(named);
  expect((await refusalOf(badRequest("Bad."))).body.details).toEqual([{ path: "", message: "Bad." }]);
  expect((await refusalOf(conflict("Running."))).body.details).toBeUndefined();
});

test("a body that a schema refuses is a bad request that names its fields", async () => {
  const refused = z.strictObject({ name: z.string("must be text") }).safeParse({ name: 1, nmae: 2 });
  const { status, body } = await refusalOf(refused.error);
  expect(status).toBe(400);
  expect(body.details).toEqual([
    { path: "name", message: "must be text" },
    { path: "nmae", message: "is not a known field" },
  ]);
});

test("what a refusal adds stands beside its sentence, and headers say what HTTP has words for", async () => {
  const running = await refusalOf(conflict("Running.", { checkId: "0192f0c0-0000-7000-8000-000000000000" }));
  expect(running.body.checkId).toBe("0192f0c0-0000-7000-8000-000000000000");
  expect(running.headers.has("retry-after")).toBe(false);
  expect((await refusalOf(rateLimited("Wait.", 61))).headers.get("retry-after")).toBe("61");
  expect((await refusalOf(rateLimited("Wait.", 0))).headers.get("retry-after")).toBe("0");
  expect((await refusalOf(unauthorized("who are you?"))).headers.get("www-authenticate")).toBe("Bearer");
  const allowed = await refusalOf(new TidemarkError("METHOD_NOT_ALLOWED", "No."), { allow: "GET" });
  expect(allowed.headers.get("allow")).toBe("GET");
});
