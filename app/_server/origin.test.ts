import { afterEach, describe, expect, test, vi } from "vitest";
import { isSameOrigin, requestOrigin, requireOwnPage } from "./origin.ts";

const from = (headers: Record<string, string>, url = "http://127.0.0.1:3000/v2/monitor") =>
  new Request(url, { headers });

describe("the origin that the client used", () => {
  test.each([
    ["the request's own", {}, "http://127.0.0.1:3000"],
    ["the host it was sent to", { host: "watch.example" }, "http://watch.example"],
    [
      "what a proxy forwarded",
      { host: "inner", "x-forwarded-host": "watch.example" },
      "http://watch.example",
    ],
    [
      "the first proxy's word of several",
      { "x-forwarded-proto": "https, http", "x-forwarded-host": "watch.example, inner" },
      "https://watch.example",
    ],
    [
      "a port that is not the usual one",
      { "x-forwarded-host": "watch.example:8443" },
      "http://watch.example:8443",
    ],
    ["no port where it is the usual one", { "x-forwarded-host": "watch.example:80" }, "http://watch.example"],
    ["an IPv6 address", { host: "[::1]:3000" }, "http://[::1]:3000"],
  ])("is %s", (_, headers, origin) => {
    expect(requestOrigin(from(headers as Record<string, string>))).toBe(origin);
  });

  test.each([
    ["a scheme that is none of ours", { "x-forwarded-proto": "javascript", "x-forwarded-host": "a.example" }],
    ["a path in the host", { "x-forwarded-host": "a.example/evil" }],
    ["somebody's name in the host", { "x-forwarded-host": "user@a.example" }],
    ["a host that cannot be parsed", { "x-forwarded-host": "[" }],
    ["a port that is none", { "x-forwarded-host": "a.example:99999" }],
    ["a backslash in the host", { "x-forwarded-host": "a.example\\evil" }],
  ])("is the request's own for %s", (_, headers) => {
    expect(requestOrigin(from(headers as Record<string, string>))).toBe("http://127.0.0.1:3000");
  });
});

describe("with PUBLIC_URL", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.resetModules();
  });

  /** Settings are read once a process, so the module is loaded anew. */
  async function configured(publicUrl: string) {
    vi.stubEnv("PUBLIC_URL", publicUrl);
    vi.resetModules();
    return import("./origin.ts");
  }

  test("it is that address, whatever the request says, without a slash at its end", async () => {
    const origin = await configured("https://watch.example/tidemark//");
    expect(origin.requestOrigin(from({ "x-forwarded-host": "evil.example" }))).toBe(
      "https://watch.example/tidemark",
    );
  });

  test("our own pages are those of its origin, and those of the host a request was sent to", async () => {
    const origin = await configured("https://watch.example/tidemark");
    expect(origin.isSameOrigin(from({ origin: "https://watch.example" }))).toBe(true);
    expect(origin.isSameOrigin(from({ origin: "http://localhost:3000", host: "localhost:3000" }))).toBe(true);
    expect(origin.isSameOrigin(from({ origin: "http://watch.example", host: "localhost:3000" }))).toBe(false);
  });
});

describe("a page of ours", () => {
  const host = { host: "watch.example" };

  test("is one with our origin, or one that the browser vouches for when it names no origin", () => {
    expect(isSameOrigin(from({ ...host, origin: "http://watch.example" }))).toBe(true);
    expect(isSameOrigin(from({ ...host, "sec-fetch-site": "same-origin" }))).toBe(true);
  });

  test.each([
    [{}],
    [{ origin: "null" }],
    [{ origin: "http://watch.example.evil.example" }],
    [{ origin: "http://evil.example", "sec-fetch-site": "same-origin" }],
    [{ "sec-fetch-site": "same-site" }],
    [{ "sec-fetch-site": "none" }],
  ])("is none with %j", (headers) => {
    expect(isSameOrigin(from({ ...host, ...(headers as Record<string, string>) }))).toBe(false);
  });

  test("is asked for only where a browser says where it comes from: programs may sign in", () => {
    expect(() => requireOwnPage(from(host))).not.toThrow();
    expect(() => requireOwnPage(from({ ...host, origin: "http://watch.example" }))).not.toThrow();
    expect(() => requireOwnPage(from({ ...host, origin: "http://evil.example" }))).toThrow(
      expect.objectContaining({ code: "FORBIDDEN", message: expect.stringMatching(/own pages/) }),
    );
  });
});
