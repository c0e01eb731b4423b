// @vitest-environment jsdom
import { expect, test } from "vitest";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { ApiError, api, isMissing } from "./api.ts";

const { answer, calls } = setUpScreens();

const refused = (path: string, options = {}): Promise<ApiError> =>
  api(path, options).then(
    () => expect.unreachable(),
    (error) => error,
  );

test("an answer is given as it came", async () => {
  answer("GET /v2/team", { success: true, data: { id: "1", name: "Acme" } });
  expect(await api("/v2/team")).toEqual({ success: true, data: { id: "1", name: "Acme" } });
});

test("what is sent is JSON; without something to send there is no body", async () => {
  answer("POST /v2/monitor", { success: true });
  await api("/v2/monitor", { method: "POST", body: { name: "Plans" } });
  await api("/v2/monitor", { method: "POST" });
  expect(calls("POST /v2/monitor").map(({ body }) => body)).toEqual([{ name: "Plans" }, null]);
});

test("a refusal brings the API's sentence, its code, and what it says of each field", async () => {
  const details = [{ path: "name", message: "must not be empty" }];
  answer("POST /v2/monitor", refusal(400, "The monitor is not valid.", { code: "BAD_REQUEST", details }));
  const error = await refused("/v2/monitor", { method: "POST" });
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    message: "The monitor is not valid.",
    status: 400,
    code: "BAD_REQUEST",
    details,
    retryAfter: null,
  });
});

test("how long to wait is read where the refusal says so", async () => {
  answer("POST /v2/monitor", refusal(429, "Wait a little.", {}, { "retry-after": "7" }));
  expect(await refused("/v2/monitor", { method: "POST" })).toMatchObject({ status: 429, retryAfter: 7 });
});

test("only what is not there is missing", async () => {
  answer("GET /v2/monitor/1", refusal(404, "There is no such monitor."));
  answer("GET /v2/monitor/2", refusal(403, "You may not."));
  expect(isMissing(await refused("/v2/monitor/1"))).toBe(true);
  expect(isMissing(await refused("/v2/monitor/2"))).toBe(false);
  expect(isMissing(new Error("anything else"))).toBe(false);
});

test("an answer that is no JSON is told in words of our own", async () => {
  const network = globalThis.fetch;
  globalThis.fetch = async () => new Response("<h1>Bad gateway</h1>", { status: 502 });
  const error = await refused("/v2/team").finally(() => {
    globalThis.fetch = network;
  });
  expect(error).toMatchObject({
    message: "The server gave an answer we do not understand.",
    status: 502,
    code: "UNKNOWN",
    details: [],
  });
});

test("a server that cannot be reached is told so", async () => {
  const network = globalThis.fetch;
  globalThis.fetch = () => network("http://127.0.0.1:9/");
  const error = await refused("/v2/team").finally(() => {
    globalThis.fetch = network;
  });
  expect(error).not.toBeInstanceOf(ApiError);
  expect(error.message).toBe(
    "Tidemark cannot be reached. Check that it is running; what you see may be old.",
  );
});
