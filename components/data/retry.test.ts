import { expect, test } from "vitest";
import { ApiError } from "./api.ts";
import { isWorthRetrying, pauseBeforeRetry } from "./retry.ts";

const refused = (status: number, retryAfter: number | null = null) => new ApiError(status, {}, retryAfter);
const unreachable = new Error("Tidemark cannot be reached.");

test.each([400, 401, 403, 404, 409, 413])("a refusal with %i stays one", (status) => {
  expect(isWorthRetrying(0, refused(status))).toBe(false);
});

test.each([
  ["a server that cannot be reached", unreachable],
  ["one that fails", refused(503)],
  ["one that has had too many requests", refused(429, 7)],
])("%s is asked again, three times", (_, error) => {
  expect([0, 1, 2, 3].map((failures) => isWorthRetrying(failures, error))).toEqual([true, true, true, false]);
});

test("the wait is as long as the server says, and otherwise grows", () => {
  expect(pauseBeforeRetry(0, refused(429, 7))).toBe(7000);
  expect(pauseBeforeRetry(2, refused(429, 59))).toBe(59_000);
  expect([0, 1, 2, 9].map((failures) => pauseBeforeRetry(failures, unreachable))).toEqual([
    1000, 2000, 4000, 30_000,
  ]);
});
