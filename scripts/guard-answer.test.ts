import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { guardAnswer } from "./guard-answer.ts";

function guarded(url: string): ServerResponse {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  guardAnswer(url, response);
  return response;
}
const policy = (url: string) => guarded(url).getHeader("content-security-policy");

test.each(["/api", "/api/", "/v2", "/v2/monitor?x=1", "/api/v2/monitor", "//api/x", "/api?x"])(
  "%s is data: nothing runs",
  (url) => {
    expect(policy(url)).toMatch(
      /^default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
  },
);

test.each(["/demo", "/demo/changelog", "/demo?x=1", "/demo/nowhere"])(
  "%s has styles, and no script",
  (url) => {
    expect(policy(url)).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
    expect(policy(url)).not.toContain("script-src");
  },
);

test.each(["/", "/monitors", "/demolition", "/apiary", "/v22", "/monitors/api", "/_next/static/x.js"])(
  "%s is a page's or an asset's: its policy is not made here, and its type is not guessed",
  (url) => {
    expect(policy(url)).toBeUndefined();
    expect(guarded(url).getHeader("x-content-type-options")).toBe("nosniff");
  },
);
