// @vitest-environment jsdom
import { useQueryClient } from "@tanstack/react-query";
import { cleanup, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ApiError } from "./api.ts";
import { Providers } from "./providers.tsx";

beforeEach(() => {
  window.matchMedia = () =>
    Object.assign(new EventTarget(), { matches: false, addListener() {}, removeListener() {} }) as never;
});
afterEach(cleanup);

let retry: unknown;

function Reader() {
  retry = useQueryClient().getDefaultOptions().queries?.retry;
  return null;
}

function policy() {
  render(
    <Providers nonce="n0nce">
      <Reader />
    </Providers>,
  );
  return retry as (failures: number, error: Error) => boolean;
}

test("a refusal is not asked for again, unless it says when (retry.test.ts)", () => {
  for (const status of [400, 401, 403, 404]) expect(policy()(0, new ApiError(status, {}))).toBe(false);
});

test("a server that cannot be reached, or that failed, is asked three times more", () => {
  for (const error of [new Error("unreachable"), new ApiError(500, {}), new ApiError(503, {})]) {
    expect([0, 1, 2, 3].map((failures) => policy()(failures, error))).toEqual([true, true, true, false]);
  }
});
